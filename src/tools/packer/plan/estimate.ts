import { isDeepStrictEqual } from 'node:util';
import type { BuildChoices } from '../commands/buildChoices';
import type { BuildProgress } from '../output/runProgress';
import type { RunStep } from '../output/runStep';
import type { RunRecord } from '../runs/runRecord';
import { timeBetween } from '../../../words/durations';

/** As many earlier runs tell what is usual. */
const mostRuns = 5;

/** How long a step usually takes, and what comes after it. Milliseconds. */
interface UsualStep {
  readonly time: number;
  /** From its end to the end of the build. */
  readonly rest: number;
}

interface UsualBuild {
  /** Milliseconds. */
  readonly time: number;
  /** By `keysOf`. */
  readonly steps: ReadonlyMap<string, UsualStep>;
}

/** How long the builds of a template and their steps usually take. */
export interface UsualRun {
  /** How many runs it was learnt from, 1 to 5. */
  readonly runs: number;
  /** By their names. */
  readonly builds: ReadonlyMap<string, UsualBuild>;
}

/** A run as far as it has come. */
export interface RunSoFar {
  readonly choices: BuildChoices;
  readonly steps: readonly RunStep[];
  readonly builds: readonly BuildProgress[];
}

/**
 * What is usual is the median of the last runs that succeeded, of those with the same choices where there are any.
 * @param earlier runs of the same template, newest first
 * @returns undefined when none of them succeeded
 */
export function usualRun(earlier: readonly RunRecord[], choices: BuildChoices): UsualRun | undefined {
  const succeeded = earlier.filter(({ status, steps }) => status === 'succeeded' && steps.length);
  const alike = succeeded.filter((run) => isDeepStrictEqual(whatCounts(run.choices), whatCounts(choices)));
  const runs = (alike.length ? alike : succeeded).slice(0, mostRuns);
  if (!runs.length) return undefined;
  const names = [...new Set(runs.flatMap(({ steps }) => steps.map(({ build }) => build)))];
  const builds = names
    .filter((name) => alike.length || isChosen(name, choices))
    .map(
      (name) =>
        [name, usualBuild(runs.map(({ steps }) => steps.filter(({ build }) => build === name)))] as const,
    );
  return { runs: runs.length, builds: new Map(builds) };
}

/**
 * How much longer a run takes, if all goes as usual.
 * @param now milliseconds since 1970
 * @returns milliseconds, 0 and more; undefined when that is not known of a build that runs
 */
export function timeLeft(
  usual: UsualRun,
  { choices, steps, builds }: RunSoFar,
  now: number,
): number | undefined {
  const running = builds
    .filter(({ ended }) => ended === undefined)
    .map(({ name, began }) =>
      leftOf(
        usual.builds.get(name),
        steps.filter(({ build }) => build === name),
        began,
        now,
      ),
    );
  const known = running.filter((left) => left !== undefined);
  if (known.length < running.length) return undefined;
  const begun = new Set(builds.map(({ name }) => name));
  const waiting = [...usual.builds].filter(([name]) => !begun.has(name)).map(([, { time }]) => time);
  return makespan(known, waiting, choices.parallel || Infinity);
}

/** How long each step usually takes, milliseconds; undefined for one that no earlier run had. */
export function usualTimes(usual: UsualRun | undefined, steps: readonly RunStep[]): (number | undefined)[] {
  const keys = keysOf(steps);
  return steps.map(({ build }, index) => usual?.builds.get(build)?.steps.get(keys[index] ?? '')?.time);
}

/** Those choices on which it depends how long a run takes. */
const whatCounts = ({ only, except, varFiles, variables, parallel }: BuildChoices): unknown => ({
  only: [...only].sort(),
  except: [...except].sort(),
  varFiles,
  variables,
  parallel,
});

const isChosen = (name: string, { only, except }: BuildChoices): boolean =>
  (!only.length || only.includes(name)) && !except.includes(name);

/** @param runs of each run the steps of that build */
function usualBuild(runs: readonly (readonly RunStep[])[]): UsualBuild {
  const times = new Map<string, number[]>();
  const rests = new Map<string, number[]>();
  const wholes: number[] = [];
  for (const steps of runs) {
    const [first] = steps;
    if (!first) continue;
    const end = Math.max(...steps.map(({ began, ended = began }) => ended));
    wholes.push(timeBetween(first.began, end));
    for (const [index, key] of keysOf(steps).entries()) {
      const { began = 0, ended = began } = steps[index] ?? {};
      add(times, key, timeBetween(began, ended));
      add(rests, key, timeBetween(ended, end));
    }
  }
  const steps = [...times].map(
    ([key, all]) => [key, { time: median(all), rest: median(rests.get(key) ?? []) }] as const,
  );
  return { time: median(wholes), steps: new Map(steps) };
}

/** @param steps of that build, up to now */
function leftOf(
  usual: UsualBuild | undefined,
  steps: readonly RunStep[],
  began: number,
  now: number,
): number | undefined {
  if (!usual) return undefined;
  const keys = keysOf(steps);
  // A step that no earlier run had takes its time from what comes next.
  const last = keys.findLastIndex((key) => usual.steps.has(key));
  const step = steps[last];
  const known = usual.steps.get(keys[last] ?? '');
  if (!step || !known) return Math.max(0, usual.time - timeBetween(began, now));
  return step.ended === undefined
    ? Math.max(0, known.time - timeBetween(step.began, now)) + known.rest
    : Math.max(0, known.rest - timeBetween(step.ended, now));
}

/**
 * What a step is called in every run, whatever was added before it: its text without the numbers of temporary files
 * and ports, and how often that came in its build.
 */
function keysOf(steps: readonly RunStep[]): string[] {
  const seen = new Map<string, number>();
  return steps.map(({ build, kind, text }) => {
    const name = `${kind}: ${text.replace(/\d+/g, '#')}`;
    const count = (seen.get(build + name) ?? 0) + 1;
    seen.set(build + name, count);
    return `${name} ${count}`;
  });
}

/** When the last build ends: those that wait take the place of those that end first. */
function makespan(running: readonly number[], waiting: readonly number[], places: number): number {
  const ends = [...running];
  for (const time of waiting) {
    if (ends.length < places) ends.push(time);
    else {
      const first = ends.indexOf(Math.min(...ends));
      ends[first] = (ends[first] ?? 0) + time;
    }
  }
  return Math.max(0, ...ends);
}

function add(map: Map<string, number[]>, key: string, value: number): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
