import * as vscode from 'vscode';
import { SourceText } from '../../text/sourceText';
import { installPlugin } from '../../tools/packer/installPlugin';
import { init } from '../../tools/packer/templateCommands';
import type { ToolRunner } from '../../tools/toolRunner';
import { editorFiles } from '../editorFiles';
import { showFailure } from '../showFailure';
import { askPacker, signalOf } from './askPacker';
import { runIn } from './choices/folderPage';
import type { FlowState } from './choices/flowState';
import type { PreflightAction } from './preflight';

/** Does what a note offers. A failure is told, and leads back to the page. */
export async function performAction(
  action: PreflightAction,
  state: FlowState,
  runner: ToolRunner,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const { template } = state;
  switch (action.kind) {
    case 'install':
      return install(installPlugin(action.source), action.source, runner, log);
    case 'init':
      return install(
        init({ dialect: template.dialect, path: template.path, cwd: state.cwd }),
        vscode.workspace.asRelativePath(template.path),
        runner,
        log,
      );
    case 'show': {
      const { path, span } = action.location;
      const text = new SourceText(path, editorFiles().read(path) ?? '');
      const [start, end] = [text.positionAt(span.start), text.positionAt(span.end)];
      const selection = new vscode.Range(start.line, start.character, end.line, end.character);
      await vscode.window.showTextDocument(vscode.Uri.file(path), { selection });
      return;
    }
    case 'browse':
      await vscode.env.openExternal(vscode.Uri.parse(action.url));
      return;
    case 'folder':
      return runIn(action.cwd, state);
    case 'force':
      state.once = { ...state.once, force: true };
      return;
    case 'sequential':
      state.once = { ...state.once, parallel: 1 };
      return;
    case 'variables':
    case 'varFiles':
      // These are pages of their own.
      return;
  }
}

async function install(
  command: ReturnType<typeof installPlugin | typeof init>,
  name: string,
  runner: ToolRunner,
  log: vscode.LogOutputChannel,
): Promise<void> {
  try {
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Packer installs the plugins of {0}', name),
        cancellable: true,
      },
      (_progress, token) =>
        askPacker<unknown>(
          runner,
          command,
          {
            failed: (reason) => vscode.l10n.t("Packer can't install {0}: {1}", name, reason),
          },
          signalOf(token),
        ),
    );
  } catch (error) {
    void showFailure(error, log);
  }
}
