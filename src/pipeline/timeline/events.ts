import type { Call, Step, StepScript, TimelineEvent } from './timeline';
import type { Effect } from '../effects/readEffects';

/** What the scripts of a step do, in the order in which it stands in them, called scripts where they are called. */
export const eventsOf = (step: Step): TimelineEvent[] =>
  step.scripts.flatMap((script) => scriptEvents(step, script, step.inOrder));

function scriptEvents(step: Step, script: StepScript, always: boolean): TimelineEvent[] {
  const items: { offset: number; events: () => TimelineEvent[] }[] = [
    ...script.effects.map((effect) => ({
      offset: effect.span.start,
      events: () => [effectEvent(step, script, effect, always)],
    })),
    ...script.calls.map((call) => ({ offset: call.offset, events: () => callEvents(step, call, always) })),
  ];
  return items.sort((a, b) => a.offset - b.offset).flatMap(({ events }) => events());
}

const effectEvent = (step: Step, script: StepScript, effect: Effect, always: boolean): TimelineEvent => ({
  kind: 'effect',
  step,
  script,
  effect,
  always: always && effect.always,
});

function callEvents(step: Step, call: Call, always: boolean): TimelineEvent[] {
  const surely = always && call.always;
  return call.script
    ? scriptEvents(step, call.script, surely)
    : [{ kind: 'unknown', step, call, always: surely }];
}
