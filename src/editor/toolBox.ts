import path from 'node:path';
import * as vscode from 'vscode';
import { findExecutable } from '../tools/findExecutable';
import { isReleaseVersion } from '../tools/packer/releases/release';
import { programOf } from '../tools/packer/releases/installedPackers';
import { isWindowsProgram, isWsl } from '../tools/wsl';
import { ToolMissing, ToolRunner, WindowsProgram } from '../tools/toolRunner';
import type { Tool } from '../tools/toolCommand';
import { settings } from './settings';

/** The absolute path of a tool's program. @throws ToolMissing */
export function locateTool(tool: Tool): string {
  const configured = settings.toolPath(tool);
  const found = findExecutable(tool, configured);
  const foreign = found === undefined && !configured && isWsl() ? findExecutable(`${tool}.exe`, '') : found;
  // Vagrant itself runs VirtualBox for Windows from WSL.
  if (foreign !== undefined && tool !== 'VBoxManage' && isWindowsProgram(foreign))
    throw new WindowsProgram(tool, foreign);
  if (!found) throw new ToolMissing(tool, configured);
  return found;
}

/**
 * The program of the Packer that runs here. A version from the settings can only be one of those that are installed,
 * whatever a workspace writes there.
 * @param packers the folder of the versions that Boxwright has installed
 * @throws ToolMissing
 */
function locatePacker(packers: string): string {
  const { version } = settings.packer();
  if (!version) return locateTool('packer');
  const found = isReleaseVersion(version) && findExecutable('packer', programOf(packers, version));
  if (!found) throw new ToolMissing('packer', '', version);
  return found;
}

/** Where the versions of Packer are that Boxwright has installed. */
export const packersFolder = ({
  globalStorageUri,
}: Pick<vscode.ExtensionContext, 'globalStorageUri'>): string =>
  path.join(globalStorageUri.fsPath, 'packers');

/** What this part keeps. Absolute. */
export const dscCache = ({ globalStorageUri }: vscode.ExtensionContext): string =>
  path.join(globalStorageUri.fsPath, 'packer-dsc');

/**
 * The runner for this window: by the user's settings, and only where the workspace is trusted.
 * @param packers as for {@link packersFolder}
 */
export const createRunner = (log: vscode.LogOutputChannel, packers: string): ToolRunner =>
  new ToolRunner({
    locate: (tool) => (tool === 'packer' ? locatePacker(packers) : locateTool(tool)),
    isTrusted: () => vscode.workspace.isTrusted,
    log: (line) => log.info(line),
  });
