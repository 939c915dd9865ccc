import { settingAt } from '../../pipeline/vagrantfile/settings/settingAt';
import { describeSetting, inMarkdown, settingFacts } from '../describeSetting';
import { markdown } from '../hover';
import type { Hover } from '../hover';
import type { Messages } from '../messages';

/** What the setting at an offset of a Vagrantfile does, with its type, unit and default. */
export function settingHover(text: string, offset: number, messages: Messages): Hover | undefined {
  const found = settingAt(text, offset);
  if (!found) return undefined;
  const { span } = found;
  if (found.kind === 'name') return { span, contents: [markdown(inMarkdown(found.meaning))] };
  const { name, setting, table } = found;
  const path = /^config[\w.]*$/.test(table.of) ? `${table.of}.${name}` : `${table.of} ${name}`;
  const title = [`**${inMarkdown(path)}**`, inMarkdown(settingFacts(setting, messages))]
    .filter(Boolean)
    .join('  \n');
  return { span, contents: [markdown(title), markdown(describeSetting(setting, table, messages))] };
}
