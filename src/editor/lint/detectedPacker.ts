import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { PackerInUse } from '../../rules/packerInUse';
import { installedPlugins, releasesByAddress } from '../../tools/packer/plugins/installedPlugins';
import type { PackerVersions } from '../../tools/packer/packerVersions';
import { pluginFolders } from '../../tools/packer/plugins/pluginFolders';
import { programTarget } from '../../tools/packer/plugins/target';
import type { ToolRunner } from '../../tools/toolRunner';
import { changesPacker } from '../settings';
import { PathSet } from '../../text/pathMap';

/** The Packer of this machine as rules go by it. It is looked for once a rule asks, and never where nothing may run. */
export class DetectedPacker implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Another one is known now. */
  readonly onDidChange = this.changed.event;
  private found: PackerInUse | undefined;
  private asked = false;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly runner: ToolRunner,
    private readonly versions: PackerVersions,
  ) {
    this.subscriptions = [
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.refresh()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (changesPacker(change)) this.refresh();
      }),
    ];
  }

  dispose(): void {
    for (const one of [...this.subscriptions, this.changed]) one.dispose();
  }

  /** Undefined also before it was found: `onDidChange` tells when it is. */
  get known(): PackerInUse | undefined {
    return this.found;
  }

  /** Somebody wants to know: looks for it, unless that was done already. */
  look(): void {
    if (this.asked) return;
    this.asked = true;
    void this.update();
  }

  /** Looks again, if anybody wants to know. */
  refresh(): void {
    if (this.asked) void this.update();
  }

  private async update(): Promise<void> {
    const found = await this.find().catch(() => undefined);
    if (JSON.stringify(found) === JSON.stringify(this.found)) return;
    this.found = found;
    this.changed.fire();
  }

  /** @throws ToolMissing, WorkspaceUntrusted */
  private async find(): Promise<PackerInUse | undefined> {
    const executable = this.runner.executable('packer');
    const version = await this.versions.current();
    if (version === undefined) return undefined;
    const cwds = vscode.workspace.workspaceFolders?.map(({ uri }) => uri.fsPath) ?? [homedir()];
    const folders = cwds.flatMap((cwd) => pluginFolders(version, executable, cwd));
    const plugins = installedPlugins(version, [...new PathSet(folders)], programTarget(executable));
    return {
      version,
      plugins: [...new Set(plugins.map(({ name }) => name))].sort(),
      releases: releasesByAddress(plugins),
    };
  }
}
