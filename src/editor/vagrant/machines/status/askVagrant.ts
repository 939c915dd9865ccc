import * as vscode from 'vscode';
import { withProgress } from '../../../notify';
import type { ToolCommand } from '../../../../tools/toolCommand';
import type { ToolRunner } from '../../../../tools/toolRunner';
import { VagrantFailure } from '../../../../tools/vagrant/vagrantFailure';
import { UserFacingError } from '../../../showFailure';
import { responseTimeoutMs } from './statusRefresher';

/** Asks Vagrant for the user: not while it is asked something else. @throws as {@link askVagrant} */
export type AskVagrant = <T>(command: ToolCommand<T>) => Promise<T>;

/** @throws VagrantFailure also when Vagrant has not answered in time, and what ToolRunner.run() throws otherwise */
export async function askVagrant<T>(runner: ToolRunner, command: ToolCommand<T>): Promise<T> {
  const signal = AbortSignal.timeout(responseTimeoutMs);
  try {
    return await runner.run(command, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new VagrantFailure(
      vscode.l10n.t(
        "Vagrant did not respond for {0} seconds and was ended. Check whether the machine's provider works.",
        responseTimeoutMs / 1000,
      ),
      undefined,
      undefined,
    );
  }
}

/**
 * Says in the status bar what Vagrant is asked for in the background.
 * @throws UserFacingError with Vagrant's reason, and what `response` throws otherwise
 */
export async function whileAsking<T>(title: string, response: Promise<T>): Promise<T> {
  try {
    return await withProgress({ location: vscode.ProgressLocation.Window, title }, () => response);
  } catch (error) {
    throw error instanceof VagrantFailure ? new UserFacingError(reason(error)) : error;
  }
}

/** What Vagrant says, and where a Vagrantfile is the reason. */
export function reason({ message, place }: VagrantFailure): string {
  if (!place) return message;
  return `${place.file}${place.line === undefined ? '' : `:${place.line}`}: ${message}`;
}
