import type { Location } from '../../text/location';
import type { EmbeddedText } from '../../text/embeddedText';
import type { ScriptLanguage } from '../../syntax/script/tree';
import type { RemoteAccess } from '../effects/fact';
import type { Effect, UnknownCommand } from '../effects/readEffects';
import type { Turn } from '../effects/turns';
import type { AnswerFile } from '../answerFile/answerFile';
import type { Seed } from '../seed/seed';
import type { TypedDeed } from '../seed/typedCommands';
import type { Media } from '../template/media';
import type { Build, Provisioner } from '../template/template';
import type { Route } from './reachability';

/** The parts of a build, in the order in which they run. */
export type Phase =
  /** Windows Setup's first pass, before the system is on the disk. */
  | 'windowsPE'
  /** Setup's passes in the installed system, as SYSTEM. */
  | 'specialize'
  /** Commands of the answer file at the first logon. */
  | 'firstLogon'
  /** The installer of another system, as a kickstart, preseed or autoinstall file says. */
  | 'install'
  /** What a cloud runs at the first start. */
  | 'userData'
  /** Packer's provisioners, over the connection. */
  | 'provision'
  /** The command that shuts the guest down. */
  | 'shutdown'
  | 'postProcess';

/** What happens in one build, in order. */
export interface Timeline {
  readonly build: Build;
  /** See `Template.hidden`. */
  readonly hidden: readonly string[];
  /** The host's files that the guest sees. */
  readonly media: Media;
  /** The answer file that Windows Setup takes; undefined where there is none, or it can't be read. */
  readonly answerFile: AnswerFile | undefined;
  /** The file that answers the installer of a Linux; undefined where the boot command names none. */
  readonly seed?: Seed;
  /** What is typed into a system that runs from a medium, so that it installs another one; left out where nothing is. */
  readonly typed?: readonly TypedDeed[];
  readonly steps: readonly Step[];
  /** Everything that the steps do to the build, in order, with called scripts in their places. */
  readonly events: readonly TimelineEvent[];
  /** The same in parts, of which those that builds share are the same objects. */
  readonly stretches: Stretches;
  readonly takeOver: TakeOver;
}

/** Some of the steps of a build, with what they do. */
export interface Stretch {
  readonly steps: readonly Step[];
  readonly events: readonly TimelineEvent[];
}

/** The parts of a timeline, in order. */
export interface Stretches {
  readonly install: Stretch;
  /** What runs in the guest before Packer connects, as far as that is no other system's installer. */
  readonly bootstrap: Stretch;
  /** Packer's own steps in the guest. Builds that run the same provisioners share it. */
  readonly provision: Stretch;
  /** What shuts the guest down, and what comes then. */
  readonly end: Stretch;
}

/** One line of a list that runs: a command of the answer file, a provisioner. */
export interface Step {
  readonly phase: Phase;
  /** What runs, in a few words. */
  readonly label: string;
  readonly location: Location;
  /** Its Order in the answer file. */
  readonly order?: number;
  /** False for what Windows starts without waiting for it, so that its place in the order says nothing. */
  readonly inOrder: boolean;
  /** It decides in the guest whether its scripts run at all. */
  readonly perhaps?: true;
  /** In the phase `provision`. */
  readonly provisioner?: Provisioner;
  readonly scripts: readonly StepScript[];
}

/** A script that runs in the guest: written where the step stands, or a file. */
export interface StepScript {
  readonly language: ScriptLanguage;
  readonly text: EmbeddedText;
  /** The file; undefined for commands that stand in the template or the answer file. */
  readonly path: string | undefined;
  /** Where the script is named, or stands. */
  readonly reference: Location;
  /** What it does and runs, in the order in which it happens; what a function does stands at each of its calls. */
  readonly deeds: readonly Deed[];
  /** Of these what it does to the build, each command once. */
  readonly effects: readonly Effect[];
  /** Of these the scripts that it runs. */
  readonly calls: readonly Call[];
}

/** One thing that a script does. */
export type Deed = Effect | Call | UnknownCommand;

