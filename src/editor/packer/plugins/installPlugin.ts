import path from 'node:path';
import * as vscode from 'vscode';
import { notify } from '../../notify';
import { capabilities, sinceVersion } from '../../../pipeline/packer/capabilities';
import type { Capability } from '../../../pipeline/packer/capabilities';
import { installPlugin as install, installPluginFile } from '../../../tools/packer/plugins/installPlugin';
import { knownSources } from '../../../pipeline/packer/pluginTable';
import type { PackerVersions } from '../../../tools/packer/packerVersions';
import type { ToolCommand } from '../../../tools/toolCommand';
import type { back } from '../../multiStepInput';
import { MultiStepInput } from '../../multiStepInput';
import type { EditorServices } from '../../part';
import { UserFacingError } from '../../showFailure';
import { downloadPlugins } from './downloadPlugins';
import type { DownloadServices } from './downloadPlugins';

type PluginServices = DownloadServices & Pick<EditorServices, 'versions'>;

/** Installs a plugin. @param given its address; undefined to ask. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function installPlugin(services: PluginServices, given?: string): Promise<void> {
  await checkAbility(services.versions, 'plugins');
  const asked = given === undefined ? await withInput(askForPlugin) : { source: given, constraint: '' };
  if (!asked) return;
  const { source, constraint } = asked;
  await run(services, install(source, constraint), source);
}

/** Installs a plugin from a file. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function installPluginFromFile(services: PluginServices): Promise<void> {
  await checkAbility(services.versions, 'pluginFromFile');
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Plugin program'),
      openLabel: vscode.l10n.t('Install'),
    })) ?? [];
  if (!uri) return;
  const name = /^packer-(?:plugin|builder|provisioner|post-processor|datasource)-([^_.]+)/.exec(
    path.basename(uri.fsPath),
  )?.[1];
  const source = await withInput((input) =>
    askForSource(input, {
      title: vscode.l10n.t('Install Plugin From File'),
      prompt: vscode.l10n.t(
        'The source address that templates use for it. Packer runs the file to get its version: install only what you trust.',
      ),
      value: name === undefined ? '' : `github.com/local/${name}`,
    }),
  );
  if (typeof source !== 'string') return;
  await run(services, installPluginFile(source, uri.fsPath), source);
}

/** @throws UserFacingError for a Packer that is too old */
async function checkAbility(versions: PackerVersions, needs: Capability): Promise<void> {
  const version = await versions.current();
  if (capabilities(version)[needs]) return;
  throw new UserFacingError(
    vscode.l10n.t(
      'Packer {0} cannot install plugins this way: this needs Packer {1} or newer. It loads programs that you copy into its plugin folder.',
      version ?? '',
      sinceVersion(needs),
    ),
  );
}

async function run(services: DownloadServices, command: ToolCommand<string>, source: string): Promise<void> {
  const failed = (reason: string) => vscode.l10n.t('Packer cannot install {0}: {1}', source, reason);
  const output = await downloadPlugins(
    services,
    command,
    { failed },
    vscode.l10n.t('Installing {0}…', source),
  );
  if (output === undefined) return;
  void notify.information(
    // Packer says nothing of what is there already.
    output.trim()
      ? vscode.l10n.t('Installed {0}.', source)
      : vscode.l10n.t('{0} is already installed.', source),
  );
}

async function withInput<T>(ask: (input: MultiStepInput) => Promise<T>): Promise<T> {
  const input = new MultiStepInput();
  try {
    return await ask(input);
  } finally {
    input.dispose();
  }
}

interface Asked {
  readonly source: string;
  readonly constraint: string;
}

/** The plugin first, then its version; Back leads to the one before. */
async function askForPlugin(input: MultiStepInput): Promise<Asked | undefined> {
  const title = vscode.l10n.t('Install Plugin');
  for (;;) {
    const source = await pickSource(input, title);
    if (source === undefined) return undefined;
    if (typeof source !== 'string') continue;
    const constraint = await input.text({
      title,
      step: 2,
      totalSteps: 2,
      back: true,
      prompt: vscode.l10n.t(
        'The versions of {0} to accept, such as ~> 1.1. Leave empty for the newest.',
        source,
      ),
      placeholder: vscode.l10n.t('newest'),
      validate: (value) =>
        areConstraints(value)
          ? undefined
          : vscode.l10n.t('Enter a version such as 1.1.0, or constraints such as >= 1.1, < 2.'),
    });
    if (constraint === undefined) return undefined;
    if (typeof constraint === 'string') return { source, constraint: constraint.trim() };
  }
}

/** Versions, or limits of them, separated by commas; nothing is as good. */
const areConstraints = (value: string): boolean =>
  !value.trim() || value.split(',').every((one) => /^(=|!=|[<>]=?|~>)?\s{0,9}v?\d[\w.+-]*$/.test(one.trim()));

async function pickSource(input: MultiStepInput, title: string): Promise<string | typeof back | undefined> {
  const other = {
    label: vscode.l10n.t('Another plugin…'),
    description: vscode.l10n.t('by its source address'),
    iconPath: new vscode.ThemeIcon('link'),
  };
  const known = knownSources().map((source) => ({
    label: source.split('/').at(-1) ?? source,
    description: source,
    iconPath: new vscode.ThemeIcon('extensions'),
  }));
  known.sort((one, next) => one.label.localeCompare(next.label));
  const answer = await input.ask<vscode.QuickPickItem>({
    title,
    step: 1,
    totalSteps: 2,
    items: [other, ...known],
    placeholder: vscode.l10n.t('Packer runs plugins as programs: install only what you trust'),
  });
  const [picked] = answer?.kind === 'items' ? answer.items : [];
  if (picked !== other) return picked?.description;
  return askForSource(input, {
    title,
    step: 1,
    totalSteps: 2,
    back: true,
    prompt: vscode.l10n.t('The source address of the plugin'),
  });
}

async function askForSource(
  input: MultiStepInput,
  page: Omit<Parameters<MultiStepInput['text']>[0], 'validate'>,
): Promise<string | typeof back | undefined> {
  const source = await input.text({
    placeholder: 'github.com/hashicorp/qemu',
    ...page,
    validate: (value) =>
      /^[a-z\d][\w.-]*(\/[\w][\w.-]*){2,}$/i.test(value.trim()) && !/\/packer-[^/]*$/.test(value.trim())
        ? undefined
        : vscode.l10n.t('Enter an address such as github.com/hashicorp/qemu, without packer-plugin-.'),
  });
  return typeof source === 'string' ? source.trim() : source;
}
