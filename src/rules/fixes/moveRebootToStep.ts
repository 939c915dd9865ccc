import type { Pipeline } from '../../pipeline/pipeline';
import type { Template } from '../../pipeline/template/template';
import { setting } from '../../pipeline/value';
import type { ListValue, Value } from '../../pipeline/value';
import type { SourceText } from '../../text/sourceText';
import { contains } from '../../text/span';
import type { Span } from '../../text/span';
import type { Fix } from '../finding';
import type { Occurrence } from '../steps';
import { ownLine } from './ownLine';
import { insertStep, writerOf } from './templateWriter';
import { windowsRestart } from './windowsRestart';
import { writable } from './writable';

const title = 'Restart with a windows-restart step instead';

/**
 * Takes a reboot out of a script and puts a `windows-restart` step in its place. Commands that follow it inline
 * move into a step of their own behind the restart. None where that can't be done without a guess: when the reboot
 * shares its line with other commands, or stands in the middle of a script file.
 */
export function moveRebootToStep({ template, files }: Pipeline, found: Occurrence): Fix[] {
  const { provisioner, script, effect, always, last } = found;
  const source = writable(template, provisioner.settings.location);
  // An override is for one build of several; a step beside it would be for all.
  if (!source || provisioner.override) return [];
  if (!always || script.language === 'shell') return [];
  if (script.path === undefined) return fromInline(template, source, found);
  const text = files.read(script.path);
  const line = text === undefined || !last ? undefined : ownLine(text, effect.span);
  if (!line) return [];
  return [
    {
      title,
      applicability: 'unsafe',
      edits: [
        { path: script.path, span: line, newText: '' },
        insertStep(writerOf(template), source, provisioner.settings.location, ...windowsRestart),
      ],
    },
  ];
}

/** Splits the step in two at the reboot, and puts the restart between them. */
function fromInline(
  template: Template,
  source: SourceText,
  { provisioner, script, effect }: Occurrence,
): Fix[] {
  const { location } = provisioner.settings;
  const inline = setting(provisioner.settings, 'inline');
  if (inline?.kind !== 'list' || inline.definition) return [];
  const at = inline.items.findIndex((item) => contains(item.location.span, effect.location.span));
  const item = inline.items[at];
  if (
    item?.kind !== 'string' ||
    item.text.trim() !== script.text.text.slice(effect.span.start, effect.span.end)
  )
    return [];
  const writer = writerOf(template);
  const parts = [
    withItems(source, location.span, inline, inline.items.slice(0, at)),
    writer.step(source, location, ...windowsRestart),
    withItems(source, location.span, inline, inline.items.slice(at + 1)),
  ];
  const newText = parts.filter((part) => part !== undefined).join(writer.separator(source, location));
  return [{ title, applicability: 'unsafe', edits: [{ ...location, newText }] }];
}

/** The text of a step with some neighbouring commands of its list alone; undefined for none. */
function withItems(
  source: SourceText,
  step: Span,
  list: ListValue,
  kept: readonly Value[],
): string | undefined {
  const [first, last] = [kept[0], kept.at(-1)];
  const [opening, closing] = [list.items[0], list.items.at(-1)];
  if (!first || !last || !opening || !closing) return undefined;
  return (
    source.text.slice(step.start, opening.location.span.start) +
    source.text.slice(first.location.span.start, last.location.span.end) +
    source.text.slice(closing.location.span.end, step.end)
  );
}
