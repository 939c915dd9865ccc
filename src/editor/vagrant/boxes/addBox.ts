import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { confirm, notify } from '../../notify';
import { boxAdd } from '../../../tools/vagrant/box';
import type { BoxToAdd } from '../../../tools/vagrant/box';
import { shownUrls } from '../../../pipeline/shownUrls';
import { readBoxes } from '../../../tools/vagrant/readBoxes';
import { runToEnd } from '../runToEnd';
import { askForAddress, askForCatalogName, askForFile, boxFromFile } from './askForBox';
import { BoxNames } from './boxNames';
import type { BoxServices } from './boxServices';

/**
 * Adds a box, in a terminal that shows the download.
 * @param file an absolute path; undefined to ask where the box is
 * @throws ToolMissing, WorkspaceUntrusted, UserFacingError for a file that is no box
 */
export async function addBox(services: BoxServices, file?: string): Promise<void> {
  const { runner, memory } = services;
  runner.executable('vagrant');
  const names = new BoxNames(memory);
  const asked = file === undefined ? await askForBox(names) : await boxFromFile(file, names, false);
  const box = asked && (await replacing(services, asked));
  if (!box) return;
  const name = vscode.l10n.t('Add box {0}', box.name || shownUrls(box.source));
  const exitCode = await runToEnd(runner, boxAdd(homedir(), box), name);
  if (exitCode === 0 && box.name) await names.remember(box.source, box.name);
  services.refresh();
}

async function askForBox(names: BoxNames): Promise<BoxToAdd | undefined> {
  const kinds = [
    {
      label: vscode.l10n.t('From a file…'),
      description: vscode.l10n.t('a .box file, or the metadata.json of a catalog'),
      iconPath: new vscode.ThemeIcon('file'),
      ask: async () => {
        const file = await askForFile();
        return file === undefined ? undefined : boxFromFile(file, names, true);
      },
    },
    {
      label: vscode.l10n.t('From a URL…'),
      description: vscode.l10n.t('of a .box file, or of the metadata of a catalog'),
      iconPath: new vscode.ThemeIcon('link'),
      ask: askForAddress,
    },
    {
      label: vscode.l10n.t('From the public catalog…'),
      description: vscode.l10n.t('by name, such as generic/debian12'),
      iconPath: new vscode.ThemeIcon('cloud-download'),
      ask: askForCatalogName,
    },
  ];
  const kind = await vscode.window.showQuickPick(kinds, {
    placeHolder: vscode.l10n.t('Select where to get the box'),
  });
  return kind?.ask();
}

/** Asks whether a box without a version may replace the one that is there: Vagrant would refuse to add it. */
async function replacing({ home }: BoxServices, box: BoxToAdd): Promise<BoxToAdd | undefined> {
  const there = readBoxes(home).filter(({ name, version }) => name === box.name && version === '0');
  if (!there.length) return box;
  const replace = vscode.l10n.t('Replace');
  const agreed = await confirm({
    message: vscode.l10n.t('The box {0} already exists.', box.name),
    detail: vscode.l10n.t(
      'It is for {0}. A new box for the same provider replaces it, and one for another provider is added beside it; machines created from it stay as they are until they are destroyed.',
      there.map(({ provider }) => provider).join(', '),
    ),
    yes: replace,
  });
  return agreed ? { ...box, force: true } : undefined;
}

/**
 * Offers to add boxes that a build has just made, without waiting for the answer.
 * @param files what the build has made, absolute paths; those that are no boxes are left out
 */
export function addBoxFromBuild(files: readonly string[]): void {
  const boxes = files.filter((file) => path.extname(file).toLowerCase() === '.box');
  const [first] = boxes;
  if (first === undefined) return;
  const add = vscode.l10n.t('Add Box…');
  const message =
    boxes.length === 1
      ? vscode.l10n.t('The build created {0}. Add it to Vagrant to use it.', path.basename(first))
      : vscode.l10n.t(
          'The build created {0} boxes: {1}. Add them to Vagrant to use them.',
          boxes.length,
          boxes.map((file) => path.basename(file)).join(', '),
        );
  void notify.information(message, add).then(async (answer) => {
    if (answer === add) await addOneOf(boxes);
  });
}

async function addOneOf(files: readonly string[]): Promise<void> {
  const picks = files.map((file) => ({ label: path.basename(file), description: path.dirname(file), file }));
  const picked =
    picks.length === 1
      ? picks[0]
      : await vscode.window.showQuickPick(picks, { placeHolder: vscode.l10n.t('Select a box to add') });
  if (picked) await vscode.commands.executeCommand('boxwright.vagrant.addBoxFromFile', picked.file);
}
