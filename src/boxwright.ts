import path from 'node:path';
import * as vscode from 'vscode';
import { turns } from './editor/afterOthers';
import { languagePart } from './editor/language/languagePart';
import { packerLanguagePart } from './editor/language/packer/packerLanguagePart';
import { DetectedPacker } from './editor/lint/detectedPacker';
import { lintPart } from './editor/lint/lintPart';
import type { LintStatus } from './editor/lint/lintStatus';
import { LiveLint } from './editor/lint/liveLint';
import { lastValues } from './editor/packer/builds/choices/lastValues';
import { packerPart } from './editor/packer/packerPart';
import type { PackerPluginItem } from './editor/packer/plugins/pluginItems';
import type { RunStatusItem } from './editor/packer/history/runStatusItem';
import type { TemplatesItem } from './editor/packer/templatesView/templateItem';
import { Validation } from './editor/packer/validation/validation';
import { pages } from './editor/multiStepInput';
import { register } from './editor/part';
import { createRunner, dscCache, packersFolder } from './editor/toolBox';
import { WatchedFiles } from './editor/watchedFiles';
import type { BoxesView } from './editor/vagrant/boxes/boxesView';
import type { MachinesView } from './editor/vagrant/machines/view/machinesView';
import type { PluginItem } from './editor/vagrant/plugins/pluginItems';
import { PackerVersions } from './tools/packer/packerVersions';
import type { BuildClaims } from './tools/packer/runs/buildClaims';
import type { RunStore } from './tools/packer/runs/runStore';
import { tidyUp } from './tools/tidyUp';
import { vagrantPart } from './editor/vagrant/vagrantPart';

/** What other extensions get of this one. */
export interface Exports {
  readonly boxes: BoxesView;
  readonly vagrantPlugins: vscode.TreeDataProvider<PluginItem>;
  readonly machines: MachinesView;
  readonly vagrantLenses: Pick<vscode.CodeLensProvider, 'onDidChangeCodeLenses'>;
  readonly templates: vscode.TreeDataProvider<TemplatesItem>;
  readonly packerPlugins: vscode.TreeDataProvider<PackerPluginItem>;
  readonly lintStatus: Pick<LintStatus, 'item'>;
  /** The builds of this workspace. */
  readonly runs: Pick<RunStore, 'list'>;
  /** What is being built on this computer. */
  readonly claims: Pick<BuildClaims, 'take' | 'release'>;
  readonly runStatus: Pick<RunStatusItem, 'item'>;
  /** Accepts what is signed with another key than HashiCorp's; undefined but in tests of the extension. */
  readonly trustReleaseKey: ((armored: string) => void) | undefined;
  /** What the user is being asked. */
  readonly pages: typeof pages;
  /** What it keeps, and where; undefined but in tests of the extension. */
  readonly kept:
    | Pick<
        vscode.ExtensionContext,
        'globalState' | 'workspaceState' | 'globalStorageUri' | 'storageUri' | 'logUri'
      >
    | undefined;
  /** What windows that were killed have left is removed, as far as it can be. */
  readonly tidied: Promise<void>;
}

/** Builds the parts and connects them. */
export function activate(context: vscode.ExtensionContext): Exports {
  const log = vscode.window.createOutputChannel('Boxwright', { log: true });
  lastValues.keepIn(context.workspaceState);
  turns.keepIn(path.join(context.globalStorageUri.fsPath, 'installations'));
  const runner = createRunner(log, packersFolder(context));
  const files = new WatchedFiles();
  const shared = {
    context,
    log,
    runner,
    versions: new PackerVersions(runner, (reason) => log.warn(reason)),
    files,
  };
  const validation = new Validation(runner, shared.versions, files);
  const detected = new DetectedPacker(runner, shared.versions);
  const liveLint = new LiveLint(log, validation, detected);
  const lint = lintPart(shared, liveLint);
  const packer = packerPart(shared, validation, liveLint);
  const vagrant = vagrantPart(shared);
  context.subscriptions.push(
    log,
    turns,
    files,
    liveLint,
    validation,
    detected,
    ...[lint, packer, vagrant, languagePart(liveLint), packerLanguagePart(liveLint)].flatMap((part) =>
      register(part, shared),
    ),
  );
  return {
    kept: context.extensionMode === vscode.ExtensionMode.Test ? context : undefined,
    // Nobody waits for it.
    tidied: tidyUp({ packers: packersFolder(context), dsc: dscCache(context) }, (reason) => log.warn(reason)),
    boxes: vagrant.boxes,
    templates: packer.templates,
    packerPlugins: packer.plugins,
    lintStatus: lint.status,
    runs: packer.runs,
    claims: packer.claims,
    runStatus: packer.runStatus,
    trustReleaseKey: packer.trustReleaseKey,
    pages,
    vagrantPlugins: vagrant.plugins,
    machines: vagrant.machines.view,
    vagrantLenses: vagrant.lenses,
  };
}
