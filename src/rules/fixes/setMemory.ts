import type { Memory } from '../../pipeline/guest/memory';
import type { Build, Template } from '../../pipeline/template/template';
import type { Fix } from '../finding';
import { writerOf } from './templateWriter';
import { writable } from './writable';

/** MB: the least that Windows and its updates get through with. */
const enough = 4096;

/**
 * Gives a build's guest enough memory, at the place where its memory is set; none for what can't be written to.
 * @param wanted MB
 */
export function setMemory(template: Template, build: Build, memory: Memory, wanted = enough): Fix[] {
  if (memory.kind === 'unknown') return [];
  const title = `Set ${memory.setting === 'RAM' ? 'RAM' : 'memory'} to ${wanted} MB`;
  if (memory.kind === 'set') {
    const { path, span } = memory.definition ?? memory.location;
    const source = template.files.find((file) => file.path === path);
    // A variable can be set in a file that is not the template's own.
    if (!source) return [];
    const written = source.slice(span);
    // What -var gives stands nowhere: its place is the whole declaration.
    if (memory.definition && !/^"?\d+"?$/.test(written)) return [];
    const newText = written.startsWith('"') ? `"${wanted}"` : String(wanted);
    return [{ title, applicability: 'unsafe', edits: [{ path, span, newText }] }];
  }
  const source = writable(template, build.typeLocation);
  const edit = source && writerOf(template).addSetting(source, build.source, memory.setting, wanted);
  return edit ? [{ title, applicability: 'unsafe', edits: [edit] }] : [];
}