/** A script that another one runs, or a function that stands in another one. */
export interface Call {
  readonly kind: 'call';
  /** As written; undefined where only the running script knows. */
  readonly name: string | undefined;
  readonly location: Location;
  /** False where a condition decides. */
  readonly always: boolean;
  /** How the calling script comes to it. */
  readonly turns: readonly Turn[];
  /** Whether no more commands of the calling script follow. */
  readonly last: boolean;
  /** Of a script that restarts the guest: it is called only in a run that does not. */
  readonly ofEnd: boolean;
  /** Not now: at the next start or logon, or at a time that the task scheduler knows. */
  readonly later?: 'start' | 'task';
  /** Undefined where it can't be read. */
  readonly script: StepScript | undefined;
  /** The medium that should hold it is known, and does not. */
  readonly missing: boolean;
  /** A syntax error hides it, or makes something else of what stands there. */
  readonly torn?: true;
}

/** Something that happens in a step, at its place among all others. */
export type TimelineEvent = EffectEvent | UnreadEvent | UnknownEvent;

export interface EffectEvent {
  readonly kind: 'effect';
  readonly step: Step;
  readonly script: StepScript;
  readonly effect: Effect;
  /** False where a condition decides, in the script or in one that calls it. */
  readonly always: boolean;
  /** Whether nothing follows it in the script, nor in one that calls it. */
  readonly last: boolean;
  /** How the step comes to it. */
  readonly turns: readonly Turn[];
}

/** A script that can't be read. What it does is not known: it lowers what may be claimed, and proves nothing. */
interface UnreadEvent {
  readonly kind: 'unread';
  readonly step: Step;
  readonly call: Call;
  readonly always: boolean;
  readonly turns: readonly Turn[];
}

/** A command of which nothing is known. It may do anything, so nothing may be claimed to be done nowhere. */
interface UnknownEvent {
  readonly kind: 'unknown';
  readonly step: Step;
  readonly script: StepScript;
  readonly command: UnknownCommand;
  readonly always: boolean;
  readonly turns: readonly Turn[];
}

/** When Packer's communicator can connect, so that the provisioners start. */
export type TakeOver =
  /** After an event of the bootstrap, whose other steps run on while Packer already works. */
  | {
      readonly kind: 'after';
      readonly route: Route;
      readonly event: EffectEvent;
      /** Of the event in the timeline. */
      readonly index: number;
      /** False where a condition decides, or something before it can't be read. */
      readonly certain: boolean;
    }
  /** The guest lets Packer in by itself: a cloud image, a machine that was prepared before, a system other than Windows. */
  | {
      readonly kind: 'start';
      /** What Packer works in, without any connection over a network. */
      readonly within?: 'container' | 'chroot';
      /** Something installs the guest before; `refused`: its own SSH server answers, too, and does not know Packer's user. */
      readonly afterInstallation?: 'silent' | 'refused';
    }
  /** All of the bootstrap was read, and it never opens these. */
  | { readonly kind: 'never'; readonly route: Route; readonly missing: readonly RemoteAccess['part'][] }
  /** It can't be told. */
  | {
      readonly kind: 'unknown';
      /**
       * - `route`: how Packer connects is not known.
       * - `noAnswerFile`: none is on the media that a build gives its guest.
       * - `unreadAnswerFile`: there is one that can't be read.
       * - `unreadScript`: a script runs before that can't be read.
       * - `syntaxError`: the answer file, or a script that runs before, has one.
       * - `unknownCommand`: a command runs before of which nothing is known.
       * - `dsc`: a DSC configuration is applied before.
       * - `typedCommands`: Packer types commands into the guest.
       * - `image`: the image of a cloud may allow by itself what nothing else opens.
       * - `blockingRule`: a firewall rule blocks the port, until nobody knows when.
       */
      readonly why:
        | 'route'
        | 'noAnswerFile'
        | 'unreadAnswerFile'
        | 'unreadScript'
        | 'syntaxError'
        | 'unknownCommand'
        | 'dsc'
        | 'typedCommands'
        | 'image'
        | 'blockingRule';
      /** Of `unknownCommand`. */
      readonly command?: string;
    }
  /**
   * Packer does not connect. `waits`: whether the build goes on when the guest has switched itself off, or Packer switches
   * it off at once; left out where that is not known.
   */
  | { readonly kind: 'none'; readonly waits?: boolean };
