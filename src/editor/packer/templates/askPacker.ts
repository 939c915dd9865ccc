import * as vscode from 'vscode';
import { capabilities, sinceVersion } from '../../../pipeline/packer/capabilities';
import type { Capability } from '../../../pipeline/packer/capabilities';
import { PackerFailure } from '../../../tools/packer/commands/packerFailure';
import type { PackerVersions } from '../../../tools/packer/packerVersions';
import type { ToolCommand } from '../../../tools/toolCommand';
import type { ToolRunner } from '../../../tools/toolRunner';
import { UserFacingError } from '../../showFailure';

/** A question to Packer, and what is said when it has no answer. */
export interface Question {
  /** What Packer has to be able to do, and who knows how old it is. */
  readonly needs?: { readonly capability: Capability; readonly versions: PackerVersions };
  /** Says what failed; it is given the reason, in Packer's words. */
  readonly failed: (reason: string) => string;
}

/**
 * Runs Packer and shows meanwhile that it does.
 * @param title shown while it runs; none for what is over at once
 * @throws UserFacingError when Packer refuses or is too old; ToolMissing, WorkspaceUntrusted
 */
export async function askPacker<T>(
  runner: ToolRunner,
  command: ToolCommand<T>,
  { needs, failed }: Question,
  signal?: AbortSignal,
): Promise<T> {
  try {
    return await runner.run(command, signal);
  } catch (error) {
    if (!(error instanceof PackerFailure)) throw error;
    // Only a Packer that refuses is asked how old it is: most do not.
    const found = await needs?.versions.current();
    if (needs && !capabilities(found)[needs.capability])
      throw new UserFacingError(
        vscode.l10n.t(
          'Packer {0} cannot do this: it needs Packer {1} or newer. Install a newer version, or set its path in the settings.',
          found ?? '',
          sinceVersion(needs.capability),
        ),
      );
    throw new UserFacingError(failed(error.message));
  }
}

/** Ends with the token. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
