import * as vscode from 'vscode';
import type { SettingInfo, SettingTable } from '../../../pipeline/vagrantfile/settings/settingTable';

/** Type, unit and default of a setting, in a line. */
export function settingFacts({ type, unit, default: given, call }: SettingInfo): string {
  if (call !== undefined || type === 'part') return '';
  const facts = [
    type,
    unit,
    given === undefined ? vscode.l10n.t('not set by default') : vscode.l10n.t('default {0}', given),
  ];
  return facts.filter(Boolean).join(' · ');
}

/** What a setting does, for the box beside a list or under the mouse. */
export function describeSetting(setting: SettingInfo, { from, page }: SettingTable): vscode.MarkdownString {
  const { meaning, since, instead } = setting;
  const text = new vscode.MarkdownString().appendText(meaning);
  if (instead) text.appendMarkdown('\n\n').appendText(vscode.l10n.t('Deprecated: write {0}.', instead));
  if (since) text.appendMarkdown('\n\n').appendText(vscode.l10n.t('Since {0} {1}.', from, since));
  return text.appendMarkdown(`\n\n[${vscode.l10n.t('Documentation')}](${page})`);
}
