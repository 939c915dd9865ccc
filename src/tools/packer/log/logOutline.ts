import type { LineRange } from '../../../language/log/logParts';
import type { OutputLine } from '../output/buildOutput';
import { isClixml, startsClixml } from '../output/clixml';
import { RunProgress } from '../output/runProgress';
import type { ExpectedBuild } from '../output/runProgress';
import type { RunStep } from '../output/runStep';
import { findScriptPlaces } from './findScriptPlaces';
import type { ScriptPlace } from './findScriptPlaces';
import { ScriptSources } from './scriptSources';
import type { ScriptSource } from './scriptSources';

/** A step of a run with its place in the log. Lines of other builds can lie between its own. */
export interface LoggedStep extends LineRange {
  readonly step: RunStep;
  /** The line with which the next step of any build begins; undefined for the last one. */
  readonly next: number | undefined;
}

/** A script that a line names, and which one it is. */
export interface LoggedPlace extends ScriptPlace, ScriptSource {
  /** In which line of the log, from 0. */
  readonly at: number;
  /** The line whole. */
  readonly text: string;
  readonly build: string | undefined;
  /** The step in whose output it stands; its `provisioner` says more, once that is known. */
  readonly step: RunStep | undefined;
}

/** More places, and more noise, than this are not remembered: a log can be of any length. */
const most = 20_000;

/** Reads a log line by line, and keeps where what stands in it: steps, noise, places in scripts. */
export class LogOutline {
  private readonly progress: RunProgress;
  private readonly sources = new ScriptSources();
  private readonly found: { first: number; last: number; step: number; next: number | undefined }[] = [];
  /** Of each build the last of its steps, by the place in `found`. */
  private readonly latest = new Map<string, number>();
  private readonly spans = new Map<string, { first: number; last: number }>();
  private readonly noisy: { first: number; last: number; build: string | undefined }[] = [];
  private readonly named: (Omit<LoggedPlace, 'step'> & { step: number | undefined })[] = [];
  /** The names of builds, by how Packer prints them: some versions put the type before them. */
  private readonly names = new Map<string, string>();
  private count = 0;

  /** @param expected what the template would run: then the steps know which provisioners they are */
  constructor(expected: readonly ExpectedBuild[] = []) {
    this.progress = new RunProgress(expected);
  }

  /** How many lines were read. */
  get lines(): number {
    return this.count;
  }

  /** @param text the next line, without its end */
  line(text: string): void {
    const at = this.count++;
    // A log without times has none.
    const read = this.progress.line(text, 0);
    const begins = this.progress.steps.length > this.found.length;
    this.sources.line(read);
    this.place(at, read, begins);
    this.addNoise(at, read);
    this.addPlaces(at, text, read);
  }

  /** In the order in which they begin. */
  get steps(): LoggedStep[] {
    return this.found.flatMap(({ step, ...range }) => {
      const known = this.progress.steps[step];
      return known ? [{ ...range, step: known }] : [];
    });
  }

  /** The builds that the log speaks of, with their places. */
  get builds(): ReadonlyMap<string, LineRange> {
    return this.spans;
  }

  /** Where PowerShell's XML stands, in pieces without anything else between. */
  get noise(): readonly LineRange[] {
    return this.noisy;
  }

  get places(): LoggedPlace[] {
    return this.named.map((place) => ({
      ...place,
      step: place.step === undefined ? undefined : this.progress.steps[place.step],
    }));
  }

  private place(at: number, { build: named }: OutputLine, begins: boolean): void {
    const steps = this.progress.steps;
    if (begins) {
      const before = this.found.at(-1);
      if (before) before.next ??= at;
      for (let step = this.found.length; step < steps.length; step++) {
        const build = steps[step]?.build ?? '';
        this.latest.set(build, step);
        if (named !== undefined) this.rename(named, build);
        this.found.push({ first: at, last: at, step, next: undefined });
      }
    }
    if (named === undefined) return;
    const build = this.buildOf(named);
    const span = this.spans.get(build);
    if (span) span.last = at;
    else this.spans.set(build, { first: at, last: at });
    const step = this.found[this.latest.get(build) ?? -1];
    // The line that says how a build ended belongs to no step of it, nor does the summary.
    if (step && steps[step.step]?.ended === undefined) step.last = at;
  }

  /** Packer puts the name of a post-processor behind that of the build. */
  private buildOf(named: string): string {
    const known = this.names.get(named);
    if (known !== undefined) return known;
    const [, build] = /^(.+) \([^()]*\)$/.exec(named) ?? [];
    return build === undefined ? named : (this.names.get(build) ?? build);
  }

  private rename(printed: string, build: string): void {
    if (this.names.has(printed)) return;
    const owner = this.buildOf(printed);
    this.names.set(owner === build ? build : printed, build);
    const before = this.spans.get(printed);
    if (printed === build || owner === build || !before) return;
    this.spans.delete(printed);
    this.spans.set(build, before);
  }

  private addNoise(at: number, { build, text }: OutputLine): void {
    if (!isClixml(text)) return;
    const last = this.noisy.at(-1);
    if (last?.last === at - 1 && last.build === build && !startsClixml(text)) last.last = at;
    else if (this.noisy.length < most) this.noisy.push({ first: at, last: at, build });
  }

  private addPlaces(at: number, line: string, { build: named, text }: OutputLine): void {
    if (this.named.length >= most) return;
    // What is read of a line is its end.
    const content = line.endsWith(text) ? text : line;
    const offset = line.length - content.length;
    const build = named === undefined ? undefined : this.buildOf(named);
    for (const place of findScriptPlaces(content))
      this.named.push({
        ...place,
        ...this.sources.find(place.path, build),
        start: place.start + offset,
        end: place.end + offset,
        at,
        text: line,
        build,
        step: build === undefined ? undefined : this.latest.get(build),
      });
  }
}
