import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { foundPlugins } from '../../../../tools/packer/plugins/foundPlugins';
import type { FoundPlugin } from '../../../../tools/packer/plugins/foundPlugins';
import type { ThisPacker } from '../../../../tools/packer/dsc/packerDsc';
import { pluginPlaces } from '../../../../tools/packer/plugins/pluginPlaces';
import { programTarget } from '../../../../tools/packer/plugins/target';
import type { EditorServices } from '../../../part';
import { UserFacingError } from '../../../showFailure';

/** The Packer that would run. @throws ToolMissing, WorkspaceUntrusted, UserFacingError for one that tells no version */
export async function thisPacker({
  runner,
  versions,
}: Pick<EditorServices, 'runner' | 'versions'>): Promise<ThisPacker> {
  const executable = runner.executable('packer');
  const version = await versions.current();
  if (version === undefined)
    throw new UserFacingError(
      vscode.l10n.t('{0} does not report its version, so it is unknown which plugins it loads.', executable),
    );
  return { version, executable, target: programTarget(executable) };
}

/** All plugins on this machine that are for every project. */
export const allPlugins = ({ version, executable, target }: ThisPacker): FoundPlugin[] =>
  foundPlugins(version, pluginPlaces(version, executable, [homedir()]), target);
