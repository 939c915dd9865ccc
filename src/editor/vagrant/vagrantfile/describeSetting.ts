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

/**
 * A text as Markdown shows it; what stands in backticks stays code. Unlike `appendText`, whose spaces never break, it can
 * be wrapped.
 */
export const inMarkdown = (text: string): string => text.replace(/[\\*_{}[\]<>#~|]/g, '\\$&');

/** What a setting does, for the box beside a list or under the mouse. */
export function describeSetting(setting: SettingInfo, { from, page }: SettingTable): vscode.MarkdownString {
  const { meaning, since, instead } = setting;
  return new vscode.MarkdownString(
    [
      inMarkdown(meaning),
      instead ? inMarkdown(vscode.l10n.t('Deprecated: use {0}.', instead)) : '',
      since ? inMarkdown(vscode.l10n.t('Since {0} {1}.', from, since)) : '',
      `[${vscode.l10n.t('Documentation')}](${page})`,
    ]
      .filter(Boolean)
      .join('\n\n'),
  );
}
