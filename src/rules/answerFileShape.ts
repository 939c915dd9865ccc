import { passOrder, unattendNamespace } from '../pipeline/answerFile/answerFile';
import type { AnswerCommand, AnswerFile } from '../pipeline/answerFile/answerFile';
import { answerFileProblems, readXmlRoot, rootName } from '../pipeline/answerFile/readAnswerFile';
import { isUnknownPrefix } from '../syntax/xml/messages';
import type { Encoding } from '../text/fileSource';
import type { SourceText } from '../text/sourceText';
import type { TextEdit } from '../text/textEdit';
import { listed } from '../words/lists';
import { answerFilePathsOf, answerFilesOf, isPlaceholder, sourceOf } from './answerFiles';
import type { Fix } from './finding';
import { addAttribute } from './fixes/answerFileWriter';
import type { Report, Rule } from './rule';

/** The namespace of `wcm:action`. Microsoft's sample answer files declare it at the root or at each component. */
const wcm = 'xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State"';

export const answerFileShape: Rule = {
  id: 'answer-file-shape',
  severity: 'error',
  category: 'installation',
  since: '0.1.0',
  summary: 'An answer file does not have the form that Windows Setup requires.',
  fixes: ['safe'],
  *check(pipeline) {
    for (const { path, builds } of answerFilePathsOf(pipeline)) {
      const source = sourceOf(pipeline, path);
      const found = [...rootReports(source), ...encodingReports(source, pipeline.files.encoding(path))];
      for (const report of found) yield { ...report, builds };
    }
    for (const { file, builds } of answerFilesOf(pipeline)) {
      const found = [
        ...namespaceReports(file),
        ...file.passes.flatMap(passReport),
        ...actionReports(file),
        ...prefixReports(file),
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
        if (!missing)
          return [
            { title, applicability: 'safe', edits: [{ ...namespace.location, newText: unattendNamespace }] },
          ];
        // The declaration of another prefix, or of none, is not at this place.
        if (!/^<unattend(?=[\s>])/.test(source.slice(namespace.location.span))) return [];
        return [
          { title, applicability: 'safe', edits: [afterName(location, `xmlns="${unattendNamespace}"`)] },
        ];
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
            applicability: 'safe',
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

function prefixReports({ path, location: root, problems }: AnswerFile): Found[] {
  return problems.flatMap(({ message, span }): Found[] => {
    if (!isUnknownPrefix(message)) return [];
    const report = {
      message: `${message} Windows Setup stops if the file is not valid XML.`,
      location: { path, span },
    };
    if (!message.includes('`wcm`')) return [report];
    const edits = [afterName(root, wcm)];
    return [{ ...report, fix: () => [{ title: 'Declare the prefix', applicability: 'safe', edits }] }];
  });
}

/** A file that Windows Setup takes for its answer file by the name, and does not find an answer file in. */
function rootReports(source: SourceText): Report[] {
  const root = readXmlRoot(source);
  if (!root || root.name === rootName || isPlaceholder(root.name)) return [];
  // With a tag lost it may be another element.
  if (answerFileProblems(source).some(({ mayPass }) => !mayPass)) return [];
  return [
    {
      message: `The root element of an answer file is \`${rootName}\`, not \`${root.name}\`. Windows Setup does not read this file, and waits for input.`,
      location: root.location,
      fixes: [],
    },
  ];
}

/**
 * Extensible Markup Language (XML) 1.0, 4.3.3: a file in another encoding than it declares is a fatal error, and so is
 * one in none that is declared and not in UTF-8 or UTF-16. Whether Windows Setup takes it all the same is not proven.
 */
function encodingReports({ path, text }: SourceText, encoding: Encoding | undefined): Report[] {
  const match = /^\s*<\?xml[^>]*?\sencoding\s*=\s*(["'])([\w.-]+)\1/d.exec(text);
  const declared = match?.[2];
  const [start, end] = match?.indices?.[2] ?? [0, Math.min(1, text.length)];
  const location = { path, span: { start, end } };
  const isSaid = (pattern: RegExp) => declared !== undefined && pattern.test(declared);
  const says16 = isSaid(/^(utf-?16|ucs-?2|unicode|iso-10646-ucs-2)/i);
  const is16 = encoding?.startsWith('utf-16') ?? false;
  const right = encoding === 'utf-8' ? 'utf-8' : is16 ? 'utf-16' : undefined;
  const isDenied =
    encoding === 'invalid'
      ? declared === undefined || says16 || isSaid(/^utf-?8$/i)
      : declared && says16 !== is16;
  if (!encoding || !isDenied) return [];
  const message = declared
    ? `The file declares the encoding ${declared}, but it is not saved in it.`
    : 'The file is not saved in UTF-8, and declares no other encoding.';
  return [
    {
      severity: 'warning',
      message: `${message} Windows Setup may not read it.`,
      location,
      fixes:
        declared && right
          ? [
              {
                title: `Declare ${right}`,
                applicability: 'safe',
                edits: [{ path, span: location.span, newText: right }],
              },
            ]
          : [],
    },
  ];
}
