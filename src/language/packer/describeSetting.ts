import type { KnownComponent } from '../../pipeline/schema/component';
import { inMarkdown } from '../describeSetting';
import { fill } from '../messages';
import type { Messages } from '../messages';
import type { BodySetting } from './bodySettings';
import { asSentence } from './ourLines';

/** Type, demand and default of a setting, in a line. @param known the component that it stands at the top of */
export function settingLine(
  { name, path, isBlock, labels, type, required, requiredIf, ...setting }: BodySetting,
  known: KnownComponent | undefined,
  messages: Messages,
): string {
  const group = known?.component.oneOf?.find((names) => names.includes(path) && name === path);
  const demand = required
    ? messages.required
    : requiredIf
      ? fill(messages.requiredWith, requiredIf.communicator)
      : group
        ? fill(messages.requiredOneOf, group.join(', '))
        : '';
  const given = setting.default;
  const facts = [
    isBlock && labels.length ? `block ${labels.map((label) => `"${label}"`).join(' ')}` : type,
    demand,
    given === undefined ? '' : fill(messages.defaultIs, shown(given)),
  ];
  return facts.filter(Boolean).join(' · ');
}

/** A value as HCL2 writes it. */
export const shown = (value: unknown): string => JSON.stringify(value) ?? '';

/** What a setting does, and what else is known of it, in Markdown. */
export function describeSetting(setting: BodySetting, messages: Messages): string {
  const { line, values, suggest, deprecated, since, of, env, page } = setting;
  const all = values ?? suggest;
  return [
    line === undefined ? '' : inMarkdown(asSentence(line)),
    all ? fill(messages.valuesAre, all.map((value) => `\`${shown(value)}\``).join(', ')) : '',
    deprecated
      ? deprecated.use === undefined
        ? messages.deprecatedAlone
        : fill(messages.deprecated, `\`${deprecated.use}\``)
      : '',
    // What comes after a release is in none yet.
    since === undefined || since.startsWith('>') ? '' : inMarkdown(fill(messages.since, of, since)),
    env === undefined ? '' : fill(messages.fromEnvironment, `\`${env}\``),
    page === undefined ? '' : `[${messages.documentation}](${page})`,
  ]
    .filter(Boolean)
    .join('\n\n');
}
