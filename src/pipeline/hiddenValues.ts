import { memoizeByObject } from '../text/memoizeByObject';
import { looksSecret } from './template/looksSecret';
import type { Value } from './value';

/** What stands in place of what is not to be shown. */
export const mask = '•••';

/** UTF-16 units. What is shorter keeps no secret, and stands everywhere. */
const shortest = 3;

/** What is shorter and made of letters and digits alone is part of other words by chance. UTF-16 units. */
const telling = 8;

/** The texts in the value of a secret. */
export function secretTexts(value: Value): string[] {
  switch (value.kind) {
    case 'string':
      return value.partial ? [] : hidable(value.text);
    case 'list':
      return value.items.flatMap(secretTexts);
    case 'map':
      return value.entries.flatMap((entry) => secretTexts(entry.value));
    default:
      return [];
  }
}

/**
 * The texts in a value that was read from a file: files hold secrets and settings alike. A single word, such as `winrm`, is
 * a setting, unless its name says otherwise.
 */
export function fileTexts(value: Value, name = ''): string[] {
  switch (value.kind) {
    case 'string':
      return !value.partial && (looksSecret(name) || !/^[a-z]{0,12}$/i.test(value.text))
        ? hidable(value.text)
        : [];
    case 'list':
      return value.items.flatMap((item) => fileTexts(item, name));
    case 'map':
      return value.entries.flatMap((entry) => fileTexts(entry.value, entry.name));
    default:
      return [];
  }
}

/** One line, as it is put into others. What has more lines is a script or a document, which is shown as other files are. */
export function hidable(text: string): string[] {
  const line = text.trim();
  return line.length < shortest || line.includes('\n') ? [] : [line];
}

/** The lengths of those that begin with some letters, the longest first; a file may hold thousands that begin alike. */
const byBeginning = memoizeByObject((hidden: readonly string[]) => {
  const lengths = new Map<string, number[]>();
  const values = new Set(hidden);
  for (const one of [...values].sort((a, b) => b.length - a.length)) {
    const beginning = one.slice(0, shortest);
    const known = lengths.get(beginning) ?? [];
    if (known.at(-1) !== one.length) lengths.set(beginning, [...known, one.length]);
  }
  return { lengths, values };
});

/**
 * A text without values that are not to be shown: what a template calls sensitive, and what was read from a file. All that
 * is told of a template to people and programs goes through here.
 * @param hidden see `Template.hidden`
 */
export function hide(text: string, hidden: readonly string[]): string {
  if (!hidden.length) return text;
  const { lengths, values } = byBeginning(hidden);
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at <= text.length - shortest; at++) {
    const length = lengths
      .get(text.slice(at, at + shortest))
      ?.find((one) => values.has(text.slice(at, at + one)) && standsAlone(text, at, one));
    if (length === undefined) continue;
    parts.push(text.slice(from, at), mask);
    from = at + length;
    at = from - 1;
  }
  return parts.length ? [...parts, text.slice(from)].join('') : text;
}

/** What is long or has other characters than letters and digits does not stand in another word by chance. */
function standsAlone(text: string, start: number, length: number): boolean {
  if (length >= telling || !/^[a-z\d]+$/i.test(text.slice(start, start + length))) return true;
  return ![text.charAt(start - 1), text.charAt(start + length)].some((one) => /[a-z\d]/i.test(one));
}
