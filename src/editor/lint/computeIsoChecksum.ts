import path from 'node:path';
import * as vscode from 'vscode';
import { isNone } from '../../language/fixes/isoChecksum';
import type { Location } from '../../text/location';
import { sha256 } from '../../tools/sha256';
import { editorFiles } from '../editorFiles';
import { signalOf } from '../packer/templates/askPacker';
import { withProgress } from '../notify';
import { UserFacingError } from '../showFailure';
import { Converter } from './convert';

/**
 * Writes the checksum of an ISO into a template.
 * @param at the place of `none` @param iso absolute
 * @throws UserFacingError where the ISO cannot be read, or the template has changed meanwhile
 */
export async function computeIsoChecksum(at: Location, iso: string): Promise<void> {
  const sum = await withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Computing the checksum of {0}…', path.basename(iso)),
      cancellable: true,
    },
    (progress, token) => sumOf(iso, progress, token),
  );
  if (sum === undefined) return;
  const files = editorFiles();
  const text = files.read(at.path)?.slice(at.span.start, at.span.end);
  const edit = new Converter(files).edit([{ ...at, newText: `"sha256:${sum}"` }]);
  if (!isNone(text) || !(await vscode.workspace.applyEdit(edit)))
    throw new UserFacingError(
      vscode.l10n.t(
        '{0} has changed meanwhile. The checksum of {1} is sha256:{2}',
        vscode.workspace.asRelativePath(at.path),
        path.basename(iso),
        sum,
      ),
    );
}

/** @returns undefined when the user has ended it */
async function sumOf(
  iso: string,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<string | undefined> {
  let told = 0;
  const onProgress = (part: number) => {
    const percent = Math.floor(part * 100);
    if (percent === told) return;
    progress.report({ message: `${percent} %`, increment: percent - told });
    told = percent;
  };
  try {
    return await sha256(iso, { signal: signalOf(token), onProgress });
  } catch (error) {
    if (token.isCancellationRequested) return undefined;
    throw new UserFacingError(
      vscode.l10n.t('Cannot read {0}: {1}', iso, error instanceof Error ? error.message : String(error)),
    );
  }
}
