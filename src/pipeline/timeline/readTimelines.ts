import type { FileSource } from '../../text/fileSource';
import type { Location } from '../../text/location';
import { SourceText } from '../../text/sourceText';
import type { AnswerFile } from '../answerFile/answerFile';
import { readAnswerFile } from '../answerFile/readAnswerFile';
import { Budget } from '../budget';
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
import { inOrder } from './stretches';
import { leftBehind, outcomeOf } from './events';
import type { Outcome } from './events';
import { filesOfGuest } from './guestFiles';
import { installSteps, typedSteps } from './installSteps';
import { provisionStep } from './provisionSteps';
import { ScriptReader } from './scriptReader';
import { shutdownLanguage } from './shellLanguage';
import { takeOverOf } from './takeOver';
import type { Step, Stretch, Stretches, TakeOver, Timeline } from './timeline';
import { unreadStep } from './unread';
import { uploadsOf } from './uploads';

/**
 * Steps of all builds of a template, with what they do. A template of forty builds with ten steps each has a hundredth of
 * it; a few lines of text that are builds and as many that are steps make millions.
 */
export const limits = { steps: 100_000, depth: 1 };

/** What is asked about a template. */
export interface Wanted {
  /** The answer file that Windows Setup gets, whatever its name; else the one that its media have by its name. */
  readonly answerFile?: string;
  /** Of the template; else all. */
  readonly builds?: readonly Build[];
}

/** The builds of a template with what happens in them, as far as these are not too many. */
export interface Timelines {
  readonly timelines: readonly Timeline[];
  /** The builds behind those: nothing is known of them. */
  readonly unchecked: readonly Build[];
}

/**
 * The timeline of each build of a template. What the provisioners of several builds do is found once, so that what is
 * said of it is said once.
 * @param baseFolder the folder in which Packer is started
 */
export function readTimelines(
  template: Template,
  baseFolder: string,
  files: FileSource,
  { answerFile, builds = template.builds }: Wanted = {},
): Timelines {
  const reading = new TimelineReader(template, baseFolder, files, answerFile);
  const budget = new Budget(limits);
  const timelines: Timeline[] = [];
  for (const build of builds) {
    if (budget.isSpent) break;
    const timeline = reading.read(build);
    budget.spend(timeline.steps.length + timeline.events.length);
    timelines.push(timeline);
  }
  return { timelines, unchecked: builds.slice(timelines.length) };
}

class TimelineReader {
  private readonly folders: readonly string[];
  private readonly lost: readonly Location[];
  private readonly answerFiles = new Map<string, AnswerFile | undefined>();
  private readonly steps = new Map<Provisioner, Step>();
  private readonly courses = new Map<Build['provisioners'], Stretch & Outcome>();

  constructor(
    private readonly template: Template,
    private readonly baseFolder: string,
    private readonly files: FileSource,
    private readonly answerFile: string | undefined,
  ) {
    this.folders = [baseFolder, ...candidateFolders(template, files)];
    this.lost = lostPlaces(template);
  }

  read(build: Build): Timeline {
    const { template, files, baseFolder, folders } = this;
    const media = mediaOf(build, baseFolder, files);
    const guest = filesOfGuest(media, () => uploadsOf(build, folders, files), files);
    const reader = new ScriptReader(files, guest, template.hidden);
    const started = readBootstrap(media, reader, files, (path) => this.openAnswerFile(path), this.answerFile);
    const seed = isWindowsGuest(build) ? undefined : seedOf(build, media, baseFolder);
    const typed = isWindowsGuest(build) ? [] : typedDeeds(build, media);
    const install = [...installSteps(seed, reader), ...typedSteps(typed, reader)];
    const stretches: Stretches = {
      install: wholeStretch(install),
      bootstrap: wholeStretch(started.steps),
      ...this.afterTakeOver(build, reader),
    };
    const parts = inOrder(stretches);
    return {
      build,
      hidden: template.hidden,
      media,
      answerFile: started.answerFile,
      ...(seed && { seed }),
      ...(typed.length && { typed }),
      steps: joined(parts.map(({ steps }) => steps)),
      events: joined(parts.map(({ events }) => events)),
      stretches,
      takeOver: behindInstallation(
        hiding(takeOverOf(build, started, stretches.bootstrap.events), template.hidden),
        install.length > 0,
        build,
        seed,
      ),
    };
  }

  private afterTakeOver(build: Build, reader: ScriptReader): Pick<Stretches, 'provision' | 'end'> {
    const provision = this.provisionStretch(build, reader);
    const steps = [...shutdownStep(build, reader), ...build.postProcessors.map(postProcessStep)];
    const outcome = outcomeOf(steps, provision.kept);
    return { provision, end: { steps, events: [...outcome.events, ...leftBehind(outcome)] } };
  }

  private provisionStretch({ provisioners }: Build, reader: ScriptReader): Stretch & Outcome {
    const known = this.courses.get(provisioners);
    if (known) return known;
    const steps = [
      ...provisioners.map((provisioner) => this.provisionStep(provisioner, reader)),
      ...this.lost.map((location) => unreadStep('provision', location)),
    ];
    const stretch = { steps, ...outcomeOf(steps) };
    this.courses.set(provisioners, stretch);
    return stretch;
  }

  private provisionStep(provisioner: Provisioner, reader: ScriptReader): Step {
    const known =
      this.steps.get(provisioner) ??
      provisionStep(provisioner, this.template.folder, this.folders, reader, this.files);
    this.steps.set(provisioner, known);
    return known;
  }

  private openAnswerFile(path: string): AnswerFile | undefined {
    if (!this.answerFiles.has(path)) {
      const text = this.files.read(path);
      this.answerFiles.set(path, text === undefined ? undefined : readAnswerFile(new SourceText(path, text)));
    }
    return this.answerFiles.get(path);
  }
}

/** Steps behind which nothing follows that could see what they leave. */
function wholeStretch(steps: readonly Step[]): Stretch {
  const outcome = outcomeOf(steps);
  return { steps, events: [...outcome.events, ...leftBehind(outcome)] };
}

/** Lists one behind the other; one that is alone stays the same. */
function joined<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const [first = [], ...others] = lists.filter((list) => list.length);
  return others.length ? first.concat(...others) : first;
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
