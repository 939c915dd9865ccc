import * as vscode from 'vscode';
import { notify } from '../../../notify';
import type { RunningBuild } from '../runningBuild';

/** VS Code says why a terminal was closed right after it was. Milliseconds. */
const responseTimeoutMs = 3000;

/** Says that a build goes on whose terminal is being closed, if it is the user who closes it and not the window that ends. */
export async function reportClosed(running: RunningBuild): Promise<void> {
  if ((await closeReason()) !== vscode.TerminalExitReason.User) return;
  const show = vscode.l10n.t('Show');
  const stop = vscode.l10n.t('Stop Build');
  const { template } = running.record;
  const chosen = await notify.information(
    vscode.l10n.t(
      'Packer continues to build {0} without the terminal.',
      vscode.workspace.asRelativePath(template),
    ),
    show,
    stop,
  );
  if (chosen === stop) running.stop();
  else if (chosen === show)
    await vscode.commands.executeCommand('boxwright.packer.followLog', vscode.Uri.file(template));
}

/** Why the terminal was closed that is closed next; undefined when none is. */
function closeReason(): Promise<vscode.TerminalExitReason | undefined> {
  return new Promise((resolve) => {
    const done = (reason?: vscode.TerminalExitReason) => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(reason);
    };
    const subscription = vscode.window.onDidCloseTerminal(({ exitStatus }) => done(exitStatus?.reason));
    const timer = setTimeout(done, responseTimeoutMs);
  });
}
