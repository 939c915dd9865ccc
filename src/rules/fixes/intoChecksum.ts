import type { Dialect } from '../../pipeline/template/template';
import type { MapEntry, MapValue } from '../../pipeline/value';
import type { SourceText } from '../../text/sourceText';
import type { TextEdit } from '../../text/textEdit';
import { removeSettings } from './removeSettings';

type Rename = (source: SourceText, entry: MapEntry, to: string) => TextEdit;

/**
 * Puts `iso_checksum_type`, `iso_checksum_url` and `iso_md5` into `iso_checksum`. Packer took the address of a
 * checksum only where there was no checksum.
 */
export function intoChecksum(
  dialect: Dialect,
  source: SourceText,
  settings: MapValue,
  rename: Rename,
): TextEdit[] | undefined {
  const entry = (name: string) => settings.entries.findLast((other) => other.name === name);
  const [sum, type, url, md5] = ['iso_checksum', 'iso_checksum_type', 'iso_checksum_url', 'iso_md5'].map(
    entry,
  );
  const hasSum = isGiven(sum);

  /** One entry becomes the checksum, and the others go. */
  const become = (kept: MapEntry, value: string | undefined): TextEdit[] | undefined => {
    const others = [sum, type, url, md5].filter((other): other is MapEntry => !!other && other !== kept);
    const removal = removeSettings(dialect, source, settings, others);
    if (!removal || kept.location.path !== source.path || value === undefined) return undefined;
    const written = source.slice(kept.value.location.span);
    return [
      ...(kept === sum ? [] : [rename(source, kept, 'iso_checksum')]),
      ...(written === value ? [] : [{ ...kept.value.location, newText: value }]),
      ...removal,
    ];
  };
  const prefixed = (prefix: string | undefined, { value }: MapEntry): string | undefined => {
    const inner = innerOf(dialect, source, value.location.span);
    return prefix === undefined || inner === undefined ? undefined : `"${prefix}${inner}"`;
  };

  const kind = textOf(type);
  if (md5) return isGiven(md5) && !hasSum && !type && !url ? become(md5, prefixed('md5:', md5)) : undefined;
  if (sum?.value.kind === 'unknown') return undefined;
  if (kind?.toLowerCase() === 'none' && type) return become(sum ?? type, '"none"');
  if (hasSum && sum) {
    // A known kind of checksum stands in front already, or none is given: then Packer tells it by its length.
    if (/:|^none$/i.test(textOf(sum) ?? '') || !isGiven(type))
      return become(sum, source.slice(sum.value.location.span));
    const inner = type && innerOf(dialect, source, type.value.location.span);
    return become(sum, prefixed(inner === undefined ? undefined : `${inner}:`, sum));
  }
  return url && isGiven(url) ? become(url, prefixed('file:', url)) : undefined;
}

const textOf = (entry: MapEntry | undefined): string | undefined =>
  entry?.value.kind === 'string' ? entry.value.text : undefined;

const isGiven = (entry: MapEntry | undefined): boolean => entry !== undefined && textOf(entry) !== '';

/** What stands between the quotes; an expression of HCL2 as a part of a string. */
function innerOf(
  dialect: Dialect,
  source: SourceText,
  span: MapEntry['location']['span'],
): string | undefined {
  const written = source.slice(span);
  const plain = /^"((?:[^"\\\n]|\\.)*)"$/.exec(written)?.[1];
  if (plain !== undefined || dialect === 'json' || /[\n#]|<</.test(written)) return plain;
  return `\${${written}}`;
}
