import path from 'node:path';
import * as vscode from 'vscode';
import { plural } from '../../plural';
import { planLenses } from '../../../language/vagrantfile/planLenses';
import type { PlannedLens } from '../../../language/vagrantfile/planLenses';
import { editorFiles } from '../../editorFiles';
import { loadReader } from '../../../lint/loadVagrantfile';
import { SourceText } from '../../../text/sourceText';
import { folderKey, machinesOfFolder } from '../../../tools/vagrant/knownMachines';
import type { KnownMachine } from '../../../tools/vagrant/knownMachines';
import { dataFolder, readLocalMachines } from '../../../tools/vagrant/readLocalMachines';
import { readMachines } from '../../../tools/vagrant/readMachines';
import { toRange } from '../../lint/convert';
import type { WatchedFiles } from '../../watchedFiles';
import type { RunningTasks } from '../machines/tasks/runningTasks';
import type { MachineTarget } from '../machines/commands/selection';
import type { ProvisionTarget } from '../machines/commands/provision';
import { stateIcons, stateWord } from '../machines/view/stateWords';
import { isFoundByVagrant } from '../machines/status/vagrantfiles';
import { watchMachines } from '../machines/status/watchMachines';

/** Over each machine of a Vagrantfile its state and what can be done with it, over each provisioner Run. */
export class MachineLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly subscriptions: vscode.Disposable[] = [this.changed];
  private watching = false;

  constructor(
    /** The folder of vagrantHome(). */
    private readonly home: string,
    private readonly running: Pick<RunningTasks, 'on' | 'onDidChange'>,
    private readonly files: WatchedFiles,
  ) {}

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const { uri } = document;
    if (!isFoundByVagrant(uri) || !vscode.workspace.getWorkspaceFolder(uri)) return [];
    this.watch();
    const text = document.getText();
    const read = await loadReader();
    const vagrantfile = read(new SourceText(uri.fsPath, text), editorFiles());
    const folder = path.dirname(uri.fsPath);
    const known = machinesOfFolder({
      folder,
      vagrantfile,
      local: readLocalMachines(dataFolder(folder)),
      indexed: readMachines(this.home).filter((one) => folderKey(one.folder) === folderKey(folder)),
      asked: undefined,
      boxes: [],
    });
    const busy = (name: string) => this.running.on(folder, name)?.command;
    return planLenses(vagrantfile, known, busy).map((lens) => {
      const { start } = lens.span;
      return new vscode.CodeLens(toRange(document, { start, end: start }), commandOf(lens, folder));
    });
  }

  /** From the first Vagrantfile that is shown: machines come and go, and Vagrant writes down what it sees of them. */
  private watch(): void {
    if (this.watching) return;
    this.watching = true;
    const changed = () => this.changed.fire();
    this.subscriptions.push(watchMachines(this.files, this.home, changed), this.running.onDidChange(changed));
  }
}

type MachineLens = PlannedLens<KnownMachine>;

function commandOf(lens: MachineLens, folder: string): vscode.Command {
  switch (lens.kind) {
    case 'state':
      return {
        title: stateTitle(lens),
        tooltip: vscode.l10n.t('Show it in the Machines view'),
        command: 'boxwright.machines.focus',
      };
    case 'many':
      return {
        title: plural(
          lens.count,
          vscode.l10n.t('{0} machine, {1} running', lens.count, lens.running),
          vscode.l10n.t('{0} machines, {1} running', lens.count, lens.running),
        ),
        tooltip: vscode.l10n.t('Show them in the Machines view'),
        command: 'boxwright.machines.focus',
      };
    case 'run': {
      const { machine, provisioner } = lens;
      const target: ProvisionTarget = {
        folder,
        ...(machine !== undefined && { machine }),
        provisioners: [provisioner],
      };
      return { title: runTitle(lens), command: 'boxwright.vagrant.provision', arguments: [target] };
    }
    default: {
      const target: MachineTarget = { folder, machine: lens.machine };
      const title = actionTitle(lens.kind);
      return {
        title: lens.named ? vscode.l10n.t('{0} {1}', title, lens.machine) : title,
        command: `boxwright.vagrant.${lens.kind}`,
        arguments: [target],
      };
    }
  }
}

const stateTitle = ({ machine, busy }: Extract<MachineLens, { kind: 'state' }>): string =>
  busy === undefined
    ? `$(${stateIcons[machine.kind]}) ${vscode.l10n.t('{0}: {1}', machine.name, stateWord(machine))}`
    : `$(loading~spin) ${vscode.l10n.t('{0}: vagrant {1} is running', machine.name, busy)}`;

const runTitle = ({ provisioner, others, named, machine }: Extract<MachineLens, { kind: 'run' }>): string => {
  if (others) return `$(play) ${vscode.l10n.t('Run all of type {0}', provisioner)}`;
  return `$(play) ${named ? vscode.l10n.t('Run on {0}', machine ?? '') : vscode.l10n.t('Run')}`;
};

function actionTitle(kind: 'up' | 'ssh' | 'provision'): string {
  switch (kind) {
    case 'up':
      return vscode.l10n.t('Up');
    case 'ssh':
      return vscode.l10n.t('SSH');
    case 'provision':
      return vscode.l10n.t('Provision…');
  }
}
