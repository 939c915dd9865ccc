import * as vscode from 'vscode';
import type { Part, EditorServices } from '../../part';
import { packersFolder } from '../../toolBox';
import type { MissingPackerItem } from './missingPacker';
import type { PackerServices } from './packerServices';

/** Versions of Packer: installing, removing, and which one runs. */
export interface ReleasesPart extends Part {
  /** A version was installed or removed. */
  readonly onDidChange: vscode.Event<void>;
  /**
   * Accepts what is signed with another key instead of HashiCorp's. There in tests of the extension alone: nothing that
   * a workspace, a setting or an environment has can change whom Boxwright trusts.
   */
  readonly trustReleaseKey: ((armored: string) => void) | undefined;
}

/** @param isBuilding whether a build of this window runs, with a Packer that must stay */
export function releasesPart(
  { context, log, runner }: EditorServices,
  isBuilding: () => boolean,
): ReleasesPart {
  let key: string | undefined;
  const changed = new vscode.EventEmitter<void>();
  const services: PackerServices = {
    runner,
    log,
    folder: packersFolder(context),
    trustedKey: () => key,
    changed: () => changed.fire(),
    isBuilding,
  };
  return {
    onDidChange: changed.event,
    trustReleaseKey:
      context.extensionMode === vscode.ExtensionMode.Test ? (armored) => void (key = armored) : undefined,
    commands: {
      // Loaded when they are wanted: an installation is a rare thing.
      'boxwright.packer.installPacker': async (wanted?: string | MissingPackerItem) =>
        (await import('./installPacker')).installPacker(
          services,
          (typeof wanted === 'object' ? wanted.version : wanted) ?? '',
        ),
      'boxwright.packer.selectPacker': async () => (await import('./selectPacker')).selectPacker(services),
      'boxwright.packer.removePacker': async (version?: string) =>
        (await import('./removeVersion')).removeVersion(services, version),
    },
    disposables: [changed],
  };
}
