import type { Memory } from '../../pipeline/guest/memory';
import type { Build, Template } from '../../pipeline/template/template';
import type { Fix } from '../finding';
import { insertProperty } from './jsonEdits';

/** MB: the least that Windows and its updates get through with. */
const enough = 4096;

/** Gives a build's guest 4 GB, at the place where its memory is set; none for what this can't be written to. */
export function setMemory(template: Template, build: Build, memory: Memory): Fix[] {
  const source = template.files.find(({ path }) => path === build.typeLocation.path);
  if (!source || memory.kind === 'unknown' || template.dialect !== 'json') return [];
  const title = `Set ${memory.setting === 'RAM' ? 'RAM' : 'memory'} to ${enough} MB`;
  if (memory.kind === 'set') {
    const { path, span } = memory.definition ?? memory.location;
    const quoted = source.slice(span).startsWith('"');
    return [{ title, edits: [{ path, span, newText: quoted ? `"${enough}"` : String(enough) }] }];
  }
  const type = build.source.entries.findLast((entry) => entry.name === 'type');
  return type ? [{ title, edits: [insertProperty(source, type.location, memory.setting, enough)] }] : [];
}
