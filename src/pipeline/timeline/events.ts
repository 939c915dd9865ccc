import { callTurn, exclude, lastDecision } from '../effects/turns';
import type { Turn } from '../effects/turns';
import type { Fact } from '../effects/fact';
import type { Call, Deed, EffectEvent, Step, StepScript, TimelineEvent } from './timeline';

/** A script that has been read, with what was known on the way to it. */
interface Way {
  readonly step: Step;
  readonly always: boolean;
  readonly last: boolean;
  readonly turns: readonly Turn[];
}

/** More restarts of one script than this are not told apart. */
const mostPasses = 6;

/** What is kept for the next start. */
interface Kept {
  readonly call: Call;
  readonly way: Way;
}

/** What steps do, one after the other. */
export interface Outcome {
  readonly events: readonly TimelineEvent[];
  /** What they have left for the next start of the guest. */
  readonly kept: readonly Kept[];
}

/**
 * What steps do, in order, called scripts where they are called. In a bootstrap a script that has itself started again
 * after a restart comes once for each of its restarts, and once for its end; what a script keeps for the next start or
 * logon comes behind the restart.
 * @param before what others have left for the next start
 */
export function outcomeOf(steps: readonly Step[], before: Outcome['kept'] = []): Outcome {
  const events: TimelineEvent[] = [];
  let kept: Kept[] = [...before];
  let last: Step | undefined;
  for (const step of steps) {
    // Setup restarts the guest behind its own passes.
    if (last?.phase === 'specialize' && step.phase !== 'specialize') resume();
    last = step;
    const way: Way = { step, always: step.inOrder && !step.perhaps, last: true, turns: [callTurn()] };
    for (const event of step.scripts.flatMap((script) => scriptEvents(script, way, kept))) {
      events.push(event);
      if (restarts(event)) resume();
    }
  }
  return { events, kept };

  function resume(): void {
    const calls = kept;
    kept = [];
    for (const { call, way } of calls)
      for (const event of callEvents(call, { ...way, always: false }, kept)) events.push(event);
  }
}

/** What is left for a start that is not seen here: it may still do what nothing else does. */
export const leftBehind = ({ kept }: Outcome): TimelineEvent[] =>
  kept.flatMap(({ call, way }): TimelineEvent[] =>
    callEvents(call, way, []).some(mayMatter)
      ? [{ kind: 'unread', step: way.step, call, always: false, turns: way.turns }]
      : [],
  );

function scriptEvents(script: StepScript, way: Way, kept: Kept[]): TimelineEvent[] {
  const { step } = way;
  if (!isBootstrap(step) || !resumesItself(script))
    return script.deeds.flatMap((deed) => deedEvents(script, deed, way, kept));
  return inPasses(
    script.deeds.map((deed) => ({ events: deedEvents(script, deed, way, kept), ofEnd: deed.ofEnd })),
  );
}

function deedEvents(script: StepScript, deed: Deed, way: Way, kept: Kept[]): TimelineEvent[] {
  const { step } = way;
  const always = way.always && deed.always;
  const last = way.last && deed.last;
  const turns = [...way.turns, ...deed.turns];
  switch (deed.kind) {
    case 'effect':
      return [{ kind: 'effect', step, script, effect: deed, always, last, turns }];
    case 'unknown':
      return [{ kind: 'unknown', step, script, command: deed, always, turns }];
    case 'call': {
      const inside = { step, always, last, turns: [...turns, callTurn()] };
      if (deed.later !== 'start') return callEvents(deed, inside, kept);
      kept.push({ call: deed, way: inside });
      return [];
    }
  }
}

function callEvents(call: Call, way: Way, kept: Kept[]): TimelineEvent[] {
  const { step, always, turns } = way;
  if (!call.script) return [{ kind: 'unread', step, call, always, turns }];
  const events = scriptEvents(call.script, { ...way, always: always && call.later === undefined }, kept);
  // What a task restarts or stops is not done by the step, nor as its user; that it may open something still counts.
  return call.later === 'task' ? events.filter(mayMatter) : events;
}

/** Whether something may open the way, or nobody knows what it does. */
const mayMatter = (event: TimelineEvent): boolean => event.kind !== 'effect' || isOpening(event);

const isOpening = ({ effect: { fact } }: EffectEvent): boolean => fact.kind === 'remote' && fact.opens;

const isBootstrap = ({ phase }: Step): boolean => phase !== 'provision' && phase !== 'shutdown';

const resumesItself = ({ effects }: StepScript): boolean =>
  effects.some(({ fact }) => fact.kind === 'resumes' || (fact.kind === 'reboot' && fact.by === 'boxstarter'));

/** Whether the guest goes down, or may, so that what is kept for the next start runs. */
const restarts = (event: TimelineEvent): event is EffectEvent =>
  event.kind === 'effect' && isRestart(event.effect.fact);

const isRestart = (fact: Fact): boolean =>
  fact.kind === 'reboot' && (fact.when === 'now' || fact.by === 'boxstarter');

/** What a script does in the order in which it comes to it over its restarts: what only its last run does stands last. */
export function inOrderOfRestarts(deeds: readonly Deed[]): readonly Deed[] {
  if (!deeds.some((deed) => deed.kind === 'effect' && deed.fact.kind === 'resumes')) return deeds;
  return [...deeds.filter(({ ofEnd }) => !ofEnd), ...deeds.filter(({ ofEnd }) => ofEnd)];
}

/** What one deed of a script that starts itself again brings about. */
interface Run {
  readonly events: readonly TimelineEvent[];
  /** Whether only the last run comes to it. */
  readonly ofEnd: boolean;
}

/**
 * The runs of a script that starts itself again: one for each of its restarts, up to it, and the last one without any.
 * What a restart and something else exclude, by the branches that lead to them, does not happen in the same run.
 */
function inPasses(runs: readonly Run[]): TimelineEvent[] {
  const events = runs.filter(({ ofEnd }) => !ofEnd).flatMap((run) => run.events);
  const atEnd = runs.filter(({ ofEnd }) => ofEnd).flatMap((run) => run.events);
  const ends = events.flatMap((event, index) => (restarts(event) ? [index] : [])).slice(0, mostPasses);
  const last = ends.at(-1);
  if (last === undefined) return [...events, ...atEnd];
  const decisions = new Set(ends.flatMap((end) => lastDecision(events[end]?.turns ?? []) ?? []));
  const passes = ends.map((end) => {
    const way = events[end]?.turns ?? [];
    return events.filter(
      ({ turns }, index) =>
        index === end ||
        (index < end &&
          !ends.includes(index) &&
          !exclude(turns, way) &&
          !turns.some((turn) => decisions.has(turn) && !way.includes(turn))),
    );
  });
  // A restart that nothing decides on ends every run that comes to it.
  const isSure = !lastDecision(events[last]?.turns ?? []);
  const rest = events.filter(
    ({ turns }, index) =>
      !ends.includes(index) && (isSure ? index > last : !turns.some((turn) => decisions.has(turn))),
  );
  return [...passes.flat(), ...rest, ...atEnd];
}
