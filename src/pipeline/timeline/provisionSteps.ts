import { joinLines, wholeFile } from '../../text/embeddedText';
import type { FileSource } from '../../text/fileSource';
import type { ScriptLanguage } from '../../syntax/script/tree';
import type { Provisioner } from '../template/template';
import { setting, strings } from '../value';
import type { ScriptReader } from './scriptReader';
import type { Step, StepScript } from './timeline';

/** What a provisioner's commands are written in. `shell-local` is left out: it runs on the user's machine. */
const languages: Readonly<Record<string, ScriptLanguage>> = {
  powershell: 'powershell',
  'windows-shell': 'batch',
  shell: 'shell',
};

/** @param folders in which Packer may have been started, the likeliest first */
export function provisionStep(
  provisioner: Provisioner,
  folders: readonly string[],
  reader: ScriptReader,
  files: FileSource,
): Step {
  const scripts = readScripts(provisioner, folders, reader, files);
  const named = strings(setting(provisioner.settings, 'scripts'))
    .concat(strings(setting(provisioner.settings, 'script')))
    .map(({ text }) => text);
  return {
    phase: 'provision',
    label: named.length ? `${provisioner.type}: ${named.join(', ')}` : provisioner.type,
    location: provisioner.typeLocation,
    inOrder: true,
    provisioner,
    scripts,
  };
}

function readScripts(
  { type, settings }: Provisioner,
  folders: readonly string[],
  reader: ScriptReader,
  files: FileSource,
): StepScript[] {
  const language = languages[type];
  if (!language) return [];
  const inline = setting(settings, 'inline');
  const lines = strings(inline);
  const scripts = [...strings(setting(settings, 'script')), ...strings(setting(settings, 'scripts'))];
  return [
    ...(inline && lines.length ? [reader.read(language, joinLines(lines), undefined, inline.location)] : []),
    ...scripts.flatMap((value) => {
      const path = hostFile(value.partial ? undefined : value.text, folders, files);
      const text = path === undefined ? undefined : files.read(path);
      return path === undefined || text === undefined
        ? []
        : [reader.read(language, wholeFile(path, text), path, value.location)];
    }),
  ];
}

/** A file of the machine that runs Packer. */
export const hostFile = (
  written: string | undefined,
  folders: readonly string[],
  files: FileSource,
): string | undefined =>
  written === undefined
    ? undefined
    : folders
        .map((folder) => files.paths.resolve(folder, written))
        .find((file) => files.kind(file) === 'file');
