import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { boxArtifacts } from '../../../tools/packer/output/boxArtifact';
import type { ExpectedBuild } from '../../../tools/packer/output/runProgress';
import { failureReason } from '../../../tools/packer/runs/exitCode';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { duration } from '../../duration';
import { firstOf } from '../../firstOf';
import { describeStep } from '../builds/describeStep';
import { showLog } from '../log/showLog';

type Action = readonly [title: string, act: () => unknown];

/**
 * Tells how a build ended: with what it made, or in which step and why it failed, and what can be done now.
 * @param expected names the provisioners
 */
export async function showResult(result: RunRecord, expected: readonly ExpectedBuild[] = []): Promise<void> {
  const name = vscode.workspace.asRelativePath(result.template);
  const time = duration((result.ended ?? result.began) - result.began);
  const actions = await actionsOf(result);
  const titles = actions.map(([title]) => title);
  const chosen = await {
    succeeded: () =>
      vscode.window.showInformationMessage(
        vscode.l10n.t('Packer built {0} in {1}. {2}', name, time, summarize(result.artifacts)),
        ...titles,
      ),
    cancelled: () =>
      vscode.window.showInformationMessage(
        vscode.l10n.t('The build of {0} was stopped after {1}.', name, time),
        ...titles,
      ),
    failed: () => vscode.window.showErrorMessage(failure(name, time, result, expected), ...titles),
  }[result.status === 'succeeded' || result.status === 'cancelled' ? result.status : 'failed']();
  await actions.find(([title]) => title === chosen)?.[1]();
}

/** Those that exist: other parts of the extension bring some of them. */
async function actionsOf(record: RunRecord): Promise<Action[]> {
  const { id, log, status, template } = record;
  const commands = new Set(await vscode.commands.getCommands(true));
  const box = boxOf(record);
  const uri = vscode.Uri.file(template);
  const all: (Action | false)[] = [
    box !== undefined &&
      commands.has(addBox) && [
        vscode.l10n.t('Add Box to Vagrant'),
        () => vscode.commands.executeCommand(addBox, box),
      ],
    (status === 'failed' || status === 'abandoned') &&
      commands.has(cleanUp) && [
        vscode.l10n.t('Clean Up…'),
        () => vscode.commands.executeCommand(cleanUp, uri),
      ],
    [vscode.l10n.t('Show Steps'), () => vscode.commands.executeCommand('boxwright.packer.showRun', id)],
    log !== undefined && [vscode.l10n.t('Open Log'), () => showLog(log)],
  ];
  return all.filter((action) => action !== false);
}

const addBox = 'boxwright.vagrant.addBoxFromFile';
const cleanUp = 'boxwright.packer.cleanUp';

/** The Vagrant box that a run made, absolute, if it is still there. */
const boxOf = ({ artifacts, cwd }: RunRecord): string | undefined =>
  boxArtifacts(artifacts, cwd).find((file) => existsSync(file));

function failure(name: string, time: string, result: RunRecord, expected: readonly ExpectedBuild[]): string {
  const step = result.steps.findLast(({ failed }) => failed);
  const provisioners = expected.find((build) => build.name === step?.build)?.provisioners;
  return step
    ? vscode.l10n.t(
        'The build of {0} failed after {1}, in {2}. {3}',
        name,
        time,
        describeStep(step, provisioners),
        reason(result),
      )
    : vscode.l10n.t('The build of {0} failed after {1}. {2}', name, time, reason(result));
}

/** More than this does not fit into a message; the log has all. */
const mostArtifacts = 3;

/** What was made, each once: every post-processor in turn tells of the artifact that it passes on. */
function summarize(artifacts: readonly string[]): string {
  const distinct = [...new Set(artifacts)];
  return firstOf(distinct, mostArtifacts).join('; ');
}

function reason(result: RunRecord): string {
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
