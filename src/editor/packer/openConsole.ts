import path from 'node:path';
import * as vscode from 'vscode';
import { console, inspect } from '../../tools/packer/templateCommands';
import type { ToolRunner } from '../../tools/toolRunner';
import { askPacker } from './askPacker';
import { pickTemplate } from './pickTemplate';
import type { TemplateArgument } from './pickTemplate';
import { saveAll } from './validate';
import type { RequestOf } from './validate';

/** Opens Packer's console on a template. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function openConsole(
  argument: TemplateArgument | undefined,
  runner: ToolRunner,
  requestOf: RequestOf,
): Promise<void> {
  runner.executable('packer');
  const template = await pickTemplate(argument);
  if (!template) return;
  await saveAll(template);
  const { target, choices } = await requestOf(template);
  const name = path.basename(template.path);
  // A console that can't read its template ends at once, and takes the reason with it.
  await askPacker(runner, inspect(target, choices), {
    failed: (reason) => vscode.l10n.t("Packer can't open a console on {0}: {1}", name, reason),
  });
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
