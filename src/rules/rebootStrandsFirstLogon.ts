import type { EffectEvent, Step, Timeline, TimelineEvent } from '../pipeline/timeline/timeline';
import { nameOf } from './eventNames';
import type { RelatedLocation, Severity } from './finding';
import type { Report, Rule } from './rule';
import { stepDown } from './stepDown';
import { isUnread, runTogether, takeOverIn } from './timelineQueries';

export const rebootStrandsFirstLogon: Rule = {
  id: 'reboot-strands-first-logon',
  severity: 'error',
  category: 'restarts',
  since: '0.1.0',
  summary: 'A restart in FirstLogonCommands prevents the commands after it from running.',
  fixes: [],
  check: ({ timelines }) => timelines.flatMap(strandedIn),
};

/** The first restart only: what stands behind it does not run, further restarts neither. */
function strandedIn(timeline: Timeline): Report[] {
  const { build, events, steps } = timeline;
  const index = events.findIndex(restarts);
  const event = events[index];
  if (event?.kind !== 'effect' || mayGoOn(timeline, index)) return [];
  const behind = steps.slice(steps.indexOf(event.step) + 1).filter(isFirstLogon);
  const first = behind.find((step) => runTogether(timeline, step, event.step));
  if (!first) return [];
  const lost = lostOpening(timeline, index);
  return [
    {
      builds: [build],
      unreachable: lost.length > 0,
      severity: severityOf(event),
      message: `The restart by ${nameOf(event)} ends the first logon: ${nameOfStep(first)} and what follows ${
        severityOf(event) === 'error' ? 'do not run' : 'may not run'
      }, because Windows runs these commands only once.`,
      location: event.effect.location,
      related: [{ message: 'This does not run.', location: first.location }, ...lost],
    },
  ];
}

/** What is in order among FirstLogonCommands; LogonCommands start together. */
const isFirstLogon = ({ phase, inOrder }: Step): boolean => phase === 'firstLogon' && inOrder;

function restarts(event: TimelineEvent): boolean {
  if (event.kind !== 'effect' || !isFirstLogon(event.step) || !event.always) return false;
  const { fact } = event.effect;
  // Boxstarter comes back after its own restarts.
  return fact.kind === 'reboot' && fact.when === 'now' && !fact.by;
}

/** Whether something goes on after the restart: the script itself, or one that nobody can read, now or at the next start. */
function mayGoOn({ events, steps }: Timeline, restart: number): boolean {
  const last = steps.findIndex((step) => step === events[restart]?.step);
  return events.some((event, index) => {
    // What a step keeps for the next start comes behind the restart, and is still of that step.
    if (index > restart && steps.indexOf(event.step) > last) return false;
    return (
      isUnread(event) ||
      (event.kind === 'effect' && /^(resumes|boxstarter|dsc)$/.test(event.effect.fact.kind))
    );
  });
}

/** Seconds are left for the commands behind it. */
function severityOf({ effect: { fact } }: EffectEvent): Severity {
  return fact.kind === 'reboot' && fact.delay ? stepDown('error') : 'error';
}

/** Where WinRM or SSH would have opened. */
function lostOpening(timeline: Timeline, restart: number): RelatedLocation[] {
  const takeOver = takeOverIn(timeline);
  if (!takeOver || takeOver.index < restart) return [];
  return [
    {
      message: `Packer would connect after this: ${takeOver.event.effect.command}`,
      location: takeOver.event.effect.location,
    },
  ];
}

const nameOfStep = ({ order, label }: Step): string =>
  order === undefined ? `'${label}'` : `Order ${order}`;
