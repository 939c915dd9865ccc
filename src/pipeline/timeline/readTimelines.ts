import type { FileSource } from '../../text/fileSource';
import type { Location } from '../../text/location';
import { candidateFolders } from '../paths/baseFolder';
import { mediaOf } from '../template/media';
import type { Build, PostProcessor, Provisioner, Template } from '../template/template';
import { refusesPacker } from '../seed/installerSsh';
import { seedOf } from '../seed/seed';
import type { Seed } from '../seed/seed';
import { typedDeeds } from '../seed/typedCommands';
import { isWindowsGuest } from '../guest/windowsGuest';
import { hide } from '../hiddenValues';
import { setting, strings } from '../value';
import { readBootstrap } from './bootstrapSteps';
import { eventsOf } from './events';
import { filesOfGuest } from './guestFiles';
import { installSteps, typedSteps } from './installSteps';
import { provisionStep } from './provisionSteps';
import { ScriptReader } from './scriptReader';
import { shutdownLanguage } from './shellLanguage';
import { takeOverOf } from './takeOver';
import type { Step, TakeOver, Timeline } from './timeline';
import { unreadStep } from './unread';
import { uploadsOf } from './uploads';

/**
 * The timeline of each build of a template. A provisioner that several builds share is read once, so that what is
 * said of it is said once.
 * @param baseFolder the folder in which Packer is started
 * @param answerFile the one that Windows Setup gets, whatever its name
 */
export function readTimelines(
  template: Template,
  baseFolder: string,
  files: FileSource,
  answerFile?: string,
): Timeline[] {
  const folders = [baseFolder, ...candidateFolders(template, files)];
  const shared = new Map<Provisioner, Step>();
  const lost = lostPlaces(template);
  return template.builds.map((build): Timeline => {
    const media = mediaOf(build, baseFolder, files);
    const guest = filesOfGuest(media, () => uploadsOf(build, folders, files), files);
    const reader = new ScriptReader(files, guest, template.hidden);
    const bootstrap = readBootstrap(media, reader, files, answerFile);
    const seed = isWindowsGuest(build) ? undefined : seedOf(build, media, baseFolder);
    const typed = isWindowsGuest(build) ? [] : typedDeeds(build, media);
    const install = [...installSteps(seed, reader), ...typedSteps(typed, reader)];
    const steps = [
      ...install,
      ...bootstrap.steps,
      ...build.provisioners.map((provisioner) => {
        const step =
          shared.get(provisioner) ?? provisionStep(provisioner, template.folder, folders, reader, files);
        shared.set(provisioner, step);
        return step;
      }),
      ...lost.map((location) => unreadStep('provision', location)),
      ...shutdownStep(build, reader),
      ...build.postProcessors.map(postProcessStep),
    ];
    const before = eventsOf(bootstrap.steps);
    const events = [
      ...eventsOf(install),
      ...before,
      ...eventsOf(steps.slice(install.length + bootstrap.steps.length)),
    ];
    return {
      build,
      hidden: template.hidden,
      media,
      answerFile: bootstrap.answerFile,
      ...(seed && { seed }),
      ...(typed.length && { typed }),
      steps,
      events,
      takeOver: behindInstallation(
        hiding(takeOverOf(build, bootstrap, before), template.hidden),
        install.length > 0,
        build,
        seed,
      ),
    };
  });
}

const behindInstallation = (
  takeOver: TakeOver,
  isInstalled: boolean,
  build: Build,
  seed: Seed | undefined,
): TakeOver =>
  takeOver.kind === 'start' && isInstalled
    ? { ...takeOver, afterInstallation: refusesPacker(build, seed) ? 'refused' : 'silent' }
    : takeOver;

/** The command of which nothing is known may name a secret. */
const hiding = (takeOver: TakeOver, hidden: readonly string[]): TakeOver =>
  takeOver.kind === 'unknown' && takeOver.command !== undefined
    ? { ...takeOver, command: hide(takeOver.command, hidden) }
    : takeOver;

/** Where steps of the template may have been lost: the first mistake in its own files, if there is one. */
function lostPlaces({ files, problems }: Template): Location[] {
  const own = new Set(files.map(({ path }) => path));
  return problems
    .filter(({ location }) => own.has(location.path))
    .slice(0, 1)
    .map(({ location }) => location);
}

function shutdownStep(build: Build, reader: ScriptReader): Step[] {
  const [command] = strings(setting(build.source, 'shutdown_command'));
  if (!command?.text) return [];
  const language = shutdownLanguage(build, command.text);
  // In a shell a password that is not known stands in quotes, or behind `echo`.
  if (command.partial && language !== 'shell') return [];
  const scripts = [reader.read(language, command, undefined, command.location)];
  return [
    {
      phase: 'shutdown',
      label: reader.label(command.text),
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
