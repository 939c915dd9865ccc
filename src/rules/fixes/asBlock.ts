import type { MapEntry } from '../../pipeline/value';
import type { SourceText } from '../../text/sourceText';
import type { Fix } from '../finding';
import { indentation, indentUnit, lineEnding } from './style';

/** Whether a setting is written with `=`. @param source a native HCL2 file */
export const isAttribute = (source: SourceText, { nameLocation, location }: MapEntry): boolean =>
  nameLocation.path === source.path &&
  /^\s*=/.test(source.text.slice(nameLocation.span.end, location.span.end));

/**
 * Writes an attribute of HCL2 that holds an object as a block. None where a name is none that a block can have, the
 * value is an expression, or a comment stands in it.
 */
export function asBlock(source: SourceText, { name, nameLocation, value, location }: MapEntry): Fix[] {
  if (value.kind !== 'map' || !/^\{/.test(source.slice(value.location.span))) return [];
  const indent = indentation(source, nameLocation.span.start);
  const lines: string[] = [];
  let at = value.location.span.start + 1;
  let between = '';
  for (const entry of value.entries) {
    between += source.text.slice(at, entry.location.span.start);
    at = entry.location.span.end;
    if (!/^[A-Za-z_][\w-]*$/.test(entry.name)) return [];
    lines.push(`${indent}${indentUnit(source)}${entry.name} = ${source.slice(entry.value.location.span)}`);
  }
  between += source.text.slice(at, value.location.span.end - 1);
  if (/[^\s,]/.test(between)) return [];
  const newText = [`${name} {`, ...lines, `${indent}}`].join(lineEnding(source));
  return [{ title: `Write ${name} as a block`, applicability: 'safe', edits: [{ ...location, newText }] }];
}
