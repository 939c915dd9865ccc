import type { EmbeddedText } from '../../text/embeddedText';
import type { Location } from '../../text/location';
import type { Span } from '../../text/span';
import { embeddedScripts } from '../../syntax/script/embedded';
import { parseScript } from '../../syntax/script/parseScript';
import type { Command, Context, Script, ScriptLanguage } from '../../syntax/script/tree';
import { catalogue } from './catalogue';
import { viewCommand } from './commandView';
import type { Fact } from './fact';

/** Something that a script does to the build. */
export interface Effect {
  readonly fact: Fact;
  readonly location: Location;
  /** The command's place in the script's own text. */
  readonly span: Span;
  /** The command as written, shortened to one line. */
  readonly command: string;
  /** False where a condition decides: in a branch, a loop, a function. */
  readonly always: boolean;
  /** Whether more commands of the same script follow. */
  readonly last: boolean;
}

/** Reads what a script does, from its commands and from the scripts that they carry in their arguments. */
export function readEffects(language: ScriptLanguage, text: EmbeddedText): Effect[] {
  const script = parseScript(language, text.text);
  return script.commands.flatMap((command, index) => {
    if (!runs(command, script, text.text)) return [];
    const facts = factsOf(command, language, text.text, 0).filter(
      (fact) => !(fact.kind === 'reboot' && aborted(script, index)),
    );
    return facts.map((fact): Effect => ({
      fact,
      location: text.locate(command.span),
      span: command.span,
      command: shorten(text.text.slice(command.span.start, command.span.end)),
      always: command.context.every((context) => unconditional.has(context.kind)),
      last: !script.commands.some((other) => other.span.start >= command.span.end),
    }));
  });
}

/** Scripts in arguments of scripts in arguments: deeper than this nobody writes. */
const maximumDepth = 4;

function factsOf(command: Command, language: ScriptLanguage, text: string, depth: number): Fact[] {
  const view = viewCommand(command);
  const own = catalogue
    .filter(
      (row) =>
        row.languages.includes(language) && row.names.includes(view.name) && (row.when?.(view) ?? true),
    )
    .flatMap((row) => row.facts);
  if (own.length || depth >= maximumDepth) return own;
  return embeddedScripts(command, language, text).flatMap(({ language: inner, text: carried }) => {
    if (carried === undefined) return [];
    const script = parseScript(inner, carried);
    return script.commands
      .filter((other) => runs(other, script, carried))
      .flatMap((other) => factsOf(other, inner, carried, depth + 1));
  });
}

/** Blocks whose commands run as surely as those around them. */
const unconditional: ReadonlySet<Context['kind']> = new Set([
  'try',
  'finally',
  'block',
  'group',
  'subshell',
  'subexpression',
]);

/** Commands that keep the block they are given for another time. */
const deferring = /^(register-\w+|new-scheduledtask\w*|set-alias)$/i;

/** Whether a command can run at all, as far as the script alone tells. */
function runs(command: Command, script: Script, text: string): boolean {
  return command.context.every((context) => {
    switch (context.kind) {
      case 'function':
        return script.commands.some(
          (other) =>
            other.name.value?.toLowerCase() === context.name?.toLowerCase() &&
            !within(other.span, context.span),
        );
      case 'branch':
        return !(context.condition && isFalse(text.slice(context.condition.start, context.condition.end)));
      case 'scriptblock':
        return !(context.name && deferring.test(context.name));
      case 'heredoc':
      case 'hashtable':
      case 'param':
        return false;
      default:
        return true;
    }
  });
}

const within = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

const isFalse = (condition: string): boolean => /^\s*(\$false|0|\$null)\s*$/i.test(condition);

/** `shutdown /r /t 60` with a later `shutdown /a` restarts nothing. */
function aborted(script: Script, index: number): boolean {
  const command = script.commands[index];
  if (!command || viewCommand(command).name !== 'shutdown') return false;
  return script.commands.slice(index + 1).some((later) => {
    const view = viewCommand(later);
    return view.name === 'shutdown' && view.hasSwitch('a');
  });
}

function shorten(command: string): string {
  const line = command.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
