import { builderRows, postProcessorRows, provisionerRows } from '../../../pipeline/paths/references';
import { resolvePath } from '../../../pipeline/paths/resolvePath';
import type { Span } from '../../../text/span';
import { inOrder } from '../../completion';
import type { Completion, Completions } from '../../completion';
import type { Place } from '../cursor';
import type { CompletionContext } from './context';

const rows = {
  builder: builderRows,
  provisioner: provisionerRows,
  postProcessor: postProcessorRows,
  dataSource: [],
} as const;

/** Functions whose first argument is a path. */
const readers = new Set(['file', 'fileexists', 'filebase64', 'templatefile', 'fileset']);

/** More names of one folder nobody looks through. */
const most = 500;

/** The files of a folder, in a text that is a path. @param text between the quotes @returns undefined where it is none */
export function pathCompletions(
  context: CompletionContext,
  place: Extract<Place, { kind: 'value' }>,
  text: Span,
): Completions | undefined {
  const { cursor, template } = context;
  const { files } = context.place;
  const start = startOf(context, place);
  if (start === undefined) return undefined;
  const written = cursor.text.slice(text.start, cursor.offset);
  const [prefix = ''] = /^\$\{path\.(?:root|cwd)\}\//.exec(written) ?? [];
  const typed = written.slice(prefix.length);
  // What else is put in nobody knows.
  if (/[{}*?~]/.test(typed)) return undefined;
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  const base = prefix.startsWith('${path.root}') ? template.folder : start;
  const at = resolvePath(base, folder === '' ? '.' : folder, files);
  const word = { start: cursor.offset - (typed.length - folder.length), end: cursor.offset };
  const items = files
    .list(at)
    .filter((name) => name !== '.git')
    .slice(0, most)
    .flatMap((name): Completion[] => {
      const kind = files.kind(files.paths.join(at, name));
      if (!kind) return [];
      const label = kind === 'folder' ? `${name}/` : name;
      return [{ label, kind, insert: label, filter: name, sort: inOrder(kind === 'folder' ? 0 : 1) + name }];
    });
  return { word, items };
}

/** The folder from which a path starts; undefined where no path is. */
function startOf(
  { facts, template, place: { baseOf } }: CompletionContext,
  { attribute, within }: Extract<Place, { kind: 'value' }>,
): string | undefined {
  const inner = within.at(-1);
  if (inner?.kind === 'call')
    return readers.has(inner.name) && inner.argument === 0 ? template.folder : undefined;
  if (within.some(({ kind }) => kind !== 'tuple')) return undefined;
  const { component } = facts ?? {};
  if (!component || !facts) return undefined;
  const option = component.options.get(attribute.name);
  const path = option?.path ?? attribute.name;
  const isPath = rows[component.kind].some(
    ({ type, setting }) => setting === path && type.test(component.type),
  );
  return isPath ? baseOf(template) : undefined;
}
