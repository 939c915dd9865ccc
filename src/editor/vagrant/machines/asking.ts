import * as vscode from 'vscode';
import { VagrantFailure } from '../../../tools/vagrant/vagrantFailure';
import { UserFacingError } from '../../showFailure';
import type { MachineServices } from './machineServices';

/**
 * Says in the status bar what Vagrant is asked for in the background.
 * @throws UserFacingError with Vagrant's reason, and what `ask` throws otherwise
 */
export async function asking<T>(
  { quietly }: Pick<MachineServices, 'quietly'>,
  title: string,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      quietly(ask),
    );
  } catch (error) {
    throw error instanceof VagrantFailure ? new UserFacingError(reason(error)) : error;
  }
}

/** What Vagrant says, and where a Vagrantfile is the reason. */
export function reason({ message, place }: VagrantFailure): string {
  if (!place) return message;
  return `${place.file}${place.line === undefined ? '' : `:${place.line}`}: ${message}`;
}
