import type { ScriptLanguage } from '../../syntax/script/tree';
import type { EmbeddedText } from '../../text/embeddedText';
import type { Location } from '../../text/location';
import type { Span } from '../../text/span';
import type { Fact } from './fact';
import type { ScriptEffect } from './scriptEffect';
import { memoizedScriptEffects } from './memoizedScriptEffects';
import { maskSecrets } from './maskSecrets';

/** Something that a script does to the build. */
export interface Effect {
  readonly fact: Fact;
  readonly location: Location;
  /** The command's place in the script's own text. */
  readonly span: Span;
  /** The command as written, shortened to one line and without what looks like a password. */
  readonly command: string;
  /** False where a condition decides: in a branch, a loop, a function. */
  readonly always: boolean;
  /** Whether no more commands of the same script follow. */
  readonly last: boolean;
}

/**
 * Reads what a script does, from its commands and from the scripts that they carry in their arguments, in source
 * order. What the files do that it runs is not in it: see `calledFiles`.
 */
export function readEffects(language: ScriptLanguage, text: EmbeddedText): Effect[] {
  const found = memoizedScriptEffects(language, text.text);
  return found.flatMap(({ facts, span, always, last, shutdown }, index) =>
    facts
      .filter((fact) => !(fact.kind === 'reboot' && shutdown === 'calls' && isCancelled(found, index)))
      .map((fact) => ({
        fact,
        location: text.locate(span),
        span,
        command: shorten(maskSecrets(text.text.slice(span.start, span.end))),
        always,
        last,
      })),
  );
}

/** `shutdown /r /t 60` with a later `shutdown /a` restarts nothing. */
const isCancelled = (found: readonly ScriptEffect[], index: number): boolean =>
  found.slice(index + 1).some(({ shutdown }) => shutdown === 'cancels');

function shorten(command: string): string {
  const line = command.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
