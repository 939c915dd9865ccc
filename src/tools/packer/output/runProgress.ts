import { BuildOutput, finishedBuild, timeOf } from './buildOutput';
import type { BuildOutcome, OutputLine } from './buildOutput';
import { LastOutput } from './lastOutput';
import { readRunEvent } from './runEvents';
import type { RunEvent, RunEventKind } from './runEvents';
import type { RunStep, StepKind } from './runStep';

/** What a template would run in a build; the output is matched with it. */
export interface ExpectedBuild {
  readonly name: string;
  /** The types of its provisioners, in order. */
  readonly provisioners: readonly string[];
  /**
   * How often each of them says that it begins something: `shell` for each script, `file` for each source. Once where
   * it is left out.
   */
  readonly announcements?: readonly number[];
}

/** A build of a run, as its output tells. */
export interface BuildProgress {
  /** As the template names it, where that is known. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly began: number;
  /** Undefined while it runs. */
  readonly ended?: number;
  readonly failed?: true;
}

/** A script could print the messages of which steps are made: what is kept of a run has an end. */
const mostSteps = 2000;
const mostBuilds = 500;
/** UTF-16 units. */
const longestText = 500;
/** A line that comes that much later than its time was not read as it was written. Milliseconds. */
const slack = 5000;

/** The parts of a build; it never goes back to an earlier one. */
const phases: Readonly<Record<RunEventKind, number>> = {
  prepare: 1,
  boot: 1,
  wait: 1,
  connected: 1,
  pause: 2,
  'pause-after': 2,
  retry: 2,
  provision: 2,
  restart: 2,
  'provision-failed': 2,
  shutdown: 3,
  export: 3,
  'post-process': 4,
  // At any time.
  'clean-up': 0,
};

const stepKinds: Readonly<Partial<Record<RunEventKind, StepKind>>> = {
  prepare: 'prepare',
  boot: 'boot',
  wait: 'wait',
  pause: 'wait',
  'pause-after': 'wait',
  provision: 'provision',
  restart: 'restart',
  'provision-failed': 'clean-up',
  shutdown: 'shutdown',
  export: 'export',
  'post-process': 'post-process',
  'clean-up': 'clean-up',
};

/** A build while it is followed. */
interface Followed {
  readonly name: string;
  readonly expected: ExpectedBuild | undefined;
  readonly began: number;
  ended: number | undefined;
  failed: boolean;
  /** The time of the last event. */
  time: number;
  phase: number;
  /** Of the provisioner that runs, or ran last; -1 before the first. */
  provisioner: number;
  /** How often that one has said that it begins something. */
  announced: number;
  /** That provisioner runs again. */
  retrying: boolean;
  /** A provisioner has failed: what still runs cleans up. */
  failing: boolean;
  /** Of the step that goes on, among all steps. */
  open: number | undefined;
  /** That step was only introduced: the next message says more of it. */
  introduced: boolean;
  /** Of the last step that did not clean up. */
  said: LastOutput;
  /** Whether what comes is said by the programs of that step. */
  listening: boolean;
}

/** Follows the output of a run, line by line: which steps there were, which go on, how it ended. */
export class RunProgress {
  private readonly output = new BuildOutput();
  private readonly found: RunStep[] = [];
  /** By the names that Packer prints. */
  private readonly followed = new Map<string, Followed>();
  private cancelling = false;
  /** Lines until now. */
  private count = 0;
  /** The last line that bore a time, and when it came. */
  private dated = '';
  private datedAt = 0;

  constructor(readonly expected: readonly ExpectedBuild[] = []) {}

