import * as vscode from 'vscode';
import type { ToolCommand } from '../../../../tools/toolCommand';
import type { ToolRunner } from '../../../../tools/toolRunner';
import { VagrantFailure } from '../../../../tools/vagrant/vagrantFailure';
import { UserFacingError } from '../../../showFailure';
import { patience } from './askStatus';

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

/** @throws VagrantFailure also when Vagrant has not answered in time, and what ToolRunner.run() throws otherwise */
export async function answer<T>(runner: ToolRunner, question: ToolCommand<T>): Promise<T> {
  const signal = AbortSignal.timeout(patience);
  try {
    return await runner.run(question, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new VagrantFailure(
      vscode.l10n.t(
        'Vagrant has not answered for {0} seconds and was ended. See whether the machine’s provider works.',
        patience / 1000,
      ),
      undefined,
      undefined,
    );
  }
}

/** What Vagrant says, and where a Vagrantfile is the reason. */
export function reason({ message, place }: VagrantFailure): string {
  if (!place) return message;
  return `${place.file}${place.line === undefined ? '' : `:${place.line}`}: ${message}`;
}
