import type { EffectEvent, StepScript } from '../pipeline/timeline/timeline';
import type { RelatedLocation } from './finding';
import type { TakeOverInBootstrap } from './timelineQueries';

/** `Order 3 (winrm quickconfig)` or, in user data, `'winrm quickconfig'`: how a message names an event. */
export const nameOf = (event: EffectEvent): string =>
  event.step.order === undefined
    ? `'${event.effect.command}'`
    : `Order ${event.step.order} (${event.effect.command})`;

/** How a message names an event when it has named the take-over: within one Order the command is enough. */
export const nameAfter = ({ event: { step } }: TakeOverInBootstrap, event: EffectEvent): string =>
  step === event.step ? `'${event.effect.command}'` : nameOf(event);

/** Where WinRM or SSH opened, for what comes too late after it. */
export const takeOverPlace = ({ event }: TakeOverInBootstrap): RelatedLocation => ({
  message: `Packer connects after this: ${event.effect.command}`,
  location: event.effect.location,
});

/** Which step runs a script file; commands that stand in the step itself need no such place. */
export const runBy = ({ path, reference }: StepScript): RelatedLocation[] =>
  path === undefined ? [] : [{ message: 'Run by this step.', location: reference }];