  /**
   * @param line without its end
   * @param at when it came, milliseconds since 1970; the time that the line itself bears counts more
   */
  line(line: string, at: number): OutputLine {
    const read = this.output.line(line);
    const place = this.count++;
    if (line[10] === 'T') [this.dated, this.datedAt] = [line, at];
    const { kind, build: named, text } = read;
    if (named === undefined) {
      if (kind === 'other') this.unnamed(text, line, at);
    } else if (kind === 'say' || kind === 'message') {
      const event = readRunEvent(text);
      // What is indented may be anything, as an excerpt of the template.
      const isKnown = event !== undefined || kind === 'say';
      const build = isKnown ? this.buildOf(named, line, at) : this.knownBuild(named);
      if (!build || build.ended !== undefined) return read;
      // A script prints what sounds like an earlier part of a build.
      if (event && !isOver(event, build)) this.event(build, event, text, this.timeIn(line, at));
      else if (build.listening) build.said.add(read, place);
    } else if (kind === 'error' && !/^-->/.test(line)) this.endBuild(named, this.timeIn(line, at), true);
    return read;
  }

  /** Everything is over. */
  finish(at: number): void {
    for (const build of this.followed.values()) if (build.ended === undefined) this.close(build, at);
  }

  /** In the order in which they began. */
  get steps(): readonly RunStep[] {
    return this.found;
  }

  /** Of each build that runs, the step that it is in. */
  get current(): readonly RunStep[] {
    return [...this.followed.values()].flatMap(({ open }) => {
      const step = open === undefined ? undefined : this.found[open];
      return step ? [step] : [];
    });
  }

  /** Those that have begun, in that order. */
  get builds(): readonly BuildProgress[] {
    return [...this.followed.values()].map(({ name, began, ended, failed }) => ({
      name,
      began,
      ...(ended !== undefined && { ended }),
      ...(failed && { failed: true as const }),
    }));
  }

  get outcome(): BuildOutcome {
    return this.output.outcome;
  }

  /**
   * Packer prints whole seconds: when the line came says more, if that is in the same second. A line without a time
   * follows the last one that has one, which may be read long after it was written.
   */
  private timeIn(line: string, at: number): number {
    const printed = timeOf(line);
    if (printed !== undefined) return at >= printed && at < printed + 1000 ? at : printed;
    const behind = this.datedAt - (timeOf(this.dated) ?? this.datedAt);
    return Math.abs(behind) < slack ? at : at - behind;
  }

  private unnamed(text: string, line: string, at: number): void {
    const finished = finishedBuild(text);
    if (finished !== undefined) return this.endBuild(finished, this.timeIn(line, at), false);
    if (!text.startsWith('Cancelling build after receiving ')) return;
    this.cancelling = true;
    for (const build of this.followed.values())
      if (build.ended === undefined) this.begin(build, 'clean-up', text, this.timeIn(line, at));
  }

  /** The build of a line; a post-processor prints its own name behind that of the build. */
  private knownBuild(printed: string): Followed | undefined {
    const known = this.followed.get(printed);
    if (known) return known;
    const [, outer] = /^(.+) \([^()]+\)$/.exec(printed) ?? [];
    return outer === undefined ? undefined : this.followed.get(outer);
  }

  private buildOf(printed: string, line: string, at: number): Followed | undefined {
    const known = this.knownBuild(printed);
    if (known) return known;
    if (this.followed.size >= mostBuilds) return undefined;
    const expected = expectedOf(printed, this.expected);
    const time = this.timeIn(line, at);
    const build: Followed = {
      name: expected?.name ?? printed,
      expected,
      began: time,
      ended: undefined,
      failed: false,
      time,
      phase: 0,
      provisioner: -1,
      announced: 0,
      retrying: false,
      failing: false,
      open: undefined,
      introduced: false,
      said: new LastOutput(),
      listening: false,
    };
    this.followed.set(printed, build);
    return build;
  }

  private event(build: Followed, event: RunEvent, text: string, at: number): void {
    const { kind } = event;
    build.phase = Math.max(build.phase, phases[kind]);
    if (kind === 'connected') return this.close(build, at);
    if (kind === 'retry') {
      build.retrying = true;
      build.announced = 0;
      return;
    }
    const step = stepKinds[kind];
    if (!step) return;
    if (kind === 'provision-failed') {
      if (!this.cancelling) this.fail(build);
      build.failing = true;
      return this.begin(build, step, text, at);
    }
    if (build.failing) return this.begin(build, 'clean-up', text, at);
    this.begin(build, step, text, at, provisionerOf(build, event), event.header);
  }

