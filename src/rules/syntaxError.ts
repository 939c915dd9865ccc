import { answerFileProblems } from '../pipeline/answerFile/readAnswerFile';
import type { Pipeline } from '../pipeline/pipeline';
import { templateProblems } from '../pipeline/template/templateProblems';
import { stepsOf } from '../pipeline/timeline/courses';
import { scriptProblems } from '../pipeline/timeline/scriptProblems';
import type { StepScript } from '../pipeline/timeline/timeline';
import { parseJson } from '../syntax/json/parseJson';
import { independentProblems } from '../syntax/independentProblems';
import type { SyntaxProblem } from '../syntax/syntaxProblem';
import { isUnknownPrefix } from '../syntax/xml/messages';
import { SourceText } from '../text/sourceText';
import { answerFilePathsOf } from './answerFiles';
import { writeCharacters } from './fixes/writeCharacters';
import type { Report, Rule } from './rule';

/**
 * What reads a file stops at its first mistake, and says so in words of its own. Only the first is told, and those that
 * are no consequence of it.
 */
export const syntaxError: Rule = {
  id: 'syntax-error',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A file cannot be read because of a syntax error.',
  fixes: ['safe'],
  check: (pipeline) => [
    ...templateReports(pipeline),
    ...answerFileReports(pipeline),
    ...stepsOf(pipeline).flatMap(({ step, builds }) =>
      step.scripts.flatMap((script) => scriptReports(script).map((report) => ({ ...report, builds }))),
    ),
  ],
  checkVagrantfile: ({ vagrantfile, source, scripts }) => [
    ...vagrantfile.problems.map((problem) => report(source, problem, 'Vagrant cannot load the file.')),
    ...scripts.flatMap(({ script }) => scriptReports(script)),
  ],
  checkText: (source) =>
    isConfiguration(source.path)
      ? reports(source, (text) => parseJson(text).problems, 'What is wrong in it has no effect.')
      : reports(source, (text) => templateProblems(source.path, text), 'Packer cannot read the file.'),
};

/** In boxwright.json comments are taken. */
const isConfiguration = (path: string): boolean => /(^|[\\/])boxwright\.json$/.test(path);

function templateReports({ template: { files, variableFiles, problems } }: Pipeline): Report[] {
  const broken = new Set(problems.map(({ location: { path } }) => path));
  return [...files, ...variableFiles]
    .filter(({ path }) => broken.has(path))
    .flatMap((source) =>
      reports(source, (text) => templateProblems(source.path, text), 'Packer cannot read the file.'),
    );
}

/** A prefix that is not declared is the business of answer-file-shape, which declares it. */
const answerFileReports = (pipeline: Pipeline): Report[] =>
  answerFilePathsOf(pipeline).flatMap(({ path, builds }) => {
    const source = new SourceText(path, pipeline.files.read(path) ?? '');
    const problems = (text: string) =>
      answerFileProblems(new SourceText(path, text)).filter(({ message }) => !isUnknownPrefix(message));
    return reports(source, problems, 'Windows Setup stops if the file is not valid XML.').map((one) => ({
      ...one,
      builds,
    }));
  });

/** Of a script and those that it calls, each where it is a file of its own. */
function scriptReports({ path, language, text, calls }: StepScript): Report[] {
  const called = calls.flatMap(({ script }) => (script ? scriptReports(script) : []));
  if (path === undefined || !scriptProblems(language, path, text.text).length) return called;
  const source = new SourceText(path, text.text);
  return [
    ...reports(source, (one) => scriptProblems(language, path, one), consequences[language]),
    ...called,
  ];
}

const consequences = {
  powershell: 'PowerShell runs nothing of this script.',
  shell: 'The shell stops here.',
  batch: 'The script stops here.',
} as const;

const reports = (
  source: SourceText,
  parse: (text: string) => readonly SyntaxProblem[],
  consequence: string,
): Report[] =>
  independentProblems(source.text, parse).map((problem) => ({
    ...report(source, problem, consequence),
    fixes: writeCharacters(source, problem, parse),
  }));

const report = (
  { path }: SourceText,
  { message, span, mayPass }: SyntaxProblem,
  consequence: string,
): Report => ({
  message: mayPass ? message : `${message} ${consequence}`,
  location: { path, span },
  ...(mayPass && { severity: 'warning' }),
});
