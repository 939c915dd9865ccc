import { hide } from '../../../pipeline/hiddenValues';
import type { Phase, Step, TakeOver, Timeline } from '../../../pipeline/timeline/timeline';
import type { Location } from '../../../text/location';
import { describeTakeOver } from '../../../words/takeOver';
import type { RunStep } from '../output/runStep';
import { timeBetween } from '../../../words/durations';
import { stepLabel } from './stepLabel';

/** A step of a build as its template has it, with what the last run tells of it. */
export interface PlannedStep {
  /** `guest`: runs in the guest by itself, before Packer connects or meanwhile. */
  readonly kind: 'guest' | 'connects' | 'provisioner' | 'shutdown' | 'postProcessor';
  /** What runs, in a few words, the telling ones first. */
  readonly label: string;
  /** The same whole. */
  readonly text: string;
  /** The type of the provisioner; undefined for others. */
  readonly type: string | undefined;
  /** In which part of the build a step of the guest runs, and its Order there. */
  readonly phase?: Phase;
  readonly order?: number;
  readonly location: Location;
  /** The files that a provisioner runs; absolute. */
  readonly scripts: readonly string[];
  /** In the last run. A provisioner that says several things has several steps. */
  readonly ran: readonly RunStep[];
}

/**
 * The steps of a build, in order: what the guest runs by itself and where Packer connects, its provisioners, the shutdown,
 * its post-processors.
 * @param ran the steps of the last run, of this build only
 */
export function plannedSteps(timeline: Timeline, ran: readonly RunStep[]): PlannedStep[] {
  const { build, steps, takeOver, hidden } = timeline;
  const connected = hide(describeTakeOver(takeOver), hidden);
  const planned = (step: Step, kind: PlannedStep['kind'], its: readonly RunStep[]) =>
    plan(step, kind, its, hidden);
  const posted = ran.filter(({ kind }) => kind === 'post-process');
  const guest = steps.filter(({ phase }) => guestPhases.has(phase));
  const opens = takeOver.kind === 'after' ? guest.indexOf(takeOver.event.step) + 1 : guest.length;
  const connects: PlannedStep[] =
    takeOver.kind === 'none'
      ? []
      : [
          {
            kind: 'connects',
            label: connected,
            text: connected,
            type: undefined,
            location: placeOf(takeOver) ?? build.typeLocation,
            scripts: [],
            ran: ran.filter(({ kind, provisioner }) => kind === 'wait' && provisioner === undefined),
          },
        ];
  return [
    ...guest.slice(0, opens).map((step) => planned(step, 'guest', [])),
    ...connects,
    ...guest.slice(opens).map((step) => planned(step, 'guest', [])),
    ...inPhase(steps, 'provision').map((step, index) =>
      planned(
        step,
        'provisioner',
        ran.filter(({ provisioner }) => provisioner === index),
      ),
    ),
    ...inPhase(steps, 'shutdown').map((step) =>
      planned(
        step,
        'shutdown',
        ran.filter(({ kind }) => kind === 'shutdown'),
      ),
    ),
    ...inPhase(steps, 'postProcess').map((step, index) =>
      planned(step, 'postProcessor', posted.slice(index, index + 1)),
    ),
  ];
}

/** What runs without Packer. */
const guestPhases: ReadonlySet<Phase> = new Set<Phase>([
  'windowsPE',
  'specialize',
  'firstLogon',
  'install',
  'userData',
]);

function plan(
  step: Step,
  kind: PlannedStep['kind'],
  ran: readonly RunStep[],
  hidden: readonly string[],
): PlannedStep {
  const { label, location, order, phase, provisioner } = step;
  return {
    kind,
    label: stepLabel(step, hidden),
    text: label,
    type: provisioner?.type,
    ...(kind === 'guest' && { phase }),
    ...(order !== undefined && { order }),
    location,
    scripts: kind === 'provisioner' ? scriptFiles(step) : [],
    ran,
  };
}

/** The files that a step runs, each once; absolute. */
export const scriptFiles = ({ scripts }: Pick<Step, 'scripts'>): string[] => [
  ...new Set(scripts.flatMap(({ path }) => path ?? [])),
];

const inPhase = (steps: readonly Step[], phase: Step['phase']): Step[] =>
  steps.filter((step) => step.phase === phase);

/** The command that lets Packer in. */
const placeOf = (takeOver: TakeOver): Location | undefined =>
  takeOver.kind === 'after' ? takeOver.event.effect.location : undefined;

/** How a step went, over all that it said. */
export type StepState = 'notRun' | 'running' | 'done' | 'failed' | 'unfinished';

/** @param running whether the run goes on */
export function stateOf({ ran }: Pick<PlannedStep, 'ran'>, running: boolean): StepState {
  const last = ran.at(-1);
  if (!last) return 'notRun';
  if (ran.some(({ failed }) => failed)) return 'failed';
  if (last.ended !== undefined) return 'done';
  return running ? 'running' : 'unfinished';
}

/** How long it took, milliseconds; undefined while it runs. */
export function timeOf({ ran }: Pick<PlannedStep, 'ran'>): number | undefined {
  const [first] = ran;
  const ended = ran.at(-1)?.ended;
  return first && ended !== undefined ? timeBetween(first.began, ended) : undefined;
}
