import { inOrder } from '../pipeline/timeline/stretches';
import type { Fact } from '../pipeline/effects/fact';
import type {
  EffectEvent,
  Phase,
  Stretch,
  Step,
  TakeOver,
  Timeline,
  TimelineEvent,
} from '../pipeline/timeline/timeline';
import { memoizeByObject } from '../text/memoizeByObject';

const bootstrap: ReadonlySet<Phase> = new Set<Phase>(['windowsPE', 'specialize', 'firstLogon', 'userData']);

/** The effects of a timeline that are facts of some kinds, in order; of what builds share they are looked for once. */
export function effectsOf({ stretches }: Timeline, ...kinds: readonly Fact['kind'][]): EffectEvent[] {
  const wanted = kinds.join();
  return inOrder(stretches).flatMap((stretch) => {
    const byKinds = effectsByKinds(stretch);
    const known = byKinds.get(wanted) ?? stretch.events.filter((event) => isEffectOf(event, kinds));
    byKinds.set(wanted, known);
    return known;
  });
}

/** The step that follows another one of a timeline. */
export const stepBehind = (timeline: Timeline, step: Step): Step | undefined =>
  timeline.steps[(placesOf(timeline).get(step) ?? -2) + 1];

/** By the steps of a timeline their places in it. */
export const placesOf = memoizeByObject(
  ({ steps }: Timeline) => new Map(steps.map((step, at) => [step, at] as const)),
);

const effectsByKinds = memoizeByObject((_: Stretch) => new Map<string, readonly EffectEvent[]>());

const isEffectOf = (event: TimelineEvent, kinds: readonly Fact['kind'][]): event is EffectEvent =>
  event.kind === 'effect' && kinds.includes(event.effect.fact.kind);

/** Whether an event stands before Packer's own steps. */
export const inBootstrap = ({ step }: TimelineEvent): boolean => bootstrap.has(step.phase);

export const bootstrapEvents = ({ stretches }: Timeline): readonly TimelineEvent[] =>
  stretches.bootstrap.events;

/** Whether an event is a script that runs and can't be read. What is not on its medium does not run. */
export const isUnread = (event: TimelineEvent): boolean => event.kind === 'unread' && !event.call.missing;

/** Whether nobody knows what happens here: a script that can't be read, or a command that is in no table. */
export const isUnknown = (event: TimelineEvent): boolean => event.kind === 'unknown' || isUnread(event);

/** A take-over in the middle of the bootstrap. */
export type TakeOverInBootstrap = Extract<TakeOver, { kind: 'after' }>;

/** Where Packer connects before the bootstrap is through; undefined where it doesn't, or nobody can tell. */
export const takeOverIn = ({ takeOver }: Timeline): TakeOverInBootstrap | undefined =>
  takeOver.kind === 'after' ? takeOver : undefined;

/** Whether an event restarts the guest; `maybe` by itself, where what was installed asks for it. */
export function restartOf({ effect: { fact } }: EffectEvent): 'now' | 'maybe' | undefined {
  if (fact.kind === 'sysprep') return fact.then === 'reboot' ? 'now' : undefined;
  if (fact.kind !== 'reboot') return undefined;
  return fact.when === 'now' || fact.when === 'maybe' ? fact.when : undefined;
}

/** Whether two events are of one command, for which several facts can stand. */
export const isSameCommand = (a: EffectEvent, b: EffectEvent): boolean =>
  a.script === b.script && a.effect.span.start === b.effect.span.start;

/** False for commands that stand in an answer file for two architectures: a guest has one. */
export function runTogether({ answerFile }: Timeline, a: Step, b: Step): boolean {
  if (!answerFile) return true;
  const architectures = architecturesOf(answerFile);
  const [one, other] = [a, b].map(({ location }) => architectures.get(location));
  return one === undefined || other === undefined || one === other;
}

/** Of the components in which commands stand, by the places of the commands. */
const architecturesOf = memoizeByObject(
  ({ commands }: NonNullable<Timeline['answerFile']>) =>
    new Map(
      commands.map(({ location, component }) => [
        location,
        component.processorArchitecture?.text.toLowerCase(),
      ]),
    ),
);
