import type { Span } from '../../../text/span';
import { settingPlace } from './settingPlace';
import type { SettingInfo, SettingTable } from './settingTable';

/** What stands at a place: a setting or option, or the name of a provider or the like. */
export type SettingAt = { readonly span: Span; readonly name: string } & (
  | { readonly kind: 'setting'; readonly setting: SettingInfo; readonly table: SettingTable }
  | { readonly kind: 'name'; readonly meaning: string }
);

/** @returns undefined where nothing is known of what stands there */
export function settingAt(text: string, offset: number): SettingAt | undefined {
  const [before = ''] = /(?<!\w)\w*$/.exec(text.slice(0, offset)) ?? [];
  const [after = ''] = /^\w*/.exec(text.slice(offset)) ?? [];
  const name = before + after;
  if (!name) return undefined;
  const span = { start: offset - before.length, end: offset + after.length };
  const place = settingPlace(text, span.end);
  if (!place || place.kind === 'value') return undefined;
  if (place.kind === 'name') {
    const meaning = Object.hasOwn(place.names, name) ? place.names[name] : undefined;
    return meaning === undefined ? undefined : { kind: 'name', span, name, meaning };
  }
  const table = place.tables.find(({ settings }) => Object.hasOwn(settings, name));
  const setting = table?.settings[name];
  return table && setting && { kind: 'setting', span, name, setting, table };
}
