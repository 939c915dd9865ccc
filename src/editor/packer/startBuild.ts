import * as vscode from 'vscode';
import type { Template } from '../../pipeline/template/template';
import { defaultChoices } from '../../tools/packer/buildChoices';
import type { BuildChoices } from '../../tools/packer/buildChoices';
import type { ToolRunner } from '../../tools/toolRunner';
import { UserFacingError } from '../showFailure';
import type { Builds } from './builds';
import type { BuildTasks } from './buildTask';
import { pickTemplate, targetOf } from './pickTemplate';
import { saveAll } from './validate';

/** Asks what to build, and builds it in a task. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function startBuild(
  uri: vscode.Uri | undefined,
  runner: ToolRunner,
  tasks: BuildTasks,
): Promise<void> {
  runner.executable('packer');
  const template = await pickTemplate(uri);
  if (!template) return;
  const options = await pickOptions(template);
  if (!options) return;
  await saveAll(template);
  await vscode.tasks.executeTask(
    tasks.create({
      template,
      target: targetOf(template),
      choices: { ...defaultChoices, ...options },
      secrets: new Map(),
    }),
  );
}

/** Stops the running build, or the one of several that the user picks. */
export async function stopBuild(builds: Builds): Promise<void> {
  const running = builds.all;
  if (!running.length) throw new UserFacingError(vscode.l10n.t('No build is running in this window.'));
  const picked =
    running.length === 1
      ? running[0]
      : (
          await vscode.window.showQuickPick(
            running.map((build) => ({
              label: vscode.workspace.asRelativePath(build.record.template),
              build,
            })),
            { placeHolder: vscode.l10n.t('Build to stop') },
          )
        )?.build;
  picked?.stop();
}

type OptionItem = vscode.QuickPickItem & ({ build: string } | { force: true });

async function pickOptions(template: Template): Promise<Pick<BuildChoices, 'only' | 'force'> | undefined> {
  const names = template.builds.map(({ name }) => name);
  if (!names.length)
    throw new UserFacingError(vscode.l10n.t('This template has no builders, so there is nothing to build.'));
  const items: (OptionItem | vscode.QuickPickItem)[] = [
    { label: vscode.l10n.t('Builds'), kind: vscode.QuickPickItemKind.Separator },
    ...template.builds.map(({ name, type }) => ({
      label: name,
      description: type,
      picked: true,
      build: name,
    })),
    { label: vscode.l10n.t('Options'), kind: vscode.QuickPickItemKind.Separator },
    {
      label: vscode.l10n.t('Replace the output of an earlier build'),
      description: '-force',
      force: true,
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    // A task that ends meanwhile takes the focus; what was ticked is kept.
    ignoreFocusOut: true,
    placeHolder: vscode.l10n.t('What to build'),
  });
  if (!picked) return undefined;
  const only = picked.flatMap((item) => ('build' in item ? [item.build] : []));
  if (!only.length) throw new UserFacingError(vscode.l10n.t('No build was picked, so nothing is built.'));
  return { only: only.length === names.length ? [] : only, force: picked.some((item) => 'force' in item) };
}
