import { parseScript } from '../../syntax/script/parseScript';
import type { ScriptLanguage } from '../../syntax/script/tree';
import type { Span } from '../../text/span';
import { commandEffects } from './commandEffects';
import type { ScriptReading } from './commandEffects';
import { expressionEffects } from './expressionEffects';
import { canRun, isCertain } from './guards';
import type { ScriptEffect } from './scriptEffect';

/** Scripts in arguments of scripts in arguments: deeper than this nobody writes. */
const maximumDepth = 4;

/** What a script does, in source order, with what the scripts do that it carries in its commands' arguments. */
export function scriptEffects(language: ScriptLanguage, text: string, depth = 0): ScriptEffect[] {
  const script = parseScript(language, text);
  const isLast = ({ end }: Span) => !script.commands.some((other) => other.span.start >= end);
  const reading: ScriptReading = {
    script,
    language,
    text,
    readInner:
      depth > maximumDepth
        ? undefined
        : (innerLanguage, inner) => scriptEffects(innerLanguage, inner, depth + 1),
  };
  const fromCommands = script.commands.flatMap((command) =>
    canRun(command, script, language, text)
      ? commandEffects(command, reading).map((effect) => ({
          ...effect,
          span: command.span,
          always: effect.always && isCertain(command, command.connector),
          last: effect.last && isLast(command.span),
        }))
      : [],
  );
  return [...fromCommands, ...expressionEffects(script, language, text, isLast)].sort(
    (a, b) => a.span.start - b.span.start,
  );
}
