import type { Step, TakeOver, Timeline } from '../../../pipeline/timeline/timeline';
import type { Location } from '../../../text/location';
import { describeTakeOver } from '../../../words/takeOver';
import type { RunStep } from '../output/runStep';

/** A step of a build as its template has it, with what the last run tells of it. */
export interface PlannedStep {
  readonly kind: 'connects' | 'provisioner' | 'postProcessor';
  /** What runs, in a few words. */
  readonly label: string;
  /** The type of the provisioner; undefined for others. */
  readonly type: string | undefined;
  readonly location: Location;
  /** In the last run. A provisioner that says several things has several steps. */
  readonly ran: readonly RunStep[];
}

/**
 * The steps of a build, in order: where Packer connects, its provisioners, its post-processors.
 * @param ran the steps of the last run, of this build only
 */
export function plannedSteps({ build, steps, takeOver }: Timeline, ran: readonly RunStep[]): PlannedStep[] {
  const posted = ran.filter(({ kind }) => kind === 'post-process');
  const waits = ran.filter(({ kind, provisioner }) => kind === 'wait' && provisioner === undefined);
  return [
    ...(takeOver.kind === 'none'
      ? []
      : [
          {
            kind: 'connects' as const,
            label: describeTakeOver(takeOver),
            type: undefined,
            location: placeOf(takeOver) ?? build.typeLocation,
            ran: waits,
          },
        ]),
    ...inPhase(steps, 'provision').map((step, index) => ({
      kind: 'provisioner' as const,
      label: step.label,
      type: step.provisioner?.type,
      location: step.location,
      ran: ran.filter(({ provisioner }) => provisioner === index),
    })),
    ...inPhase(steps, 'postProcess').map((step, index) => ({
      kind: 'postProcessor' as const,
      label: step.label,
      type: undefined,
      location: step.location,
      ran: posted.slice(index, index + 1),
    })),
  ];
}

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
  return first && ended !== undefined ? ended - first.began : undefined;
}
