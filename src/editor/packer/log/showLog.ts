import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { notify } from '../../notify';
import { rotatedLogs } from '../../../tools/packer/runs/rotateLog';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import type { RunStore } from '../../../tools/packer/runs/runStore';
import { ago } from '../../ago';
import { describeBytes } from '../../sizes';
import { settings } from '../../settings';
import { UserFacingError } from '../../showFailure';
import { describeRun } from '../builds/runState';
import { largestColored } from './logEnds';
import { withLogLanguage } from './logLanguage';
import { endUri } from './logPathOf';

/** A log that can be opened. */
interface KnownLog {
  readonly path: string;
  /** The run that wrote it, where that is known. */
  readonly record: RunRecord | undefined;
  /** Milliseconds since 1970. */
  readonly written: number;
  /** Bytes. */
  readonly size: number;
}

/**
 * Opens a log in an editor. Of one that is too large for colors and outline the user chooses between all and its end.
 * @param line to show, from 0 @throws UserFacingError when the log is gone
 */
export async function showLog(log: string, line?: number): Promise<void> {
  const size = statSync(log, { throwIfNoEntry: false })?.size;
  if (size === undefined)
    throw new UserFacingError(
      vscode.l10n.t('The log {0} no longer exists.', vscode.workspace.asRelativePath(log)),
    );
  if (size > largestColored) return showLargeLog(log, size);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(log));
  await vscode.window.showTextDocument(await withLogLanguage(document), {
    preview: false,
    ...(line !== undefined && { selection: new vscode.Range(line, 0, line, 0) }),
  });
}

async function showLargeLog(log: string, size: number): Promise<void> {
  const end = vscode.l10n.t('Open End');
  const all = vscode.l10n.t('Open All');
  const chosen = await notify.information(
    vscode.l10n.t(
      '{0} has {1}, and VS Code shows files of this size without colors, folding and outline. Open only its end to have them.',
      path.basename(log),
      describeBytes(size),
    ),
    end,
    all,
  );
  if (chosen === end) await showEnd(log);
  // Extensions can't read documents of this size, so that they are opened past them.
  else if (chosen === all) await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(log));
}

/** Opens the last part of a log. @throws Error of the file system */
async function showEnd(log: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(endUri(log));
  await vscode.window.showTextDocument(await withLogLanguage(document), { preview: false });
}

/** The logs of a template's runs, newest first. @param folder that of the template @param template its path */
export function logsOf(template: string, folder: string, store: RunStore): KnownLog[] {
  const usual = path.resolve(folder, settings.logFile(vscode.Uri.file(template)));
  const records = store.list(template);
  // What lies where another template's builds may write as well is not taken for this one's.
  const known = new Set(store.list().flatMap(({ log }) => log ?? []));
  const beside = [usual, ...rotatedLogs(usual)].filter((log) => !known.has(log));
  return [
    ...records.flatMap((record) => (record.log === undefined ? [] : logAt(record.log, record))),
    ...beside.flatMap((log) => logAt(log)),
  ].sort((one, other) => other.written - one.written);
}

/** The logs of all runs of the workspace, newest first. */
export const allLogs = (store: RunStore): KnownLog[] =>
  store.list().flatMap((record) => (record.log === undefined ? [] : logAt(record.log, record)));

function logAt(log: string, record?: RunRecord): KnownLog[] {
  const stats = existsSync(log) ? statSync(log) : undefined;
  return stats?.isFile() ? [{ path: log, record, written: stats.mtimeMs, size: stats.size }] : [];
}

/**
 * Lets the user choose a log; the only one is taken at once.
 * @returns undefined when the user picks none @throws UserFacingError when there is none
 */
export async function pickLog(logs: readonly KnownLog[]): Promise<string | undefined> {
  if (!logs.length) throw new UserFacingError(vscode.l10n.t('No log yet. Build a template first.'));
  if (logs.length === 1) return logs[0]?.path;
  const picked = await vscode.window.showQuickPick(
    logs.map((log) => ({
      label: vscode.workspace.asRelativePath(log.path),
      description: [log.record ? describeRun(log.record) : ago(log.written), describeBytes(log.size)].join(
        ' · ',
      ),
      ...(log.record && { detail: vscode.workspace.asRelativePath(log.record.template) }),
      log,
    })),
    { placeHolder: vscode.l10n.t('Select a log to open'), matchOnDescription: true, matchOnDetail: true },
  );
  return picked?.log.path;
}
