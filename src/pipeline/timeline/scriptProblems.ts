import { parseScript } from '../../syntax/script/parseScript';
import type { ScriptLanguage } from '../../syntax/script/tree';
import type { SyntaxProblem } from '../../syntax/syntaxProblem';
import { memoizeByText } from '../../text/memoizeByText';

/** What a program fills in first is no script yet: ERB and Jinja. */
const generated = /<%|\{%/;

/** The first line of a script that another program than a shell runs. */
const otherProgram = /^#!(?!.*\b(ba|da|k)?sh\b)/;

/** What the ending of a script's name says of its language; a step may run a script of any by its own program. */
const endings: readonly (readonly [RegExp, ScriptLanguage | 'other'])[] = [
  [/\.ps[md]?1$/i, 'powershell'],
  [/\.(cmd|bat)$/i, 'batch'],
  [/\.(sh|bash|ksh)$/i, 'shell'],
  [
    /\.(py|pl|rb|js|php|exp|expect|fish|zsh|csh|awk|sql|xml|json|ya?ml|txt|conf|cfg|ini|reg|vbs|wsf)$/i,
    'other',
  ],
];

const find = (language: ScriptLanguage, text: string): readonly SyntaxProblem[] =>
  generated.test(text) || (language === 'shell' && otherProgram.test(text))
    ? []
    : parseScript(language, text).problems.filter(({ spreads }) => spreads);

const finders: Readonly<Record<ScriptLanguage, (text: string) => readonly SyntaxProblem[]>> = {
  powershell: memoizeByText((text) => find('powershell', text)),
  batch: memoizeByText((text) => find('batch', text)),
  shell: memoizeByText((text) => find('shell', text)),
};

const isOther = (language: ScriptLanguage, path: string): boolean =>
  endings.some(([pattern, named]) => named !== language && pattern.test(path));

/**
 * What the program that runs a script is sure to refuse: brackets, quotes and blocks without their other half. What else
 * these parsers can't read may be what they do not know.
 */
export const scriptProblems = (
  language: ScriptLanguage,
  path: string,
  text: string,
): readonly SyntaxProblem[] => (isOther(language, path) ? [] : finders[language](text));
