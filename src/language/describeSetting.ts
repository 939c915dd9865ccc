import type { SettingInfo, SettingTable } from '../pipeline/vagrantfile/settings/settingTable';
import { fill } from './messages';
import type { Messages } from './messages';

/** Type, unit and default of a setting, in a line. */
export function settingFacts(
  { type, unit, default: given, call }: SettingInfo,
  messages: Pick<Messages, 'notSetByDefault' | 'defaultIs'>,
): string {
  if (call !== undefined || type === 'part') return '';
  const facts = [
    type,
    unit,
    given === undefined ? messages.notSetByDefault : fill(messages.defaultIs, given),
  ];
  return facts.filter(Boolean).join(' · ');
}

/**
 * A text as Markdown shows it; what stands in backticks stays code. Unlike VS Code's `appendText`, whose spaces never
 * break, it can be wrapped.
 */
export const inMarkdown = (text: string): string => text.replace(/[\\*_{}[\]<>#~|]/g, '\\$&');

/** What a setting does, in Markdown, for the box beside a list or under the mouse. */
export function describeSetting(
  { meaning, since, instead }: SettingInfo,
  { from, page }: SettingTable,
  messages: Pick<Messages, 'deprecated' | 'since' | 'documentation'>,
): string {
  return [
    inMarkdown(meaning),
    instead ? inMarkdown(fill(messages.deprecated, instead)) : '',
    since ? inMarkdown(fill(messages.since, from, since)) : '',
    `[${messages.documentation}](${page})`,
  ]
    .filter(Boolean)
    .join('\n\n');
}
