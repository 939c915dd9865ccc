import { parseXml } from '../../syntax/xml/parseXml';
import { attributeOf, type XmlElement } from '../../syntax/xml/tree';
import type { SyntaxProblem } from '../../syntax/syntaxProblem';
import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';
import type { AnswerFile, AnswerComponent, AnswerPass } from './answerFile';
import { AnswerReader, type FoundComponent } from './answerReader';
import { readAccounts, readAutoLogons, readImages, readNetworkLocations } from './readAnswers';
import { readCommands } from './readCommands';
import { readFiles } from './readFiles';
import { withoutTemplateMarks } from './templateMarks';
import { memoizeByText } from '../../text/memoizeByText';

const parse = memoizeByText(parseXml, 50);

/** The name of the root of an answer file, in just these letters. */
export const rootName = 'unattend';

/** What is at the root of an XML text, and what is wrong with that, whether it is an answer file or not. */
export function readXmlRoot(source: SourceText): { name: string; location: Location } | undefined {
  const { root } = parse(source.text);
  return root && { name: root.name.local, location: { path: source.path, span: root.nameSpan } };
}

/** What is wrong with the XML of a file that should be an answer file; places of a template language are not. */
export const answerFileProblems = (source: SourceText): SyntaxProblem[] =>
  withoutTemplateMarks(parse(source.text).problems, source.text);

/**
 * Reads an answer file, also a broken one and a template of one. A missing or wrong namespace is told, and what it
 * holds is read all the same.
 * @returns undefined for a file of another kind: its root is no `unattend`
 */
export function readAnswerFile(source: SourceText): AnswerFile | undefined {
  const { root, problems } = parse(source.text);
  if (root?.name.local !== rootName) return undefined;
  const reader = new AnswerReader(source, root.name.uri);
  const passes: AnswerPass[] = [];
  const found: FoundComponent[] = [];
  for (const settings of reader.all(root, 'settings')) {
    const pass = reader.attribute(settings, 'pass');
    const name = pass?.text ?? '';
    passes.push({ name, location: pass?.location ?? reader.location(settings.openTag) });
    for (const element of reader.all(settings, 'component'))
      found.push({ element, component: componentOf(element, name, reader) });
  }
  return {
    path: source.path,
    location: reader.location(root.nameSpan),
    namespace: namespaceOf(root, reader),
    passes,
    components: found.map(({ component }) => component),
    commands: readCommands(found, reader),
    autoLogons: readAutoLogons(found, reader),
    networkLocations: readNetworkLocations(found, reader),
    accounts: readAccounts(found, reader),
    images: readImages(found, reader),
    files: readFiles(root, reader),
    problems: withoutTemplateMarks(problems, source.text),
  };
}

const componentOf = (element: XmlElement, pass: string, reader: AnswerReader): AnswerComponent => ({
  name: reader.attribute(element, 'name')?.text ?? '',
  processorArchitecture: reader.attribute(element, 'processorArchitecture'),
  pass,
  location: reader.location(element.openTag),
});

function namespaceOf(root: XmlElement, reader: AnswerReader): AnswerFile['namespace'] {
  const { uri, prefix } = root.name;
  const declaration = attributeOf(root, prefix ? `xmlns:${prefix}` : 'xmlns');
  return {
    value: uri,
    text: uri,
    location: reader.location(declaration?.valueSpan ?? root.openTag),
  };
}
