import path from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord, RunStatus } from '../../../tools/packer/runs/runRecord';
import type { RunStore } from '../../../tools/packer/runs/runStore';
import { activeFile } from '../../activeFile';
import { duration } from '../../duration';
import { UserFacingError } from '../../showFailure';
import { showLog } from '../log/showLog';
import { pickTemplate } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import { statusName } from '../builds/runState';
import type { RunDocuments } from './runDocuments';
import { describeChoices } from './runText';
import { isAmongPaths } from '../../../text/pathKey';

/** Without colors: a quick pick has one for all. */
const icons: Readonly<Record<RunStatus, string>> = {
  running: 'sync',
  succeeded: 'pass',
  failed: 'error',
  cancelled: 'circle-slash',
  abandoned: 'question',
};

interface RunItem extends vscode.QuickPickItem {
  readonly record: RunRecord;
}

const openLogButton = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('output'),
  tooltip: vscode.l10n.t('Open Log'),
});

/**
 * Lists the runs of a template, newest first, and opens the one that is picked. Without a template: those of the open
 * one, or of all where it has none.
 * @throws UserFacingError when there is none
 */
export async function showRunHistory(
  argument: TemplateArgument | undefined,
  store: RunStore,
  documents: RunDocuments,
): Promise<void> {
  const records = await recordsOf(argument, store);
  if (!records.length) throw new UserFacingError(vscode.l10n.t('No runs yet. Build a template first.'));
  const several = new Set(records.map(({ template }) => template)).size > 1;
  const picker = vscode.window.createQuickPick<RunItem>();
  picker.title = several
    ? vscode.l10n.t('Runs of All Templates')
    : vscode.l10n.t('Runs of {0}', path.basename(records[0]?.template ?? ''));
  picker.placeholder = vscode.l10n.t('Select a run to show');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = records.map((record) => itemOf(record, several));
  await new Promise<void>((resolve, reject) => {
    const done = (opened: Promise<void>) => {
      picker.hide();
      opened.then(resolve, reject);
    };
    picker.onDidAccept(() => {
      const [picked] = picker.selectedItems;
      if (picked) done(documents.show(picked.record.id));
    });
    picker.onDidTriggerItemButton(({ item }) => {
      if (item.record.log !== undefined) done(showLog(item.record.log));
    });
    picker.onDidHide(() => {
      picker.dispose();
      resolve();
    });
    picker.show();
  });
}

async function recordsOf(argument: TemplateArgument | undefined, store: RunStore): Promise<RunRecord[]> {
  if (argument) {
    const template = await pickTemplate(argument);
    return template ? store.list(template.path) : [];
  }
  const all = store.list();
  const open = activeFile()?.fsPath;
  const own = all.filter(
    ({ template }) => open !== undefined && isAmongPaths(template, [open, path.dirname(open)]),
  );
  return own.length ? own : all;
}

function itemOf(record: RunRecord, several: boolean): RunItem {
  const { status, began, ended, packerVersion, commit, choices, template } = record;
  const when = new Date(began).toLocaleString(vscode.env.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const took = duration((ended ?? Date.now()) - began);
  const details = [
    several ? vscode.workspace.asRelativePath(template) : '',
    packerVersion === undefined ? '' : vscode.l10n.t('Packer {0}', packerVersion),
    commit === undefined ? '' : vscode.l10n.t('commit {0}', commit.slice(0, 8)),
    describeChoices(choices),
  ];
  return {
    label: `${statusName(status)} · ${took}`,
    iconPath: new vscode.ThemeIcon(icons[status]),
    description: when,
    detail: details.filter(Boolean).join(' · '),
    buttons: record.log === undefined ? [] : [openLogButton()],
    record,
  };
}
