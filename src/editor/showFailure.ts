import * as vscode from 'vscode';
import { notify } from './notify';
import {
  ToolMissing,
  ToolNotStarted,
  ToolTimedOut,
  WindowsProgram,
  WorkspaceUntrusted,
} from '../tools/toolRunner';
import type { Tool } from '../tools/toolCommand';
import { duration } from './duration';
import { openInWindows } from './openInWindows';
import { toolPathSetting } from './settings';

/** Something went wrong that the user can understand and change: the message is shown as it is. */
export class UserFacingError extends Error {}

const toolNames: Readonly<Record<Tool, string>> = {
  packer: 'Packer',
  vagrant: 'Vagrant',
  VBoxManage: 'VirtualBox (VBoxManage)',
  vmrun: 'VMware (vmrun)',
  powershell: 'Windows PowerShell',
  go: 'Go',
  git: 'Git',
};

const installPages: Readonly<Record<Tool, string>> = {
  packer: 'https://developer.hashicorp.com/packer/install',
  vagrant: 'https://developer.hashicorp.com/vagrant/install',
  VBoxManage: 'https://www.virtualbox.org/wiki/Downloads',
  vmrun: 'https://www.vmware.com/products/desktop-hypervisor/workstation-and-fusion',
  powershell: 'https://learn.microsoft.com/powershell/scripting/install/installing-powershell-on-windows',
  go: 'https://go.dev/dl/',
  git: 'https://git-scm.com/downloads',
};

/** The commands that install tools; each is given the version that is wanted. */
const installCommands: Readonly<Partial<Record<Tool, string>>> = {
  packer: 'boxwright.packer.installPacker',
};

/** What to say of a missing tool. */
export function missingToolMessage(error: ToolMissing): string {
  const { tool, configured, version } = error;
  const name = toolNames[tool];
  if (error instanceof WindowsProgram)
    return vscode.l10n.t(
      '{0} is a program for Windows, which Boxwright does not run from WSL: it could not be stopped, and variables and paths would not reach it. Open the folder in Windows, or install {1} in WSL.',
      error.program,
      name,
    );
  if (version)
    return vscode.l10n.t(
      '{0} {1} is selected in the settings but not installed. Install it, or select another version.',
      name,
      version,
    );
  return configured
    ? vscode.l10n.t(
        '{0} was not found at {1}. Correct the path in the settings, or leave it empty to search PATH.',
        name,
        configured,
      )
    : vscode.l10n.t('{0} was not found. Install it, or set its path in the settings.', name);
}

/** Tells the user why an action did not happen, with what can be done about it. */
export async function showFailure(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  if (error instanceof ToolMissing) {
    const message = missingToolMessage(error);
    log.warn(message);
    const install = installCommands[error.tool];
    await offer(message, [
      ...(error instanceof WindowsProgram ? openInWindows() : []),
      ...(install
        ? [
            [
              vscode.l10n.t('Install {0}', toolNames[error.tool]),
              () => vscode.commands.executeCommand(install, error.version),
            ] as const,
          ]
        : []),
      [
        vscode.l10n.t('Open Settings'),
        () => vscode.commands.executeCommand('workbench.action.openSettings', toolPathSetting(error.tool)),
      ],
      [
        vscode.l10n.t('How to Install'),
        () => vscode.env.openExternal(vscode.Uri.parse(installPages[error.tool])),
      ],
    ]);
  } else if (error instanceof WorkspaceUntrusted) {
    await offer(
      vscode.l10n.t(
        'Boxwright does not run tools in an untrusted workspace, because templates and Vagrantfiles are programs.',
      ),
      [[vscode.l10n.t('Manage Trust'), () => vscode.commands.executeCommand('workbench.trust.manage')]],
    );
  } else if (error instanceof ToolTimedOut) {
    await offer(
      vscode.l10n.t(
        '{0} did not answer within {1} and was ended. Try again, or run it in a terminal to see what it waits for.',
        toolNames[error.tool],
        duration(error.limit),
      ),
      [],
    );
  } else if (error instanceof ToolNotStarted) {
    await offer(vscode.l10n.t('{0} could not be started: {1}', toolNames[error.tool], error.reason), []);
  } else if (error instanceof UserFacingError) {
    await offer(error.message, []);
  } else {
    log.error(error instanceof Error ? error : String(error));
    await offer(
      vscode.l10n.t(
        'Unexpected error in Boxwright: {0}',
        error instanceof Error ? error.message : String(error),
      ),
      [[vscode.l10n.t('Show Log'), () => log.show()]],
    );
  }
}

async function offer(message: string, actions: readonly (readonly [string, () => unknown])[]): Promise<void> {
  const chosen = await notify.error(message, ...actions.map(([title]) => title));
  await actions.find(([title]) => title === chosen)?.[1]();
}
