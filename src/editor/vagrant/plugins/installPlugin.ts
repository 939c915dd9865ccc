import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { askForText } from '../../notify';
import { pluginInstall } from '../../../tools/vagrant/plugin';
import type { PluginToInstall } from '../../../tools/vagrant/plugin';
import { readGem } from '../../../tools/vagrant/readGem';
import { UserFacingError } from '../../showFailure';
import { runToEnd } from '../runToEnd';
import { pickScope, possibleScopes } from './pickPlugin';
import type { PluginServices } from './pluginServices';

type Source = Omit<PluginToInstall, 'scope'>;

/** Installs a plugin that the user names, in a terminal. @throws ToolMissing, WorkspaceUntrusted, UserFacingError for a file that is no gem */
export async function installPlugin({ runner, store }: PluginServices): Promise<void> {
  runner.executable('vagrant');
  const source = await askForSource();
  if (!source) return;
  const scope = await pickScope(await possibleScopes(), vscode.l10n.t('Select where to use the plugin'));
  if (!scope) return;
  await runToEnd(
    runner,
    pluginInstall(homedir(), { ...source, scope }),
    vscode.l10n.t('Install plugin {0}', path.basename(source.source)),
  );
  store.refresh();
}

async function askForSource(): Promise<Source | undefined> {
  const kinds = [
    {
      label: vscode.l10n.t('By name…'),
      description: vscode.l10n.t('from RubyGems and HashiCorp, such as vagrant-reload'),
      iconPath: new vscode.ThemeIcon('cloud-download'),
      ask: askForName,
    },
    {
      label: vscode.l10n.t('From a .gem file…'),
      iconPath: new vscode.ThemeIcon('file'),
      ask: askForFile,
    },
  ];
  const kind = await vscode.window.showQuickPick(kinds, {
    placeHolder: vscode.l10n.t('Select where to get the plugin'),
  });
  return kind?.ask();
}

async function askForName(): Promise<Source | undefined> {
  const name = await askForText({
    title: vscode.l10n.t('Name of the plugin'),
    prompt: vscode.l10n.t('Vagrant runs plugins as programs: install only what you trust.'),
    validateInput: (value) =>
      /^[a-z0-9][\w.-]*$/i.test(value.trim())
        ? undefined
        : vscode.l10n.t('Enter a name such as vagrant-reload.'),
    ignoreFocusOut: true,
  });
  if (!name) return undefined;
  const version = await askForText({
    title: vscode.l10n.t('Version'),
    prompt: vscode.l10n.t('A version or constraint, such as 1.2.0 or ~> 1.2. Leave empty for the newest.'),
    validateInput: (value) =>
      /^[\w.~<>=, -]*$/.test(value.trim()) && !value.trim().startsWith('-')
        ? undefined
        : vscode.l10n.t('Enter a version such as 1.2.0.'),
    ignoreFocusOut: true,
  });
  if (version === undefined) return undefined;
  return { source: name.trim(), version: version.trim(), noSources: false };
}

async function askForFile(): Promise<Source | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Select a plugin to install'),
      filters: { [vscode.l10n.t('Ruby gems')]: ['gem'] },
    })) ?? [];
  return uri && pluginFromFile(uri.fsPath);
}

/**
 * What a .gem file needs beside itself decides whether Vagrant has to look into its sources: it would fail without
 * a network even where there is nothing to look for.
 * @throws UserFacingError for a file that is no gem
 */
async function pluginFromFile(file: string): Promise<Source | undefined> {
  const gem = await readGem(file).catch(() => undefined);
  if (!gem)
    throw new UserFacingError(
      vscode.l10n.t('Cannot read {0} as a gem. Nothing was installed.', path.basename(file)),
    );
  const source = { source: file, version: '' };
  if (!gem.dependencies.length) return { ...source, noSources: true };
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t('Download missing gems'),
        description: vscode.l10n.t('from RubyGems and HashiCorp'),
        noSources: false,
      },
      {
        label: vscode.l10n.t('Use only local gems'),
        description: vscode.l10n.t('without a network'),
        noSources: true,
      },
    ],
    {
      placeHolder: vscode.l10n.t('{0} {1} needs {2}', gem.name, gem.version, gem.dependencies.join(', ')),
      ignoreFocusOut: true,
    },
  );
  return picked && { ...source, noSources: picked.noSources };
}
