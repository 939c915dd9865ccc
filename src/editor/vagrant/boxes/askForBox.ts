import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { askForText } from '../../notify';
import type { BoxToAdd } from '../../../tools/vagrant/box';
import { readChecksum } from '../../../tools/vagrant/checksum';
import type { Checksum } from '../../../tools/vagrant/checksum';
import { readCatalog } from '../../../tools/vagrant/readCatalog';
import type { Catalog } from '../../../tools/vagrant/readCatalog';
import { UserFacingError } from '../../showFailure';
import type { BoxNames } from './boxNames';

/** A catalog in a file is small; something larger is none. Bytes. */
const largestCatalog = 10_000_000;

export async function askForFile(): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Box to add'),
      filters: { [vscode.l10n.t('Vagrant boxes and metadata')]: ['box', 'json'] },
    })) ?? [];
  return uri?.fsPath;
}

/**
 * What is asked of a file: which version and provider of a catalog, or how a box is called here.
 * @param file its absolute path
 * @param strange whether it may have come from anywhere, and be worth a checksum
 * @throws UserFacingError for a file that is not there, or no box
 */
export async function boxFromFile(
  file: string,
  names: BoxNames,
  strange: boolean,
): Promise<BoxToAdd | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile())
    // Vagrant would take it for a name and look for it in the public catalog.
    throw new UserFacingError(vscode.l10n.t('{0} does not exist or is not a file. Nothing was added.', file));
  if (path.extname(file).toLowerCase() === '.json') {
    const catalog = found.size <= largestCatalog ? readCatalog(await readFile(file, 'utf8')) : undefined;
    if (!catalog)
      throw new UserFacingError(
        vscode.l10n.t(
          '{0} does not describe a box: it has no name with versions. Nothing was added.',
          path.basename(file),
        ),
      );
    return boxFromCatalog(file, catalog);
  }
  const name = await askForName(names.suggest(file));
  if (name === undefined) return undefined;
  const checksum = strange ? await askForChecksum() : 'none';
  return checksum && direct(file, name, checksum);
}

async function boxFromCatalog(source: string, { name, versions }: Catalog): Promise<BoxToAdd | undefined> {
  if (!versions.length)
    throw new UserFacingError(vscode.l10n.t('The catalog of {0} has no versions. Nothing was added.', name));
  const picked = await vscode.window.showQuickPick(
    versions.map((each) => ({ label: each.version, description: each.providers.join(', '), ...each })),
    { title: name, placeHolder: vscode.l10n.t('Select a version to add'), matchOnDescription: true },
  );
  if (!picked) return undefined;
  const { providers, version } = picked;
  const provider =
    providers.length > 1
      ? await vscode.window.showQuickPick(providers, {
          title: `${name} ${version}`,
          placeHolder: vscode.l10n.t('Select a provider'),
        })
      : (providers[0] ?? '');
  return provider === undefined ? undefined : { source, name: '', provider, version };
}

export async function askForAddress(): Promise<BoxToAdd | undefined> {
  const source = await ask({
    title: vscode.l10n.t('URL of the box'),
    prompt: vscode.l10n.t('The URL of a .box file, or of the metadata of a catalog.'),
    validateInput: (value) =>
      /^(file:|[a-z][\w+.-]*:\/\/.)/i.test(value.trim())
        ? undefined
        : vscode.l10n.t('Enter a URL that begins with a scheme such as https://.'),
  });
  if (!source) return undefined;
  const isFile = /\.box($|[?#])/i.test(source);
  const name = isFile
    ? await askForName(path.posix.basename(source.replace(/[?#].*/, '')).replace(/\.box$/i, ''))
    : await ask({
        title: vscode.l10n.t('Name of the box'),
        prompt: vscode.l10n.t('Leave empty if the URL leads to a catalog, which contains the name.'),
        validateInput: refuseDash,
      });
  if (name === undefined) return undefined;
  if (!name) return versionAndProvider(source);
  const checksum = await askForChecksum();
  return checksum && direct(source, name, checksum);
}

export async function askForCatalogName(): Promise<BoxToAdd | undefined> {
  const source = await ask({
    title: vscode.l10n.t('Name of the box'),
    prompt: vscode.l10n.t('The name in the public catalog, such as generic/debian12.'),
    validateInput: (value) =>
      /^\w[\w.-]*\/[\w.-]+$/.test(value.trim())
        ? undefined
        : vscode.l10n.t('Enter the name of an owner, a slash, and the name of a box.'),
  });
  return source ? versionAndProvider(source) : undefined;
}

async function versionAndProvider(source: string): Promise<BoxToAdd | undefined> {
  const version = await ask({
    title: vscode.l10n.t('Version'),
    prompt: vscode.l10n.t('A version or constraint, such as 1.2.0 or ~> 1.2. Leave empty for the newest.'),
    validateInput: refuseDash,
  });
  if (version === undefined) return undefined;
  const provider = await ask({
    title: vscode.l10n.t('Provider'),
    prompt: vscode.l10n.t(
      'A provider such as virtualbox, vmware_desktop, hyperv or libvirt. Leave empty to choose in the terminal if there are several.',
    ),
    validateInput: (value) =>
      /^\w*$/.test(value.trim()) ? undefined : vscode.l10n.t('Enter a provider in one word.'),
  });
  return provider === undefined ? undefined : { source, name: '', provider, version };
}

const direct = (source: string, name: string, checksum: Checksum | 'none'): BoxToAdd => ({
  source,
  name,
  // A .box file is for one provider, and says which.
  provider: '',
  ...(checksum !== 'none' && { checksum }),
});

const askForName = (value: string): Promise<string | undefined> =>
  ask({
    title: vscode.l10n.t('Name of the box'),
    prompt: vscode.l10n.t('The name that Vagrantfiles use in config.vm.box.'),
    value,
    validateInput: (name) => (name.trim() ? refuseDash(name) : vscode.l10n.t('Enter a name.')),
  });

/** @returns undefined when the user gave up */
async function askForChecksum(): Promise<Checksum | 'none' | undefined> {
  const text = await ask({
    title: vscode.l10n.t('Checksum'),
    prompt: vscode.l10n.t(
      'The checksum that the publisher of the box provides. Leave empty to skip the check.',
    ),
    placeHolder: 'sha256:…',
    validateInput: (value) =>
      !value.trim() || readChecksum(value)
        ? undefined
        : vscode.l10n.t('Enter an MD5, SHA-1, SHA-256, SHA-384 or SHA-512 checksum.'),
  });
  return text === undefined ? undefined : (readChecksum(text) ?? 'none');
}

const refuseDash = (value: string): string | undefined =>
  value.trim().startsWith('-') ? vscode.l10n.t('It cannot begin with a dash.') : undefined;

const ask = async (options: vscode.InputBoxOptions): Promise<string | undefined> =>
  (await askForText({ ignoreFocusOut: true, ...options }))?.trim();
