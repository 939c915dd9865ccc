import { applyEdits as applyJsonEdits, modify } from 'jsonc-parser';
import { configurationFile } from '../../lint/configuration/configurationFile';
import type { Project } from '../../lint/project';
import { parseJson } from '../../syntax/json/parseJson';
import type { JsonNode } from '../../syntax/json/tree';
import type { TextEdit } from '../../text/textEdit';

/** One change of boxwright.json. */
interface Change {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** Whether a new item is put into a list, at the place that the path ends with. */
  readonly insert?: boolean;
}

/**
 * Changes a project's boxwright.json, which need not be there yet; what else stands in it stays as it is written.
 * @param changeOf is given what is in it
 * @returns the edits of it; none where it can't be read
 */
export function editConfiguration(
  { root, files }: Pick<Project, 'root' | 'files'>,
  changeOf: (tree: JsonNode | undefined) => Change,
): TextEdit[] {
  const target = files.paths.join(root, configurationFile);
  const text = files.read(target);
  if (text === undefined && files.kind(target)) return [];
  const { root: tree, problems } = parseJson(text ?? '{}');
  if (text?.trim() && (problems.length || tree?.kind !== 'object')) return [];
  const old = text?.trim() ? text : '{}';
  const { path, value, insert = false } = changeOf(tree);
  const options = { formattingOptions: formatOf(old), isArrayInsertion: insert };
  const changed = applyJsonEdits(old, modify(old, [...path], value, options));
  const whole = changed.endsWith('\n') || text ? changed : `${changed}\n`;
  return [shorten(text ?? '', { path: target, span: { start: 0, end: text?.length ?? 0 }, newText: whole })];
}

/** A path as boxwright.json has it, from the root of the project; undefined for one outside of it. */
export function pathInProject(
  path: string,
  { root, files: { paths } }: Pick<Project, 'root' | 'files'>,
): string | undefined {
  const relative = paths.relative(root, path).split(paths.sep).join('/');
  return relative === '..' || relative.startsWith('../') || paths.isAbsolute(relative)
    ? undefined
    : relative || '.';
}

function formatOf(text: string) {
  const [, indentation = '  '] = /^([ \t]+)\S/m.exec(text) ?? [];
  return {
    insertSpaces: !indentation.startsWith('\t'),
    tabSize: indentation.startsWith('\t') ? 4 : indentation.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** Only what differs, so that the editor keeps its place. */
function shorten(text: string, { path, newText }: TextEdit): TextEdit {
  let start = 0;
  while (start < text.length && text[start] === newText[start]) start++;
  let tail = 0;
  while (
    tail < text.length - start &&
    tail < newText.length - start &&
    text.at(-1 - tail) === newText.at(-1 - tail)
  )
    tail++;
  return {
    path,
    span: { start, end: text.length - tail },
    newText: newText.slice(start, newText.length - tail),
  };
}
