import * as vscode from 'vscode';
import type { ExpectedBuild } from '../../../tools/packer/output/runProgress';
import type { RunStep } from '../../../tools/packer/output/runStep';
import { failureReason } from '../../../tools/packer/runs/exitCode';
import { failedStep } from '../../../tools/packer/runs/failedStep';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { duration } from '../../duration';
import { describeStep } from './describeStep';

/** VS Code cuts off a longer message. UTF-16 units. */
const longest = 400;

/** How long a run took to fail, in which step, and why. @param expected names the provisioners */
export function describeFailure(record: RunRecord, expected: readonly ExpectedBuild[]): string {
  const name = vscode.workspace.asRelativePath(record.template);
  const time = duration((record.ended ?? record.began) - record.began);
  if (record.status === 'abandoned')
    return vscode.l10n.t(
      'The build of {0} ended unexpectedly after {1}. {2}',
      name,
      time,
      describeCause(record),
    );
  const step = failedStep(record);
  return step
    ? vscode.l10n.t(
        'The build of {0} failed after {1}, in {2}. {3}',
        name,
        time,
        nameOfStep(step, expected),
        describeCause(record),
      )
    : vscode.l10n.t('The build of {0} failed after {1}. {2}', name, time, describeCause(record));
}

/** What the programs of the step that failed said last, and what Packer says of it. */
export function describeCause(record: RunRecord): string {
  const reason = failureWords(record);
  const output = failedStep(record)?.output;
  if (!output) return reason;
  const said = output.lines.map((line) => line.trim()).join(' ');
  const kept = said.length > longest ? `…${said.slice(-longest)}` : said;
  return vscode.l10n.t(
    'It last printed: {0} Packer reports: {1}',
    /[.!?…]$/.test(kept) ? kept : `${kept}.`,
    reason,
  );
}

export const nameOfStep = (step: RunStep, expected: readonly ExpectedBuild[]): string =>
  describeStep(step, expected.find((build) => build.name === step.build)?.provisioners);

/** The most telling reason that Packer itself gives. */
export function failureWords(result: Parameters<typeof failureReason>[0]): string {
  const why = failureReason(result);
  switch (why.kind) {
    case 'reported':
      return why.message;
    case 'unknown':
      return vscode.l10n.t('Packer exited without reporting a result.');
    case 'nothingBuilt':
      return vscode.l10n.t(
        'Packer exited without an error but created nothing, because it ran no build with that name.',
      );
    case 'killed':
      return vscode.l10n.t('Packer was terminated.');
    case 'exitCode':
      return vscode.l10n.t('Packer exited with code {0}.', why.exitCode);
  }
}
