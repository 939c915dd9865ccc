import * as vscode from 'vscode';
import { vagrantHome } from '../../tools/vagrant/vagrantHome';
import type { Part, Shared } from '../part';
import { addBox, removeBox } from './boxCommands';
import { BoxesView } from './boxesView';
import type { BoxItem } from './boxesView';
import { vagrantProvision, vagrantUp } from './machineCommands';

/** Vagrant in the editor: boxes and machines. */
export function vagrantPart({ runner }: Shared): Part & { readonly boxes: BoxesView } {
  const home = vagrantHome();
  const boxes = new BoxesView(home);
  return {
    boxes,
    commands: {
      'boxwright.vagrant.up': (uri?: vscode.Uri) => vagrantUp(uri, runner),
      'boxwright.vagrant.provision': (uri?: vscode.Uri) => vagrantProvision(uri, runner),
      'boxwright.vagrant.addBox': () => addBox(runner),
      'boxwright.vagrant.removeBox': (item?: BoxItem) =>
        removeBox(item?.kind === 'box' ? item.box : undefined, home, runner),
      'boxwright.vagrant.refreshBoxes': () => boxes.refresh(),
    },
    disposables: [
      boxes,
      vscode.window.registerTreeDataProvider('boxwright.boxes', boxes),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('boxwright.vagrant')) boxes.refresh();
      }),
    ],
  };
}
