import * as vscode from 'vscode';
import { timeLeft } from '../../../tools/packer/plan/estimate';
import type { UsualRun } from '../../../tools/packer/plan/estimate';
import type { RunStep } from '../../../tools/packer/runs/runRecord';
import { duration } from '../../duration';
import { firstOf } from '../../firstOf';
import type { RunningBuild } from '../build/followedRun';
import { describeStep, shortStep } from './describeStep';

/** A step that goes on, with the name of its build when others run beside it. */
interface CurrentStep {
  readonly step: RunStep;
  readonly full: string;
  readonly short: string;
}

/** What a running build does, how long already, and how long it still takes; to be shown at some moment. */
export interface DescribedProgress {
  /** `provisioner 3 of 7: powershell scripts/x.ps1 · 12 min · about 25 min left`. */
  readonly text: string;
  /** `3/7 · 25 min left`. */
  readonly short: string;
  /** Each build's step, in Packer's order. */
  readonly steps: readonly string[];
  readonly left: string | undefined;
  /** 0 to 100; undefined when it is not known how long the run takes. */
  readonly percent: number | undefined;
}

/** More builds at once do not fit into a line. */
const mostShown = 2;

/** @param now milliseconds since 1970 */
export function describeProgress(
  { record, progress }: Pick<RunningBuild, 'record' | 'progress'>,
  usual: UsualRun | undefined,
  now: number,
): DescribedProgress {
  const { current, builds, expected } = progress;
  const several = builds.length > 1 || expected.length > 1;
  const provisionersOf = (build: string) => expected.find(({ name }) => name === build)?.provisioners;
  const steps = current.map((step): CurrentStep => {
    const provisioners = provisionersOf(step.build);
    const full = describeStep(step, provisioners);
    return { step, full: several ? `${step.build}: ${full}` : full, short: shortStep(step, provisioners) };
  });
  const left = usual && timeLeft(usual, { choices: record.choices, steps: progress.steps, builds }, now);
  const passed = now - record.began;
  const lines = steps.map(({ step, full }) => `${full} · ${roughly(now - step.began)}`);
  const remaining = left === undefined ? undefined : describeLeft(left);
  return {
    text: [
      ...(lines.length ? firstOf(lines, mostShown) : [vscode.l10n.t('running for {0}', roughly(passed))]),
      ...(remaining === undefined ? [] : [remaining]),
    ].join(' · '),
    short: [
      steps.length === 1 ? (steps[0]?.short ?? '') : '',
      remaining ?? vscode.l10n.t('{0} so far', roughly(passed)),
    ]
      .filter(Boolean)
      .join(' · '),
    steps: lines,
    left: remaining,
    percent: left === undefined ? undefined : Math.min(99, (100 * passed) / Math.max(1, passed + left)),
  };
}

const minute = 60_000;

/** A time that changes while it is read. @param milliseconds 0 and more */
const roughly = (milliseconds: number): string => duration(milliseconds, { accuracy: 'minutes' });

const describeLeft = (milliseconds: number): string =>
  milliseconds < minute
    ? vscode.l10n.t('less than a minute left')
    : vscode.l10n.t('about {0} left', roughly(Math.round(milliseconds / minute) * minute));
