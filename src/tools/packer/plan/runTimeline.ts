import type { Step, TakeOver, Timeline } from '../../../pipeline/timeline/timeline';
import { usualTimes } from './estimate';
import type { UsualRun } from './estimate';
import type { RunStep } from '../output/runStep';
import type { RunRecord } from '../runs/runRecord';

/** A line of a build's timeline, with what is known of its time. */
export type TimelineRow =
  /** Packer said that it began. */
  | {
      readonly kind: 'ran';
      readonly step: RunStep;
      /** How long it usually takes, milliseconds. */
      readonly usual?: number;
      /** What the template says of it. */
      readonly planned?: Step;
    }
  /** Runs in the guest without Packer, so that nobody sees when. */
  | { readonly kind: 'guest'; readonly planned: Step }
  /** Where Packer connects. */
  | {
      readonly kind: 'connects';
      readonly takeOver: TakeOver;
      /** Undefined: it did not. */ readonly at?: number;
    }
  /** What would have come, or is still to come. */
  | {
      readonly kind: 'missing';
      readonly planned: Step;
      /** Of a provisioner: its place among them, from 0, and how many they are. */
      readonly place?: { readonly index: number; readonly of: number };
    };

export interface BuildTimeline {
  readonly build: string;
  readonly rows: readonly TimelineRow[];
}

/** A run joined with the timelines of its template: what ran, with its time, where Packer took over, what did not run. */
export function runTimelines(
  { steps, status }: Pick<RunRecord, 'steps' | 'status'>,
  timelines: readonly Timeline[],
  usual: UsualRun | undefined,
): BuildTimeline[] {
  const names = [...new Set(steps.map(({ build }) => build))];
  return names.map((build) => {
    const own = steps.filter((step) => step.build === build);
    const timeline = timelines.find((one) => one.build.name === build);
    const complete = status === 'succeeded';
    return { build, rows: joined(own, timeline, usualTimes(usual, own), complete) };
  });
}

function joined(
  steps: readonly RunStep[],
  timeline: Timeline | undefined,
  usual: readonly (number | undefined)[],
  complete: boolean,
): TimelineRow[] {
  const planned = timeline?.steps ?? [];
  const provisioners = planned.filter(({ phase }) => phase === 'provision');
  const rows = steps.map((step, index): TimelineRow => {
    const time = usual[index];
    const its = step.provisioner === undefined ? undefined : provisioners[step.provisioner];
    return { kind: 'ran', step, ...(time !== undefined && { usual: time }), ...(its && { planned: its }) };
  });
  // From the end, so that the places of what comes before stay as they are.
  if (!complete) {
    const posted = steps.filter(({ kind }) => kind === 'post-process').length;
    const later = planned.filter(({ phase }) => phase === 'postProcess').slice(posted);
    const last = Math.max(-1, ...steps.map(({ provisioner }) => provisioner ?? -1));
    const provisioned = steps.findIndex(({ kind }) => isAfterProvisioners(kind));
    const at = provisioned < 0 ? rows.length : provisioned;
    rows.push(...later.map((step): TimelineRow => ({ kind: 'missing', planned: step })));
    // A template that says nothing of its provisioners in the output, or has other ones by now, is not told of.
    if (last >= 0 || !steps.some(({ kind }) => kind === 'provision' || kind === 'restart'))
      rows.splice(at, 0, ...missingAfter(provisioners, last));
  }
  if (timeline) insertGuest(rows, timeline, steps);
  return rows;
}

/** What runs in the guest while Packer waits for it, and where it lets Packer in. */
function insertGuest(
  rows: TimelineRow[],
  { steps: planned, takeOver }: Timeline,
  steps: readonly RunStep[],
): void {
  // The last one: Packer may wait for an address first.
  const waits = steps.findLastIndex(({ kind, provisioner }) => kind === 'wait' && provisioner === undefined);
  const wait = steps[waits];
  if (!wait) return;
  const connected = wait.ended !== undefined && !wait.failed && steps[waits + 1]?.kind !== 'clean-up';
  const mark: TimelineRow = {
    kind: 'connects',
    takeOver,
    ...(connected && { at: wait.ended }),
  };
  const guest = planned
    .filter(({ phase }) => phase !== 'provision' && phase !== 'shutdown' && phase !== 'postProcess')
    .map((step): TimelineRow => ({ kind: 'guest', planned: step }));
  const opens = takeOver.kind === 'after' ? planned.indexOf(takeOver.event.step) + 1 : guest.length;
  rows.splice(waits + 1, 0, ...guest.slice(0, opens), mark, ...guest.slice(opens));
}

const missingAfter = (provisioners: readonly Step[], last: number): TimelineRow[] =>
  provisioners
    .map((planned, index): TimelineRow => ({
      kind: 'missing',
      planned,
      place: { index, of: provisioners.length },
    }))
    .slice(last + 1);

const isAfterProvisioners = (kind: RunStep['kind']): boolean =>
  kind === 'shutdown' || kind === 'export' || kind === 'post-process' || kind === 'clean-up';
