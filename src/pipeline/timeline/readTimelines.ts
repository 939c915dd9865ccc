import type { FileSource } from '../../text/fileSource';
import { candidateFolders } from '../paths/baseFolder';
import { mediaOf, resolveOnMedia } from '../template/media';
import type { Build, PostProcessor, Provisioner, Template } from '../template/template';
import { text } from '../value';
import { readBootstrap } from './bootstrapSteps';
import { eventsOf } from './events';
import { maskSecrets } from '../effects/maskSecrets';
import { provisionStep } from './provisionSteps';
import { ScriptReader } from './scriptReader';
import { takeOverOf } from './takeOver';
import type { Step, Timeline } from './timeline';
import { guestPath, uploadsOf } from './uploads';

/**
 * The timeline of each build of a template. A provisioner that several builds share is read once, so that what is
 * said of it is said once.
 * @param baseFolder the folder in which Packer is started
 */
export function readTimelines(template: Template, baseFolder: string, files: FileSource): Timeline[] {
  const folders = [baseFolder, ...candidateFolders(template, files)];
  const shared = new Map<Provisioner, Step>();
  return template.builds.map((build): Timeline => {
    const media = mediaOf(build, baseFolder, files);
    const uploads = uploadsOf(build, folders, files);
    const reader = new ScriptReader(files, (path) => {
      const uploaded = uploads.get(guestPath(path));
      return uploaded === undefined ? resolveOnMedia(media, path) : { path: uploaded };
    });
    const bootstrap = readBootstrap(media, reader, files);
    const steps = [
      ...bootstrap.steps,
      ...build.provisioners.map((provisioner) => {
        const step = shared.get(provisioner) ?? provisionStep(provisioner, folders, reader, files);
        shared.set(provisioner, step);
        return step;
      }),
      ...shutdownStep(build, reader),
      ...build.postProcessors.map(postProcessStep),
    ];
    const before = bootstrap.steps.flatMap(eventsOf);
    const events = [...before, ...steps.slice(bootstrap.steps.length).flatMap(eventsOf)];
    return {
      build,
      media,
      answerFile: bootstrap.answerFile,
      steps,
      events,
      takeOver: takeOverOf(build, bootstrap, before),
    };
  });
}

function shutdownStep({ source }: Build, reader: ScriptReader): Step[] {
  const command = text(source, 'shutdown_command');
  if (!command?.text) return [];
  const scripts = [reader.read('batch', command, undefined, command.location)];
  return [
    {
      phase: 'shutdown',
      label: maskSecrets(command.text),
      location: command.location,
      inOrder: true,
      scripts,
    },
  ];
}

const postProcessStep = ({ type, typeLocation }: PostProcessor): Step => ({
  phase: 'postProcess',
  label: type,
  location: typeLocation,
  inOrder: true,
  scripts: [],
});
