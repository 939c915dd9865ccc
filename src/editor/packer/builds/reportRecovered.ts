import * as vscode from 'vscode';
import { notify } from '../../notify';
import type { ExpectedBuild } from '../../../tools/packer/output/runProgress';
import { failedStep } from '../../../tools/packer/runs/failedStep';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { showLog } from '../log/showLog';
import { describeCause, nameOfStep } from './describeFailure';
import type { RunningBuild } from './runningBuild';

/** A build that ended while nobody looked. */
export interface EndedBuild {
  readonly record: RunRecord;
  /** Names its provisioners. */
  readonly expected: readonly ExpectedBuild[];
}

/** Says which builds were found running, and how others ended meanwhile: in one message, however many they are. */
export async function reportRecovered(
  running: readonly RunningBuild[],
  ended: readonly EndedBuild[],
): Promise<void> {
  if (running.length + ended.length > 1) return reportSeveral(running, ended);
  for (const one of running) await reportRunning(one);
  for (const one of ended) await reportEnded(one);
}

async function reportSeveral(running: readonly RunningBuild[], ended: readonly EndedBuild[]): Promise<void> {
  const parts = [
    ...running.map(({ record: { template, began } }) =>
      vscode.l10n.t(
        '{0} is still being built, since {1}.',
        vscode.workspace.asRelativePath(template),
        timeOf(began),
      ),
    ),
    ...ended.map(({ record }) =>
      outcomes[record.status === 'running' ? 'abandoned' : record.status](
        vscode.workspace.asRelativePath(record.template),
        timeOf(record.ended ?? record.began),
      ),
    ),
  ];
  const showRunning = vscode.l10n.t('Show Running Builds');
  const showHistory = vscode.l10n.t('Show Run History');
  const isFine = ended.every(({ record: { status } }) => status === 'succeeded' || status === 'cancelled');
  const show = isFine ? notify.information : notify.warning;
  const chosen = await show(
    vscode.l10n.t('While the editor was closed, Packer continued. {0}', parts.join(' ')),
    ...(running.length ? [showRunning] : []),
    ...(ended.length ? [showHistory] : []),
  );
  if (chosen === showRunning) await vscode.commands.executeCommand('boxwright.packer.showRunning');
  else if (chosen === showHistory) await vscode.commands.executeCommand('boxwright.packer.showRunHistory');
}

const outcomes: Readonly<
  Record<Exclude<RunRecord['status'], 'running'>, (name: string, time: string) => string>
> = {
  succeeded: (name, time) => vscode.l10n.t('{0} was built at {1}.', name, time),
  cancelled: (name, time) => vscode.l10n.t('The build of {0} was stopped at {1}.', name, time),
  failed: (name, time) => vscode.l10n.t('The build of {0} failed at {1}.', name, time),
  abandoned: (name, time) => vscode.l10n.t('The build of {0} ended unexpectedly at {1}.', name, time),
};

async function reportRunning(running: RunningBuild): Promise<void> {
  const { template, began } = running.record;
  const stop = vscode.l10n.t('Stop Build');
  const chosen = await notify.information(
    vscode.l10n.t(
      'Packer is still building {0}, since {1}. Boxwright follows the build again.',
      vscode.workspace.asRelativePath(template),
      timeOf(began),
    ),
    openLog(),
    stop,
  );
  if (chosen === stop) running.stop();
  else if (chosen === openLog()) await openLogOf(running.record);
}

async function reportEnded({ record, expected }: EndedBuild): Promise<void> {
  const { template, began, ended = began, status } = record;
  const name = vscode.workspace.asRelativePath(template);
  const cleanUp = vscode.l10n.t('Clean Up…');
  const chosen = await (status === 'succeeded'
    ? notify.information(
        vscode.l10n.t(
          'Packer finished building {0} at {1}, while the editor was closed.',
          name,
          timeOf(ended),
        ),
        openLog(),
      )
    : status === 'cancelled'
      ? notify.information(
          vscode.l10n.t(
            'The build of {0} was stopped at {1}, while the editor was closed.',
            name,
            timeOf(ended),
          ),
          openLog(),
        )
      : notify.warning(
          status === 'abandoned'
            ? vscode.l10n.t(
                'The build of {0} ended unexpectedly at {1}, while the editor was closed. It may have left files or machines behind.',
                name,
                timeOf(ended),
              )
            : describeUnseenFailure(record, name, expected),
          openLog(),
          cleanUp,
        ));
  if (chosen === cleanUp)
    await vscode.commands.executeCommand('boxwright.packer.cleanUp', vscode.Uri.file(template));
  else if (chosen === openLog()) await openLogOf(record);
}

const openLog = () => vscode.l10n.t('Open Log');

async function openLogOf(record: RunRecord): Promise<void> {
  if (record.log !== undefined) await showLog(record.log, failedStep(record)?.output?.line);
}

const timeOf = (milliseconds: number): string =>
  new Date(milliseconds).toLocaleTimeString(vscode.env.language, { hour: '2-digit', minute: '2-digit' });

function describeUnseenFailure(record: RunRecord, name: string, expected: readonly ExpectedBuild[]): string {
  const time = timeOf(record.ended ?? record.began);
  const step = failedStep(record);
  return step
    ? vscode.l10n.t(
        'The build of {0} failed at {1}, while the editor was closed, in {2}. {3} It may have left files or machines behind.',
        name,
        time,
        nameOfStep(step, expected),
        describeCause(record),
      )
    : vscode.l10n.t(
        'The build of {0} failed at {1}, while the editor was closed. {2} It may have left files or machines behind.',
        name,
        time,
        describeCause(record),
      );
}
