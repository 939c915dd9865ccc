import type { Pipeline } from '../../pipeline/pipeline';
import { similarPath } from '../../pipeline/paths/similarPath';
import type { Build } from '../../pipeline/template/template';
import { setting } from '../../pipeline/value';
import type { ListValue, StringValue } from '../../pipeline/value';
import type { SourceText } from '../../text/sourceText';
import type { TextEdit } from '../../text/textEdit';
import type { Fix } from '../finding';
import { addListItem } from './addListItem';
import { writable } from './writable';
import { lastPart } from '../../text/edges';

/**
 * Names a file of the project in the files of a medium, of all these builds. None where no file has that name, where
 * several have, and where a list can't be written to.
 */
export function addToMedium(
  pipeline: Pipeline,
  builds: readonly Build[],
  medium: 'floppy_files' | 'cd_files',
  name: string,
): Fix[] {
  const edits = new Map<string, TextEdit>();
  for (const build of builds) {
    const list = setting(build.source, medium);
    const source = writable(pipeline.template, list?.location);
    if (list?.kind !== 'list' || !source) return [];
    const item = itemFor(pipeline, source, list, name);
    const edit = item === undefined ? undefined : addListItem(source, list, item);
    if (!edit) return [];
    edits.set(`${edit.path}:${edit.span.start}`, edit);
  }
  return [{ title: `Add '${name}' to ${medium}`, applicability: 'unsafe', edits: [...edits.values()] }];
}

/** The file as an item of the list: beside a file that is listed already it gets the same path, as it is written. */
function itemFor(
  { files, baseFolder }: Pipeline,
  source: SourceText,
  { items }: ListValue,
  name: string,
): string | undefined {
  const { paths } = files;
  const beside = new Map<string, string>();
  for (const item of items.filter(isKnown)) {
    const folder = paths.dirname(paths.resolve(baseFolder, item.text));
    const found = files
      .list(folder, { like: name })
      .find((other) => other.toLowerCase() === name.toLowerCase());
    const written = source.slice(item.location.span);
    if (found === undefined || beside.has(folder)) continue;
    if (item.definition || !/^"[^"]*"$/.test(written) || files.kind(paths.join(folder, found)) !== 'file')
      continue;
    beside.set(folder, `${written.slice(0, -1 - lastPart(written.slice(1, -1)).length)}${found}"`);
  }
  const [only] = beside.values();
  if (beside.size > 1) return undefined;
  if (only !== undefined) return only;
  const path = similarPath(baseFolder, name, files);
  return path === undefined || files.kind(paths.resolve(baseFolder, path)) !== 'file'
    ? undefined
    : JSON.stringify(path);
}

const isKnown = (item: ListValue['items'][number]): item is StringValue =>
  item.kind === 'string' && !item.partial && item.text !== '';
