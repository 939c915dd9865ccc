import type { Argument, Script } from '../../syntax/script/tree';
import type { CatalogueRow, Registration } from './catalogue/row';
import type { CommandView } from './commandView';
import type { ScriptReading } from './scriptReading';
import type { CommandEffect, Registered } from './scriptEffect';
import { namesItself, writtenText } from './writtenText';

/**
 * What a command registers for later, where its row says that it does.
 * @returns what its effect has of it: whether the script itself is started again, or what else is
 */
export function registeredBy(
  rows: readonly CatalogueRow[],
  view: CommandView,
  reading: ScriptReading,
): Partial<CommandEffect> {
  for (const { registers } of rows) {
    const registration = registers?.(view);
    if (registration) return read(registration, view.script, reading);
  }
  return {};
}

function read(
  { lines, when }: Registration,
  script: Script,
  { text, readInner }: ScriptReading,
): Partial<CommandEffect> {
  const written = lines.map((line) => lineText(line, script, text));
  if (written.some((line) => line !== undefined && namesItself(line, script, text)))
    return { facts: [{ kind: 'resumes' }] };
  const isKnown = readInner !== undefined && written.length > 0 && !written.includes(undefined);
  const registered: Registered = {
    when,
    effects: isKnown
      ? written.flatMap((line) =>
          readInner('batch', line ?? '').map((effect) => ({ ...effect, span: nowhere })),
        )
      : undefined,
  };
  return { registered };
}

/** A command line that stands in several arguments: the program, and what it is given. */
function lineText(line: readonly Argument[], script: Script, text: string): string | undefined {
  const parts = line.map((argument) => writtenText(argument, script, text));
  return parts.includes(undefined) ? undefined : parts.join(' ');
}

/** What is registered has no place of its own: it is said of the command that registers it. */
const nowhere = { start: 0, end: 0 };
