import { passOrder, unattendNamespace } from '../pipeline/answerFile/answerFile';
import type { AnswerCommand, AnswerFile } from '../pipeline/answerFile/answerFile';
import type { SyntaxProblem } from '../syntax/syntaxProblem';
import type { SourceText } from '../text/sourceText';
import type { TextEdit } from '../text/textEdit';
import { listed } from '../words/lists';
import { answerFilesOf, isPlaceholder, sourceOf } from './answerFiles';
import type { Fix } from './finding';
import { addAttribute } from './fixes/answerFileWriter';
import type { Report, Rule } from './rule';

/** The namespace of `wcm:action`. Microsoft's sample answer files declare it at the root or at each component. */
const wcm = 'xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State"';

/** Those that follow a mistake are often no mistakes themselves. */
const mostProblems = 5;

export const answerFileShape: Rule = {
  id: 'answer-file-shape',
  severity: 'error',
  summary: 'An answer file does not have the form that Windows Setup requires.',
  fixable: true,
  *check(pipeline) {
    for (const { file, builds } of answerFilesOf(pipeline)) {
      const found = [
        ...namespaceReports(file),
        ...file.passes.flatMap(passReport),
        ...actionReports(file),
        ...syntaxReports(file),
      ];
      const source = found.length ? sourceOf(pipeline, file.path) : undefined;
      for (const { fix, ...report } of found)
        yield { ...report, builds, fixes: source ? (fix?.(source) ?? []) : [] };
    }
  },
};

/** Its fixes are made where the text of the file is at hand. */
type Found = Omit<Report, 'fixes'> & { readonly fix?: (source: SourceText) => Fix[] };

function namespaceReports({ namespace, location }: AnswerFile): Found[] {
  if (namespace.value === unattendNamespace || isPlaceholder(namespace.text)) return [];
  const missing = !namespace.text;
  return [
    {
      message: `${missing ? 'The answer file has no namespace' : 'This is not the namespace of answer files'}. Windows Setup only accepts a file with xmlns="${unattendNamespace}".`,
      location: missing ? location : namespace.location,
      fix: (source) => {
        const title = 'Set the namespace of answer files';
        if (!missing) return [{ title, edits: [{ ...namespace.location, newText: unattendNamespace }] }];
        // The declaration of another prefix, or of none, is not at this place.
        if (!/^<unattend(?=[\s>])/.test(source.slice(namespace.location.span))) return [];
        return [{ title, edits: [afterName(location, `xmlns="${unattendNamespace}"`)] }];
      },
    },
  ];
}

function passReport({ name, location }: AnswerFile['passes'][number]): Found[] {
  if (isPlaceholder(name) || passOrder.some((pass) => pass.toLowerCase() === name.toLowerCase())) return [];
  const what = name ? `'${name}' is not a pass of Windows Setup` : 'This settings element has no pass';
  return [
    {
      message: `${what}, so these settings are not applied. Use ${listed(passOrder, { conjunction: 'or' })}.`,
      location,
    },
  ];
}

/** One for each list, at the first item, with one fix for all items. */
function actionReports({ commands, location }: AnswerFile): Found[] {
  const lists = new Map<string, AnswerCommand[]>();
  for (const command of commands) {
    if (command.wcmAction !== undefined) continue;
    const key = `${command.component.location.span.start} ${command.list}`;
    lists.set(key, [...(lists.get(key) ?? []), command]);
  }
  return [...lists.values()].flatMap((items): Found[] => {
    const [first] = items.sort((a, b) => a.location.span.start - b.location.span.start);
    if (!first) return [];
    return [
      {
        // Windows often reads such items all the same: those of Azure's FirstLogonCommands have none.
        severity: 'info',
        message: `${items.length > 1 ? `${items.length} items of ${first.list} have` : `This item of ${first.list} has`} no wcm:action="add". Add it to every item of a list.`,
        location: first.location,
        fix: (source) => [
          {
            title: 'Add wcm:action="add"',
            edits: [
              ...declareWcm(source, location, first),
              ...items.map((item) => addAttribute(source, item.location, 'wcm:action="add"')),
            ],
          },
        ],
      },
    ];
  });
}

function declareWcm(source: SourceText, root: AnswerFile['location'], item: AnswerCommand): TextEdit[] {
  const rootTag = source.text.slice(root.span.start, source.text.indexOf('>', root.span.start));
  const declared = [rootTag, source.slice(item.component.location.span)].some((tag) =>
    /\sxmlns:wcm\s*=/.test(tag),
  );
  return declared ? [] : [afterName(root, wcm)];
}

const afterName = ({ path, span }: AnswerFile['location'], attribute: string): TextEdit => ({
  path,
  span: { start: span.end, end: span.end },
  newText: ` ${attribute}`,
});

function syntaxReports({ path, location: root, problems }: AnswerFile): Found[] {
  const said = new Set<string>();
  return problems.slice(0, mostProblems).flatMap(({ message, span }): Found[] => {
    const isWcm = message.startsWith('The prefix `wcm`');
    if (isWcm && said.has(message)) return [];
    said.add(message);
    const report = {
      message: `${message} Windows Setup stops if the file is not valid XML.`,
      location: { path, span },
    };
    if (!isWcm) return [{ ...report, fix: (source) => escape(source, { message, span }, path) }];
    return [{ ...report, fix: () => [{ title: 'Declare the prefix', edits: [afterName(root, wcm)] }] }];
  });
}

/** A lone `&` or `<` in a text means itself. */
function escape(source: SourceText, { span }: SyntaxProblem, path: string): Fix[] {
  const written = source.slice(span);
  const newText = /^&+$/.test(written)
    ? written.replace(/&/g, '&amp;')
    : written === '<'
      ? '&lt;'
      : undefined;
  return newText === undefined ? [] : [{ title: `Write ${newText}`, edits: [{ path, span, newText }] }];
}