  private begin(
    build: Followed,
    kind: StepKind,
    text: string,
    at: number,
    provisioner?: number,
    introduces = false,
  ): void {
    const step: RunStep = {
      build: build.name,
      kind,
      text: text.slice(0, longestText),
      ...(provisioner !== undefined && { provisioner }),
      began: Math.max(at, build.time),
    };
    const open = build.open === undefined ? undefined : this.found[build.open];
    if (open && build.introduced && open.provisioner === provisioner && build.open !== undefined) {
      this.found[build.open] = { ...step, began: open.began };
    } else {
      this.close(build, at);
      if (this.found.length >= mostSteps) return;
      build.open = this.found.push(step) - 1;
    }
    build.introduced = introduces;
    build.listening = runsPrograms(step);
    if (kind !== 'clean-up') build.said = new LastOutput();
  }

  /** Ends the step that the build is in. */
  private close(build: Followed, at: number): void {
    build.time = Math.max(at, build.time);
    const step = build.open === undefined ? undefined : this.found[build.open];
    if (step && build.open !== undefined) this.found[build.open] = { ...step, ended: build.time };
    build.open = undefined;
  }

  private endBuild(printed: string, at: number, failed: boolean): void {
    const build = this.followed.get(printed) ?? this.buildOf(printed, '', at);
    if (!build || build.ended !== undefined) return;
    this.close(build, at);
    build.ended = build.time;
    build.failed = failed;
    if (failed && !build.failing && !this.cancelling) this.fail(build);
  }

  /** What failed is the last thing that was done before the cleaning up. */
  private fail({ name, said: { output } }: Followed): void {
    const at = this.found.findLastIndex((step) => step.build === name && step.kind !== 'clean-up');
    const step = this.found[at];
    if (step) this.found[at] = { ...step, failed: true, ...(output && { output }) };
  }
}

const isOver = ({ kind }: RunEvent, { phase }: Followed): boolean =>
  phases[kind] !== 0 && phases[kind] < phase;

/** Whether a step runs programs whose output Packer passes on; of other steps all is said by Packer. */
const runsPrograms = ({ kind, text }: RunStep): boolean =>
  kind === 'provision' || (kind === 'post-process' && /\bshell-local\b/.test(text));

/** Since 1.13 the builds of a JSON template are printed with their type: `null.one`. */
const expectedOf = (printed: string, expected: readonly ExpectedBuild[]): ExpectedBuild | undefined =>
  expected.find(({ name }) => name === printed) ?? expected.find(({ name }) => printed.endsWith(`.${name}`));

/** The place of the provisioner that prints a message, as far as the template tells; moves the build to it. */
function provisionerOf(build: Followed, { kind, begins = [], continues = [] }: RunEvent): number | undefined {
  const types = build.expected?.provisioners;
  if (!types) return undefined;
  if (kind === 'pause') {
    const next = build.provisioner + (build.retrying ? 0 : 1);
    return next < types.length ? next : undefined;
  }
  if (kind === 'pause-after') return build.provisioner < 0 ? undefined : build.provisioner;
  if (kind !== 'provision' && kind !== 'restart') return undefined;
  const current = types[build.provisioner] ?? '';
  const announcements = build.expected.announcements?.[build.provisioner] ?? 1;
  if (continues.includes(current)) return build.provisioner;
  if (begins.includes(current) && (build.retrying || build.announced < announcements)) {
    build.retrying = false;
    build.announced++;
    return build.provisioner;
  }
  const next = types.findIndex(
    (type, index) => index > build.provisioner && (begins.includes(type) || continues.includes(type)),
  );
  if (next < 0) return undefined;
  build.provisioner = next;
  build.announced = 1;
  build.retrying = false;
  return next;
}
