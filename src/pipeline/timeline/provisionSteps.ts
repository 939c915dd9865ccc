import { joinLines, wholeFile } from '../../text/embeddedText';
import type { EmbeddedText } from '../../text/embeddedText';
import type { Location } from '../../text/location';
import type { FileSource } from '../../text/fileSource';
import type { ScriptLanguage } from '../../syntax/script/tree';
import { shownPath } from '../paths/shownPath';
import type { Provisioner } from '../template/template';
import { setting, strings, text } from '../value';
import type { ScriptReader } from './scriptReader';
import { runsPerhaps, shellScriptLanguage } from './shellLanguage';
import type { WrittenIn } from './shellLanguage';
import type { Step, StepScript } from './timeline';
import { resolvePath } from '../paths/resolvePath';
import { foreignScript, nothing } from './unread';

/**
 * What a provisioner's commands are written in, where their file does not tell. `shell-local` is left out: it runs on the
 * user's machine.
 */
const languages: Readonly<Record<string, ScriptLanguage>> = {
  powershell: 'powershell',
  'windows-shell': 'batch',
  shell: 'shell',
};

/** A Windows guest with an SSH server runs by `shell` what its own shells read. */
const extensions: readonly (readonly [path: RegExp, language: ScriptLanguage])[] = [
  [/\.ps1$/i, 'powershell'],
  [/\.(?:bat|cmd)$/i, 'batch'],
];

/** The language of what a step runs: of a `shell` step by its name, what starts it, and its first line. */
function languageOf(
  { type, settings }: Provisioner,
  path: string | undefined,
  text: string,
): WrittenIn | undefined {
  if (type !== 'shell') return languages[type];
  // Lines get the name of remote_path, and are run by execute_command.
  const written = (key: string) => strings(setting(settings, key))[0]?.text ?? '';
  const name = path ?? written('remote_path');
  const executeCommand = written('execute_command');
  const found = extensions.find(([pattern]) => pattern.test(name))?.[1];
  if (found) return found;
  if (path === undefined && /\bpowershell\b/i.test(executeCommand)) return 'powershell';
  if (path === undefined && /\bcmd(?:\.exe)?\s+\/c/i.test(executeCommand)) return 'batch';
  const shebang = path === undefined ? written('inline_shebang') || '/bin/sh' : undefined;
  return shellScriptLanguage(text, { executeCommand, ...(shebang !== undefined && { shebang }) });
}

/**
 * @param templateFolder the template's
 * @param folders in which Packer may have been started, the likeliest first
 */
export function provisionStep(
  provisioner: Provisioner,
  templateFolder: string,
  folders: readonly string[],
  reader: ScriptReader,
  files: FileSource,
): Step {
  const scripts = readScripts(provisioner, folders, reader, files);
  const named = strings(setting(provisioner.settings, 'scripts'))
    .concat(strings(setting(provisioner.settings, 'script')))
    .map(({ text }) => shownPath(text, templateFolder, files));
  return {
    phase: 'provision',
    label: reader.label(named.length ? `${provisioner.type}: ${named.join(', ')}` : provisioner.type),
    location: provisioner.typeLocation,
    inOrder: true,
    provisioner,
    ...(isPerhaps(provisioner) && { perhaps: true as const }),
    scripts,
  };
}

function readScripts(
  provisioner: Provisioner,
  folders: readonly string[],
  reader: ScriptReader,
  files: FileSource,
): StepScript[] {
  const { type, settings } = provisioner;
  // The command that restarts the guest, where it is not Packer's own.
  const restart = type === 'windows-restart' ? text(settings, 'restart_command') : undefined;
  if (restart?.text) return [reader.read('batch', restart, undefined, restart.location)];
  const inline = setting(settings, 'inline');
  const lines = strings(inline);
  const scripts = [...strings(setting(settings, 'script')), ...strings(setting(settings, 'scripts'))];
  // A program that is no text: https://developer.hashicorp.com/packer/docs/provisioners/shell
  const binary = setting(settings, 'binary');
  const isBinary = type === 'shell' && binary?.kind === 'boolean' && binary.value;
  const isProgram = (path: string): boolean =>
    // Why nothing is read of a file is known once its bytes were looked at.
    isBinary && files.encoding(path) === undefined && files.whyUnread(path) === 'notText';
  const read = (content: EmbeddedText, path: string | undefined, reference: Location): StepScript[] => {
    const language = languageOf(provisioner, path, content.text);
    if (language === undefined) return [];
    if (language !== 'other') return [reader.read(language, content, path, reference)];
    const name = path === undefined ? 'inline' : files.paths.basename(path);
    return [foreignScript(content, path, name, reference)];
  };
  return [
    ...(inline && lines.length ? read(joinLines(lines), undefined, inline.location) : []),
    ...scripts.flatMap((value) => {
      const path = hostFile(value.partial ? undefined : value.text, folders, files);
      const content = path === undefined || isProgram(path) ? undefined : files.read(path);
      if (path === undefined) return [];
      if (content === undefined)
        return [foreignScript(nothing(value.location), path, files.paths.basename(path), value.location)];
      return read(wholeFile(path, content), path, value.location);
    }),
  ];
}

const isPerhaps = ({ type, settings }: Provisioner): boolean =>
  type === 'shell' && runsPerhaps(strings(setting(settings, 'execute_command'))[0]?.text ?? '');

/** A file of the machine that runs Packer. */
export const hostFile = (
  written: string | undefined,
  folders: readonly string[],
  files: FileSource,
): string | undefined =>
  written === undefined
    ? undefined
    : folders
        .map((folder) => resolvePath(folder, written, files))
        .find((file) => files.kind(file) === 'file');
