import path from 'node:path';
import * as vscode from 'vscode';
import { foreignGlob } from '../../pipeline/paths/skippedFolders';
import { isDefaultVagrantfile } from '../../tools/vagrant/defaultVagrantfile';
import { hasBoxes } from '../../tools/vagrant/readBoxes';
import { readMachines } from '../../tools/vagrant/readMachines';
import { setAvailable } from '../availability';
import type { WatchedFiles } from '../watchedFiles';
import { vagrantfileGlob } from './machines/status/vagrantfiles';
import { missingVagrant } from './missingVagrant';

/** What the availability of Vagrant's views and commands is found out from. */
interface Inputs {
  /** The folder of vagrantHome(). */
  readonly home: string;
  readonly files: Pick<WatchedFiles, 'onDidChange'>;
  /** A view has noticed a change on the disk. */
  readonly changes: readonly vscode.Event<unknown>[];
}

/** Follows whether there is a Vagrant, a Vagrantfile, a machine or a box. Runs nothing. */
export class VagrantAvailability implements vscode.Disposable {
  private readonly subscriptions: readonly vscode.Disposable[];
  /** Undefined until the workspace was searched. */
  private hasVagrantfiles: boolean | undefined;
  private isDisposed = false;

  constructor(private readonly inputs: Inputs) {
    const search = () => void this.search();
    const look = () => this.look();
    this.subscriptions = [
      ...inputs.changes.map((changed) => changed(look)),
      inputs.files.onDidChange(({ came, gone }) => {
        if ([...came].some(isDefaultVagrantfile) || [...gone].some(mayHoldVagrantfile)) search();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(search),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('boxwright.vagrant.path')) look();
      }),
      // Boxes and machines come and go outside of this window, too.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) look();
      }),
    ];
    // Where there is a Vagrant, its views need not wait for the search.
    if (hasProgram()) setAvailable('vagrant', true);
    // Not while the editor waits for the extension to be there.
    setImmediate(search);
  }

  dispose(): void {
    this.isDisposed = true;
    for (const one of this.subscriptions) one.dispose();
  }

  private async search(): Promise<void> {
    const [found] = await vscode.workspace.findFiles(vagrantfileGlob, foreignGlob, 1);
    if (this.isDisposed) return;
    this.hasVagrantfiles = found !== undefined;
    this.look();
  }

  private look(): void {
    if (this.hasVagrantfiles === undefined) return;
    const { home } = this.inputs;
    setAvailable('vagrantfiles', this.hasVagrantfiles);
    setAvailable('vagrant', this.hasVagrantfiles || hasProgram());
    setAvailable('machines', this.hasVagrantfiles || readMachines(home).length > 0);
    setAvailable('boxes', hasBoxes(home));
  }
}

const hasProgram = (): boolean => missingVagrant() === undefined;

/** What is gone may be a folder. */
const mayHoldVagrantfile = (gone: string): boolean => isDefaultVagrantfile(gone) || !path.extname(gone);
