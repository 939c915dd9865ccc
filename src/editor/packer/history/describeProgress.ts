import * as vscode from 'vscode';
import type { UsualRun } from '../../../tools/packer/plan/estimate';
import { duration } from '../../duration';
import { firstOf } from '../../firstOf';
import { progressOf } from '../../../tools/packer/plan/progressOf';
import type { RunningBuild } from '../builds/runningBuild';
import { describeStep, shortStep } from '../builds/describeStep';

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
  const { elapsed, left, percent, current, several } = progressOf(record, progress, usual, now);
  const lines = current.map(({ step, provisioners, elapsed: time }) => {
    const full = describeStep(step, provisioners);
    return `${several ? `${step.build}: ${full}` : full} · ${roughly(time)}`;
  });
  const [only, ...others] = current;
  const remaining = left === undefined ? undefined : describeLeft(left);
  return {
    text: [
      ...(lines.length ? firstOf(lines, mostShown) : [vscode.l10n.t('running for {0}', roughly(elapsed))]),
      ...(remaining === undefined ? [] : [remaining]),
    ].join(' · '),
    short: [
      only && !others.length ? shortStep(only.step, only.provisioners) : '',
      remaining ?? vscode.l10n.t('{0} so far', roughly(elapsed)),
    ]
      .filter(Boolean)
      .join(' · '),
    steps: lines,
    left: remaining,
    percent,
  };
}

const minute = 60_000;

/** A time that changes while it is read. @param milliseconds 0 and more */
const roughly = (milliseconds: number): string => duration(milliseconds, { accuracy: 'minutes' });

const describeLeft = (milliseconds: number): string =>
  milliseconds < minute
    ? vscode.l10n.t('less than a minute left')
    : vscode.l10n.t('about {0} left', roughly(Math.round(milliseconds / minute) * minute));
