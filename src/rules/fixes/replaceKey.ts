import type { RemovedKey, Replacement } from '../../pipeline/template/removedKeys';
import { removedKeys } from '../../pipeline/template/removedKeys';
import type { Template } from '../../pipeline/template/template';
import { isTrue } from '../../pipeline/value';
import type { MapEntry, MapValue } from '../../pipeline/value';
import type { SourceText } from '../../text/sourceText';
import type { TextEdit } from '../../text/textEdit';
import type { Fix } from '../finding';
import { intoChecksum } from './intoChecksum';
import { removeSettings } from './removeSettings';
import { rename } from './renameKey';
import { indentation, indentUnit, lineEnding, newLine, startsItsLine } from './style';
import { writable } from './writable';

/** Writes a setting as Packer takes it today, as `packer fix` does for JSON; none where that would be a guess. */
export function replaceKey(
  template: Template,
  settings: MapValue,
  entry: MapEntry,
  removed: RemovedKey,
): Fix[] {
  const source = writable(template, entry.location);
  if (!source) return [];
  const edits = editsFor(template, source, settings, entry, removed);
  return edits?.length ? [{ title: titleOf(removed), applicability: 'safe', edits }] : [];
}

function titleOf({ key, replacement }: RemovedKey): string {
  if (replacement.kind === 'gone') return `Remove ${key}`;
  if (replacement.kind === 'moved') return `Move to ${replacement.into}`;
  return `Change to ${replacement.kind === 'checksum' ? 'iso_checksum' : replacement.to}`;
}

function editsFor(
  template: Template,
  source: SourceText,
  settings: MapValue,
  entry: MapEntry,
  { replacement, stillRead }: RemovedKey,
): TextEdit[] | undefined {
  const has = (name: string) => settings.entries.some((other) => other.name === name);
  const { dialect } = template;
  switch (replacement.kind) {
    case 'gone':
      return removeSettings(dialect, source, settings, [entry]);
    case 'renamed':
      if (!has(replacement.to)) return [rename(source, entry, replacement.to)];
      // A name that is not read any more says nothing.
      return stillRead
        ? keepValueInForce(dialect, source, settings, entry, replacement.to)
        : removeSettings(dialect, source, settings, [entry]);
    case 'reworded': {
      if (has(replacement.to)) return undefined;
      const value = reworded(source, entry, replacement.words);
      if (value === undefined) return undefined;
      return [rename(source, entry, replacement.to), { ...entry.value.location, newText: value }];
    }
    case 'moved':
      return has(replacement.into) ? undefined : move(template, source, settings, replacement.into);
    case 'checksum':
      return intoChecksum(dialect, source, settings, rename);
  }
}

/**
 * Of two names that are both read the old one wins, unless its value says nothing (packer-plugin-sdk communicator/config.go:
 * `if c.SSHWaitTimeout != 0 { c.SSHTimeout = c.SSHWaitTimeout }`; the builders' config for ports and NAT).
 */
function keepValueInForce(
  dialect: Template['dialect'],
  source: SourceText,
  settings: MapValue,
  old: MapEntry,
  to: string,
): TextEdit[] | undefined {
  const written = source.slice(old.value.location.span);
  if (/^(?:null|false|0|"(?:0\w*|false|)")$/.test(written))
    return removeSettings(dialect, source, settings, [old]);
  // Whether a variable's value says something is known when Packer runs.
  if (!/^(?:true|\d+|"[^"${}]*")$/.test(written)) return undefined;
  const others = settings.entries.filter(({ name }) => name === to);
  const removal = removeSettings(dialect, source, settings, others);
  return removal && [...removal, rename(source, old, to)];
}

function reworded(
  source: SourceText,
  { value }: MapEntry,
  words: Extract<Replacement, { kind: 'reworded' }>['words'],
): string | undefined {
  if (words === 'list') return value.kind === 'string' ? `[${source.slice(value.location.span)}]` : undefined;
  const written = source.slice(value.location.span).replace(/^"(.*)"$/, '$1');
  if (!/^(true|false)$/.test(written)) return undefined;
  return `"${isTrue(value) ? words.yes : words.no}"`;
}

/** Puts all settings of one new map together, in the place of the first. */
function move(
  { dialect }: Template,
  source: SourceText,
  settings: MapValue,
  into: string,
): TextEdit[] | undefined {
  const parts = settings.entries.flatMap((entry) => {
    const row = removedKeys.find(
      ({ key, replacement }) =>
        key === entry.name && replacement.kind === 'moved' && replacement.into === into,
    );
    return row?.replacement.kind === 'moved'
      ? [{ entry, as: row.replacement.as, list: row.replacement.list }]
      : [];
  });
  const [first, ...others] = parts;
  if (!first || new Set(parts.map(({ as }) => as)).size < parts.length) return undefined;
  // A map of maps is written in HCL2 in more than one way.
  if (dialect === 'hcl2' && (!first.list || !startsItsLine(source, first.entry.location.span.start)))
    return undefined;
  const removal = removeSettings(
    dialect,
    source,
    settings,
    others.map(({ entry }) => entry),
  );
  if (!removal) return undefined;
  const values = parts.map(({ entry, as }) => ({ as, text: source.slice(entry.value.location.span) }));
  const newText = dialect === 'json' ? inJson() : inHcl();
  return [{ ...first.entry.location, newText }, ...removal];

  function inJson(): string {
    const map = `{ ${values.map(({ as, text }) => `"${as}": ${text}`).join(', ')} }`;
    return `"${into}": ${first?.list ? `[${map}]` : map}`;
  }

  function inHcl(): string {
    const location = first?.entry.location;
    if (!location) return '';
    const indent = indentation(source, location.span.start) + indentUnit(source);
    const lines = values.map(({ as, text }) => `${indent}${as} = ${text}`);
    return `${[`${into} {`, ...lines].join(lineEnding(source))}${newLine(source, location)}}`;
  }
}
