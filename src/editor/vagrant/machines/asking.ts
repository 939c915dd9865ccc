import * as vscode from 'vscode';
import { VagrantFailure } from '../../../tools/vagrant/vagrantFailure';
import { UserFacingError } from '../../showFailure';

/**
 * Says in the status bar what Vagrant is asked for in the background.
 * @throws UserFacingError with Vagrant's reason, and what `answer` throws otherwise
 */
export async function asking<T>(title: string, answer: Promise<T>): Promise<T> {
  try {
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title },
      () => answer,
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
