import type { Build, Template } from '../../pipeline/template/template';
import { setting } from '../../pipeline/value';
import type { TextEdit } from '../../text/textEdit';
import type { Fix } from '../finding';
import { writerOf } from './templateWriter';
import { writable } from './writable';

/** A build, or a provisioner with its settings as `source`. */
type Settled = Pick<Build, 'source' | 'typeLocation'>;

/**
 * Gives a setting of a builder or provisioner a value: changes what is written, also where it stands in a variable, or adds it. None
 * for a value that is put together from parts, or stands in a file that is not the template's.
 */
export function setSetting(
  template: Template,
  build: Settled,
  name: string,
  value: string | boolean,
  title: string,
): Fix[] {
  const edit = editFor(template, build, name, value);
  return edit ? [{ title, applicability: 'unsafe', edits: [edit] }] : [];
}

function editFor(
  template: Template,
  build: Settled,
  name: string,
  value: string | boolean,
): TextEdit | undefined {
  const old = setting(build.source, name);
  if (old === undefined) {
    const source = writable(template, build.typeLocation);
    return source ? writerOf(template).addSetting(source, build.source, name, value) : undefined;
  }
  if (old.kind !== 'boolean' && old.kind !== 'string') return undefined;
  const was = old.kind === 'string' ? old.text : String(old.value);
  const { path, span } = old.definition ?? old.location;
  const written = template.files.find((file) => file.path === path)?.slice(span);
  if (written === undefined || was === '') return undefined;
  const quoted = written === `"${was}"`;
  return quoted || written === was
    ? { path, span, newText: quoted ? `"${value}"` : String(value) }
    : undefined;
}
