import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { notify } from '../../notify';
import { boxArtifacts } from '../../../tools/packer/output/boxArtifact';
import type { ExpectedBuild } from '../../../tools/packer/output/runProgress';
import { failedStep } from '../../../tools/packer/runs/failedStep';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { duration } from '../../duration';
import { firstOf } from '../../firstOf';
import { describeFailure } from '../builds/describeFailure';
import { placeUri } from '../log/localFiles';
import type { FilePlace } from '../log/localFiles';
import { showLog } from '../log/showLog';

type Action = readonly [title: string, act: () => unknown];

/** What is known of a run beside its record. */
export interface ResultContext {
  /** Names the provisioners. */
  readonly expected?: readonly ExpectedBuild[];
  /** The script that failed, and its line. */
  readonly script?: FilePlace | undefined;
}

/** Tells how a build ended: with what it made, or in which step and why it failed, and what can be done now. */
export async function showResult(
  result: RunRecord,
  { expected = [], script }: ResultContext = {},
): Promise<void> {
  const name = vscode.workspace.asRelativePath(result.template);
  const time = duration((result.ended ?? result.began) - result.began);
  const actions = await actionsOf(result, script);
  const titles = actions.map(([title]) => title);
  const chosen = await {
    succeeded: () =>
      notify.information(
        vscode.l10n.t('Packer built {0} in {1}. {2}', name, time, summarize(result.artifacts)),
        ...titles,
      ),
    cancelled: () =>
      notify.information(vscode.l10n.t('The build of {0} was stopped after {1}.', name, time), ...titles),
    failed: () => notify.error(describeFailure(result, expected), ...titles),
  }[result.status === 'succeeded' || result.status === 'cancelled' ? result.status : 'failed']();
  await actions.find(([title]) => title === chosen)?.[1]();
}

/** Those that exist: other parts of the extension bring some of them. */
async function actionsOf(record: RunRecord, script: FilePlace | undefined): Promise<Action[]> {
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
    script !== undefined && [
      vscode.l10n.t('Open Script'),
      () => vscode.commands.executeCommand('vscode.open', placeUri(script)),
    ],
    (status === 'failed' || status === 'abandoned') &&
      commands.has(cleanUp) && [
        vscode.l10n.t('Clean Up…'),
        () => vscode.commands.executeCommand(cleanUp, uri),
      ],
    [vscode.l10n.t('Show Steps'), () => vscode.commands.executeCommand('boxwright.packer.showRun', id)],
    log !== undefined && [vscode.l10n.t('Open Log'), () => showLog(log, failedStep(record)?.output?.line)],
  ];
  return all.filter((action) => action !== false);
}

const addBox = 'boxwright.vagrant.addBoxFromFile';
const cleanUp = 'boxwright.packer.cleanUp';

/** The Vagrant box that a run made, absolute, if it is still there. */
const boxOf = ({ artifacts, cwd }: RunRecord): string | undefined =>
  boxArtifacts(artifacts, cwd).find((file) => existsSync(file));

/** More than this does not fit into a message; the log has all. */
const mostArtifacts = 3;

/** What was made, each once: every post-processor in turn tells of the artifact that it passes on. */
function summarize(artifacts: readonly string[]): string {
  const distinct = [...new Set(artifacts)];
  return firstOf(distinct, mostArtifacts).join('; ');
}
