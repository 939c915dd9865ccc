import * as vscode from 'vscode';
import { console } from '../../../tools/packer/commands/templateCommands';
import type { ToolRunner } from '../../../tools/toolRunner';
import type { TemplateArgument } from './pickTemplate';
import { readWithPacker } from './readWithPacker';
import type { RequestOf } from '../../../tools/packer/commands/buildRequest';

/** Opens Packer's console on a template. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function openConsole(
  argument: TemplateArgument | undefined,
  runner: ToolRunner,
  requestOf: RequestOf,
): Promise<void> {
  // A console that can't read its template ends at once, and takes the reason with it.
  const read = await readWithPacker(argument, runner, requestOf, (file, reason) =>
    vscode.l10n.t('Packer cannot open a console for {0}: {1}', file, reason),
  );
  if (!read) return;
  const { name, target, choices } = read;
  const { tool, args, cwd, env } = console(target, choices);
  vscode.window
    .createTerminal({
      name: vscode.l10n.t('Packer console: {0}', name),
      shellPath: runner.executable(tool),
      shellArgs: [...args],
      cwd,
      env: { ...env },
      iconPath: new vscode.ThemeIcon('terminal'),
      isTransient: true,
    })
    .show();
}
