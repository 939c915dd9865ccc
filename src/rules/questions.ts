import type {
  EffectEvent,
  Phase,
  StepScript,
  TakeOver,
  Timeline,
  TimelineEvent,
} from '../pipeline/timeline/timeline';
import type { RelatedLocation, Severity } from './finding';
import { severities } from './finding';

/** Questions that several rules ask of a timeline. */

const bootstrap: ReadonlySet<Phase> = new Set<Phase>(['windowsPE', 'specialize', 'firstLogon', 'userData']);

/** Whether an event stands before Packer's own steps. */
export const inBootstrap = ({ step }: TimelineEvent): boolean => bootstrap.has(step.phase);

export const bootstrapEvents = ({ events }: Timeline): TimelineEvent[] => events.filter(inBootstrap);

/** Whether all that runs before Packer's own steps could be read. What is not on its medium does not run. */
export const isBootstrapRead = (timeline: Timeline): boolean =>
  bootstrapEvents(timeline).every((event) => event.kind === 'effect' || event.call.missing);

/** A take-over in the middle of the bootstrap. */
export type TakeOverInBootstrap = Extract<TakeOver, { kind: 'after' }>;

/** Where Packer connects before the bootstrap is through; undefined where it doesn't, or nobody can tell. */
export const takeOverIn = ({ takeOver }: Timeline): TakeOverInBootstrap | undefined =>
  takeOver.kind === 'after' ? takeOver : undefined;

/** Where WinRM or SSH opened, for what comes too late after it. */
export const takeOverPlace = ({ event }: TakeOverInBootstrap): RelatedLocation => ({
  message: `Packer connects after this: ${event.effect.command}`,
  location: event.effect.location,
});

/** `Order 3 (winrm quickconfig)` or, in user data, `'winrm quickconfig'`: how a message names an event. */
export const nameOf = (event: EffectEvent): string =>
  event.step.order === undefined
    ? `'${event.effect.command}'`
    : `Order ${event.step.order} (${event.effect.command})`;

/** Which step runs a script file; of commands that stand in the step itself nobody has to be told. */
export const runBy = ({ path, reference }: StepScript): RelatedLocation[] =>
  path === undefined ? [] : [{ message: 'Run by this step.', location: reference }];

/** Several facts can stand for one command. */
export const isSameCommand = (a: EffectEvent, b: EffectEvent): boolean =>
  a.script === b.script && a.effect.span.start === b.effect.span.start;

/** One step less grave: where something that can't be read stands in the way of proof. */
export const stepDown = (severity: Severity): Severity =>
  severities[Math.min(severities.indexOf(severity) + 1, severities.length - 1)] ?? severity;
