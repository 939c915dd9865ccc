import type {
  EffectEvent,
  Phase,
  Step,
  TakeOver,
  Timeline,
  TimelineEvent,
} from '../pipeline/timeline/timeline';

const bootstrap: ReadonlySet<Phase> = new Set<Phase>(['windowsPE', 'specialize', 'firstLogon', 'userData']);

/** Whether an event stands before Packer's own steps. */
export const inBootstrap = ({ step }: TimelineEvent): boolean => bootstrap.has(step.phase);

export const bootstrapEvents = ({ events }: Timeline): TimelineEvent[] => events.filter(inBootstrap);

/** Whether an event is a script that runs and can't be read. What is not on its medium does not run. */
export const isUnread = (event: TimelineEvent): boolean => event.kind === 'unknown' && !event.call.missing;

/** Whether all that runs before Packer's own steps could be read. */
export const isBootstrapRead = (timeline: Timeline): boolean => !bootstrapEvents(timeline).some(isUnread);

/** A take-over in the middle of the bootstrap. */
export type TakeOverInBootstrap = Extract<TakeOver, { kind: 'after' }>;

/** Where Packer connects before the bootstrap is through; undefined where it doesn't, or nobody can tell. */
export const takeOverIn = ({ takeOver }: Timeline): TakeOverInBootstrap | undefined =>
  takeOver.kind === 'after' ? takeOver : undefined;

/** Whether two events are of one command, for which several facts can stand. */
export const isSameCommand = (a: EffectEvent, b: EffectEvent): boolean =>
  a.script === b.script && a.effect.span.start === b.effect.span.start;

/** False for commands that stand in an answer file for two architectures: a guest has one. */
export function runTogether({ answerFile }: Timeline, a: Step, b: Step): boolean {
  const [one, other] = [a, b].map(({ location }) =>
    answerFile?.commands
      .find((command) => command.location === location)
      ?.component.processorArchitecture?.text.toLowerCase(),
  );
  return one === undefined || other === undefined || one === other;
}
