import { applyEdits as applyJsonEdits, modify } from 'jsonc-parser';
import { parseJson } from '../../syntax/json/parseJson';
import type { JsonNode } from '../../syntax/json/tree';
import type { TextEdit } from '../../text/textEdit';
import { configurationFile } from '../../lint/configuration';
import type { Project } from '../../lint/project';

/**
 * Turns a rule off for one file in the project's boxwright.json, which need not be there yet.
 * @param project that of the file
 * @returns the edits of boxwright.json; none where it can't be read, or the file stands outside of the project
 */
export function turnOff(path: string, rule: string, { root, files }: Project): TextEdit[] {
  const { paths } = files;
  const relative = paths.relative(root, path).split(paths.sep).join('/');
  if (!relative || relative.startsWith('../') || paths.isAbsolute(relative)) return [];
  const target = paths.join(root, configurationFile);
  const text = files.read(target);
  if (text === undefined && files.kind(target)) return [];
  const { root: tree, problems } = parseJson(text ?? '{}');
  if (text?.trim() && (problems.length || tree?.kind !== 'object')) return [];
  const changed = write(text?.trim() ? text : '{}', tree, pattern(relative), rule);
  const whole = changed.endsWith('\n') || text ? changed : `${changed}\n`;
  return [{ path: target, span: { start: 0, end: text?.length ?? 0 }, newText: whole }].map((edit) =>
    shorten(text ?? '', edit),
  );
}

function write(text: string, tree: JsonNode | undefined, file: string, rule: string): string {
  const overrides = property(tree, 'overrides');
  const count = overrides?.kind === 'array' ? overrides.items.length : 0;
  const last = overrides?.kind === 'array' ? overrides.items.at(-1) : undefined;
  const change = (path: (string | number)[], value: unknown, insert = false) =>
    applyJsonEdits(
      text,
      modify(text, path, value, { formattingOptions: formatOf(text), isArrayInsertion: insert }),
    );
  // The last one wins, so that one is added to, or one is put behind it.
  if (speaksOf(last, file)) return change(['overrides', count - 1, 'rules', rule], 'off');
  const override = { files: [file], rules: { [rule]: 'off' } };
  if (overrides?.kind === 'array') return change(['overrides', count], override, true);
  return change(['overrides'], [override]);
}

function speaksOf(override: JsonNode | undefined, file: string): boolean {
  const files = property(override, 'files');
  const [only, ...others] = files?.kind === 'array' ? files.items : files ? [files] : [];
  const rules = property(override, 'rules');
  return only?.kind === 'string' && only.value === file && !others.length && rules?.kind === 'object';
}

const property = (node: JsonNode | undefined, name: string): JsonNode | undefined =>
  node?.kind === 'object' ? node.properties.find((other) => other.name.value === name)?.value : undefined;

/** As .gitignore has it: from the root of the project, and nothing in it stands for anything else. */
const pattern = (relative: string): string =>
  `/${relative.replace(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ')}`;

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
