import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { choose, confirm, notify, withProgress } from '../../notify';
import { pluginExpunge, pluginRepair, pluginUninstall, pluginUpdate } from '../../../tools/vagrant/plugin';
import type { OwnScope } from '../../../tools/vagrant/plugin';
import { UserFacingError } from '../../showFailure';
import { runToEnd } from '../runToEnd';
import { pickPlugin, pickScope, scopesOf } from './pickPlugin';
import { describeScope } from './pluginItems';
import type { OwnPlugin } from './pluginItems';
import type { PluginServices } from './pluginServices';

const isIn =
  (scope: OwnScope) =>
  (plugin: OwnPlugin): boolean =>
    scopesOf([{ scope }, plugin]).length === 1;

/** Removes a plugin after asking. @param given undefined to pick. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function uninstallPlugin(
  { runner, store }: PluginServices,
  given: OwnPlugin | undefined,
): Promise<void> {
  runner.executable('vagrant');
  const plugin = given ?? (await pickPlugin(await store.own(), vscode.l10n.t('Select a plugin to remove')));
  if (!plugin) return;
  const remove = vscode.l10n.t('Remove');
  const agreed = await confirm({
    message: vscode.l10n.t('Remove {0} {1}, {2}?', plugin.name, plugin.version, describeScope(plugin.scope)),
    detail: vscode.l10n.t('Vagrantfiles that need it will stop working.'),
    yes: remove,
  });
  if (!agreed) return;
  try {
    await withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Removing {0}…', plugin.name),
      },
      () => runner.run(pluginUninstall(homedir(), plugin.scope, plugin.name)),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserFacingError(vscode.l10n.t('Vagrant could not remove {0}: {1}', plugin.name, reason));
  } finally {
    store.refresh();
  }
}

/** Updates a plugin and says what became of it. @param given undefined to pick. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function updatePlugin(services: PluginServices, given: OwnPlugin | undefined): Promise<void> {
  services.runner.executable('vagrant');
  const own = await services.store.own();
  const plugin = given ?? (await pickPlugin(own, vscode.l10n.t('Select a plugin to update')));
  if (!plugin) return;
  // Vagrant says of one that it does not know that it is up to date.
  if (!own.some((one) => one.name === plugin.name && isIn(plugin.scope)(one)))
    throw new UserFacingError(vscode.l10n.t('{0} is no longer installed.', plugin.name));
  await update(services, plugin.scope, [plugin]);
}

/** Updates all plugins of one scope. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function updateAllPlugins(services: PluginServices): Promise<void> {
  services.runner.executable('vagrant');
  const own = await services.store.own();
  const scope = await oneOf(own, vscode.l10n.t('Select plugins to update'));
  if (scope) await update(services, scope, own.filter(isIn(scope)));
}

async function update(
  { runner, store }: PluginServices,
  scope: OwnScope,
  before: readonly OwnPlugin[],
): Promise<void> {
  const names = before.map(({ name }) => name);
  const exitCode = await runToEnd(
    runner,
    pluginUpdate(homedir(), scope, names),
    vscode.l10n.t('Update {0}', names.join(', ')),
  );
  store.refresh();
  // What went wrong stands in the terminal.
  if (exitCode !== 0) return;
  const after = (await store.own()).filter(isIn(scope));
  const changes = before.flatMap((old) => {
    const now = after.find(({ name }) => name === old.name);
    return now && now.version !== old.version ? [`${now.name} ${old.version} → ${now.version}`] : [];
  });
  void notify.information(
    changes.length
      ? vscode.l10n.t('Updated: {0}.', changes.join(', '))
      : vscode.l10n.t('Vagrant found no newer version of {0}.', names.join(', ')),
  );
}

/**
 * Installs the plugins of one scope again, and looks whether they are there: Vagrant says so in any case.
 * @param given a plugin of the scope; undefined to pick
 * @throws ToolMissing, WorkspaceUntrusted, UserFacingError
 */
export async function repairPlugins(
  { runner, store }: PluginServices,
  given: OwnPlugin | undefined,
): Promise<void> {
  runner.executable('vagrant');
  const scope = given?.scope ?? (await oneOf(await store.own(), vscode.l10n.t('Select plugins to repair')));
  if (!scope) return;
  await runToEnd(
    runner,
    pluginRepair(homedir(), scope),
    vscode.l10n.t('Repair plugins {0}', describeScope(scope)),
  );
  store.refresh();
  const broken = (await store.own()).filter((plugin) => isIn(scope)(plugin) && !plugin.installed);
  if (broken.length)
    throw new UserFacingError(
      vscode.l10n.t(
        'Vagrant could not repair {0}. Remove and reinstall it, or expunge all plugins.',
        broken.map(({ name }) => name).join(', '),
      ),
    );
  void notify.information(vscode.l10n.t('All plugins {0} are installed.', describeScope(scope)));
}

/** Deletes all plugins of one scope after asking. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function expungePlugins({ runner, store }: PluginServices): Promise<void> {
  runner.executable('vagrant');
  const own = await store.own();
  const scope = await oneOf(own, vscode.l10n.t('Select plugins to expunge'));
  if (!scope) return;
  const plugins = own.filter(isIn(scope));
  const expunge = vscode.l10n.t('Expunge');
  const reinstall = vscode.l10n.t('Expunge and Reinstall');
  const answer = await choose(
    {
      message: vscode.l10n.t('Expunge all plugins {0}?', describeScope(scope)),
      detail: [
        plugins.map(({ name, version }) => `${name} ${version}`).join('\n'),
        vscode.l10n.t(
          'Their gems and the list of plugins will be deleted. To reinstall them, Vagrant must find them on the network, which may fail for plugins from files.',
        ),
      ].join('\n\n'),
    },
    expunge,
    reinstall,
  );
  if (answer === undefined) return;
  await runToEnd(
    runner,
    pluginExpunge(homedir(), scope, answer === reinstall),
    vscode.l10n.t('Expunge plugins {0}', describeScope(scope)),
  );
  store.refresh();
}

/** @throws UserFacingError when there are no plugins */
async function oneOf(own: readonly OwnPlugin[], placeHolder: string): Promise<OwnScope | undefined> {
  if (!own.length)
    throw new UserFacingError(
      vscode.l10n.t(
        'You have not installed any plugins. Those that came with Vagrant belong to its package.',
      ),
    );
  return pickScope(scopesOf(own), placeHolder);
}
