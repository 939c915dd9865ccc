import type { FileSource } from '../text/fileSource';
import type { EmbeddedText } from '../text/embeddedText';
import { joinLines, wholeFile } from '../text/embeddedText';
import type { ScriptLanguage } from '../syntax/script/tree';
import type { SourceText } from '../text/sourceText';
import { unknownFiles } from './timeline/guestFiles';
import { ScriptReader } from './timeline/scriptReader';
import type { StepScript } from './timeline/timeline';
import { isWindowsMachine } from './guest/windowsMachine';
import type { Machine, MachineProvisioner, Setting, Vagrantfile } from './vagrantfile/vagrantfile';
import { resolvePath } from './paths/resolvePath';

/** A Vagrantfile with the scripts that it runs: what rules ask their questions of. */
export interface VagrantProject {
  readonly vagrantfile: Vagrantfile;
  readonly source: SourceText;
  /** Of all machines; provisioners that several machines share come once for each. */
  readonly scripts: readonly MachineScript[];
  readonly files: FileSource;
}

/** A script of a provisioner of type `shell`. */
export interface MachineScript {
  readonly machine: Machine;
  readonly provisioner: MachineProvisioner;
  readonly script: StepScript;
}

export function readVagrantProject(
  vagrantfile: Vagrantfile,
  source: SourceText,
  files: FileSource,
): VagrantProject {
  // What a script uploads or downloads first is not known here, so scripts that it calls are not followed.
  const reader = new ScriptReader(files, unknownFiles);
  const scripts = vagrantfile.machines.flatMap((machine) =>
    machine.provisioners.flatMap((provisioner): MachineScript[] => {
      if (provisioner.type !== 'shell') return [];
      const found = scriptOf(machine, provisioner, source, reader, files);
      return found ? [{ machine, provisioner, script: found }] : [];
    }),
  );
  return { vagrantfile, source, scripts, files };
}

function scriptOf(
  machine: Machine,
  { path, inline }: MachineProvisioner,
  source: SourceText,
  reader: ScriptReader,
  files: FileSource,
): StepScript | undefined {
  if (inline?.value !== undefined) {
    const text = written(inline as Setting<string> & { value: string }, source);
    return reader.read(languageOf('', machine), text, undefined, { path: source.path, span: inline.span });
  }
  if (path?.value === undefined) return undefined;
  const file = resolvePath(files.paths.dirname(source.path), path.value, files);
  const text = files.read(file);
  if (text === undefined) return undefined;
  const reference = { path: source.path, span: path.span };
  return reader.read(languageOf(path.value, machine), wholeFile(file, text), file, reference);
}

/** Vagrant writes the script into a file of the guest: of Windows guests PowerShell, unless the name says otherwise. */
function languageOf(name: string, machine: Machine): ScriptLanguage {
  if (/\.ps1$/i.test(name)) return 'powershell';
  if (/\.(bat|cmd)$/i.test(name)) return 'batch';
  if (/\.sh$/i.test(name)) return 'shell';
  return isWindowsMachine(machine) ? 'powershell' : 'shell';
}

/** The text with places that lead to where it is written, line by line: Ruby takes the indentation of `<<~` away. */
function written(
  { value, span, content }: Setting<string> & { value: string },
  source: SourceText,
): EmbeddedText {
  const { path } = source;
  const raw = content ? source.slice(content).split('\n') : [];
  const lines = value.split('\n');
  if (!content || lines.some((line, index) => !raw[index]?.endsWith(line)))
    return { text: value, locate: () => ({ path, span }) };
  let at = content.start;
  const parts = lines.map((text, index): EmbeddedText => {
    const start = at + (raw[index]?.length ?? 0) - text.length;
    at += (raw[index]?.length ?? 0) + 1;
    return { text, locate: (part) => ({ path, span: { start: start + part.start, end: start + part.end } }) };
  });
  return joinLines(parts);
}
