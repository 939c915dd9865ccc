import { joinLines, wholeFile } from '../../text/embeddedText';
import type { EmbeddedText } from '../../text/embeddedText';
import type { FileSource } from '../../text/fileSource';
import type { Location } from '../../text/location';
import type { ScriptLanguage } from '../../syntax/script/tree';
import { readEffects } from '../effects/readEffects';
import { candidateFolders } from '../paths/baseFolder';
import type { Provisioner, Template } from '../template/template';
import { setting, strings } from '../value';
import type { Step, StepScript, Timeline } from './timeline';

/** What a provisioner's commands are written in. `shell-local` is left out: it runs on the user's machine. */
const languages: Readonly<Record<string, ScriptLanguage>> = {
  powershell: 'powershell',
  'windows-shell': 'batch',
  shell: 'shell',
};

/**
 * The timeline of each build of a template. A provisioner that several builds share is read once.
 * @param baseFolder the folder in which Packer is started
 */
export function readTimelines(template: Template, baseFolder: string, files: FileSource): Timeline[] {
  const folders = [baseFolder, ...candidateFolders(template, files)];
  const steps = new Map<Provisioner, Step>();
  const stepOf = (provisioner: Provisioner): Step => {
    const known = steps.get(provisioner);
    if (known) return known;
    const step: Step = { phase: 'provision', provisioner, scripts: readScripts(provisioner, folders, files) };
    steps.set(provisioner, step);
    return step;
  };
  return template.builds.map((build) => ({ build, steps: build.provisioners.map(stepOf) }));
}

function readScripts(
  { type, settings }: Provisioner,
  folders: readonly string[],
  files: FileSource,
): StepScript[] {
  const language = languages[type];
  if (!language) return [];
  const script = (text: EmbeddedText, path: string | undefined, reference: Location): StepScript => ({
    language,
    text,
    path,
    reference,
    effects: readEffects(language, text),
  });
  const inline = setting(settings, 'inline');
  const lines = strings(inline);
  const paths = [...strings(setting(settings, 'script')), ...strings(setting(settings, 'scripts'))];
  return [
    ...(inline && lines.length ? [script(joinLines(lines), undefined, inline.location)] : []),
    ...paths.flatMap((value) => {
      const path = folders
        .map((folder) => files.paths.resolve(folder, value.text))
        .find((file) => files.kind(file) === 'file');
      const text = path === undefined || value.partial ? undefined : files.read(path);
      return path === undefined || text === undefined
        ? []
        : [script(wholeFile(path, text), path, value.location)];
    }),
  ];
}
