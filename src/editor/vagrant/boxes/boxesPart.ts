import * as vscode from 'vscode';
import type { Command, Part, EditorServices } from '../../part';
import type { BoxItem } from './boxItems';
import type { BoxServices } from './boxServices';
import { BoxSizes } from './boxSizes';
import { BoxesView } from './boxesView';
import { NewerBoxes } from './newerBoxes';
import { givenBoxes, pickBoxes } from './pickBoxes';

/** The Boxes view and what can be done with boxes. @param home the folder of vagrantHome() */
export function boxesPart(
  { context, log, runner }: EditorServices,
  home: string,
): Part & { readonly boxes: BoxesView } {
  const sizes = new BoxSizes();
  const newer = new NewerBoxes(runner, context.globalState, home, log);
  const boxes = new BoxesView(home, sizes, newer);
  const tree = vscode.window.createTreeView('boxwright.boxes', {
    treeDataProvider: boxes,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const refresh = () => boxes.refresh();
  return {
    boxes,
    commands: boxCommandTable({ runner, home, sizes, newer, memory: context.workspaceState, refresh }),
    disposables: [
      boxes,
      newer,
      tree,
      tree.onDidChangeVisibility(({ visible }) => boxes.setVisible(visible)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('boxwright.vagrant')) refresh();
      }),
    ],
  };
}

/** Loaded with the first command. */
const boxCommands = () => import('./boxCommands');

/** A tree gives the item of the menu, then all that are selected; the palette gives nothing. */
const boxCommandTable = (services: BoxServices): Record<string, Command> => ({
  'boxwright.vagrant.addBox': async () => (await boxCommands()).addBox(services),
  'boxwright.vagrant.addBoxFromFile': async (given?: string | vscode.Uri) => {
    services.runner.executable('vagrant');
    const file =
      given instanceof vscode.Uri ? given.fsPath : (given ?? (await (await boxCommands()).askForFile()));
    if (file !== undefined) await (await boxCommands()).addBox(services, file);
  },
  'boxwright.vagrant.removeBox': async (item?: BoxItem, selected?: BoxItem[]) => {
    services.runner.executable('vagrant');
    const boxes = givenBoxes(item, selected);
    const { removeBoxes } = await boxCommands();
    await removeBoxes(
      services,
      boxes.length ? boxes : await pickBoxes(services.home, vscode.l10n.t('Select boxes to remove')),
    );
  },
  'boxwright.vagrant.updateBox': async (item?: BoxItem, selected?: BoxItem[]) =>
    (await boxCommands()).updateBoxes(services, givenBoxes(item, selected)),
  'boxwright.vagrant.checkBoxes': async () => (await boxCommands()).checkBoxes(services),
  'boxwright.vagrant.pruneBoxes': async () => (await boxCommands()).pruneBoxes(services),
  'boxwright.vagrant.repackageBox': async (item?: BoxItem) =>
    (await boxCommands()).repackageBox(services, givenBoxes(item)[0]),
  'boxwright.vagrant.useBox': async (item?: BoxItem) =>
    (await boxCommands()).useBox(services.home, givenBoxes(item)[0]),
  'boxwright.vagrant.copyBoxName': async (item?: BoxItem, selected?: BoxItem[]) =>
    (await boxCommands()).copyBoxName(services.home, givenBoxes(item, selected)),
  'boxwright.vagrant.refreshBoxes': () => services.refresh(),
});
