import * as vscode from 'vscode';
import { afterOthers } from '../../afterOthers';
import { withProgress } from '../../notify';
import { githubRefusal, withGithubToken } from '../../../tools/packer/plugins/githubToken';
import type { ToolCommand } from '../../../tools/toolCommand';
import type { EditorServices } from '../../part';
import { askPacker, signalOf } from '../templates/askPacker';
import type { Question } from '../templates/askPacker';
import { askForGithubToken, githubToken } from './githubTokenStore';

/** What plugins are downloaded with. */
export type DownloadServices = Pick<EditorServices, 'runner' | 'context'>;

/**
 * Runs a command of Packer that downloads plugins, with the GitHub token that is kept. Where GitHub refuses, asks for a token
 * and tries again.
 * @param title shown while it runs
 * @returns what the command gives; undefined when the user stops it, or has no token
 * @throws UserFacingError when Packer refuses or is too old; ToolMissing, WorkspaceUntrusted
 */
export async function downloadPlugins<T>(
  { runner, context: { secrets } }: DownloadServices,
  command: ToolCommand<T>,
  question: Question,
  title: string,
): Promise<T | undefined> {
  for (;;) {
    const token = await githubToken(secrets);
    let reason = '';
    let stopped = false;
    try {
      return await afterOthers(
        'packer plugins',
        title,
        () =>
          withProgress(
            { location: vscode.ProgressLocation.Notification, title, cancellable: true },
            async (_progress, cancellation) => {
              cancellation.onCancellationRequested(() => (stopped = true));
              const failed = (why: string) => question.failed((reason = why));
              return askPacker(
                runner,
                withGithubToken(command, token),
                { ...question, failed },
                signalOf(cancellation),
              );
            },
          ) as Promise<T>,
      );
    } catch (error) {
      if (stopped) return undefined;
      const refusal = githubRefusal(reason);
      if (!refusal || !(error instanceof Error)) throw error;
      if (!(await askForGithubToken(refusal, error.message, secrets))) return undefined;
    }
  }
}
