import type { Command, Context, Script, ScriptLanguage } from '../../syntax/script/tree';
import { memoizeByObject } from '../../text/memoizeByObject';
import { containment } from '../../text/span';
import type { Span } from '../../text/span';
import type { CommandView } from './commandView';
import { viewCommand } from './commandView';

/** Blocks whose commands run as surely as those around them. */
const unconditional: ReadonlySet<Context['kind']> = new Set([
  'try',
  'finally',
  'block',
  'group',
  'subshell',
  'subexpression',
  'substitution',
  'condition',
]);

/** What runs the block it is given at once, whole and always: `& { … }`, `Invoke-Command { … }`. */
export const runsBlock = (name: string | undefined): boolean =>
  /^(?:&|\.|invoke-command|icm|measure-command|exec)$/i.test(name ?? '');

/** Commands that keep the block they are given for another time, or as text. */
export const keepsBlock = (name: string | undefined): boolean =>
  /^(?:register-\w+|new-scheduledtask\w*|set-alias|set-psbreakpoint|invoke-wujob|(?:set|add)-content|out-file|tee-object|write-\w+)$/i.test(
    name ?? '',
  );

/** Whether something happens whenever the blocks around it run to their ends. */
export const isCertain = (context: readonly Context[], connector?: Command['connector']): boolean =>
  // What stands behind `||` runs where something has failed.
  connector !== '||' && context.every(isUnconditional);

export const isUnconditional = ({ kind, name }: Context): boolean =>
  unconditional.has(kind) || (kind === 'scriptblock' && runsBlock(name));

/**
 * Whether something can happen at all, in this guest, as far as the script alone tells.
 * @param context the blocks around it, from the function on that it stands in
 */
export function canRun(
  blocks: readonly Context[],
  script: Script,
  language: ScriptLanguage,
  text: string,
): boolean {
  return blocks.every((context) => {
    switch (context.kind) {
      case 'branch':
        // What stands before a clause of a switch is a value to compare with.
        return !(
          context.condition &&
          context.keyword !== 'switch' &&
          isFalse(text.slice(context.condition.start, context.condition.end))
        );
      case 'scriptblock': {
        // A block that nobody is given is a value; methods such as ForEach run theirs.
        if (context.name === undefined && !isGivenToMethod(script)(context.span)) return false;
        if (keepsBlock(context.name)) return false;
        const owner = ownersOf(script).get(placeOf(context));
        return !owner || isHere(viewCommand(owner, script, language));
      }
      case 'heredoc':
      case 'hashtable':
      case 'param':
        return false;
      default:
        return true;
    }
  });
}

/** Whether a stretch of a script stands in an argument of a method call. */
const isGivenToMethod = memoizeByObject((script: Script) => {
  const spans = script.invocations.flatMap(({ args }) => args.map(({ span }) => span));
  return containment(spans);
});

/** The commands that are given the blocks of a script, by the places of those. */
const ownersOf = memoizeByObject((script: Script): ReadonlyMap<string, Command> => {
  const owners = new Map<string, Command>();
  for (const command of script.commands)
    for (const argument of command.args)
      if (!owners.has(placeOf(argument))) owners.set(placeOf(argument), command);
  return owners;
});

const placeOf = ({ span }: { readonly span: Span }): string => `${span.start}:${span.end}`;

const isFalse = (condition: string): boolean => /^\s*(\$false|0|\$null)\s*$/i.test(condition);

/** Whether a command of PowerShell's does something, and does it in the guest itself. */
export function isHere(command: CommandView): boolean {
  if (command.language !== 'powershell' || !command.name.includes('-')) return true;
  // Other commands take something else first.
  const position = command.name === 'restart-computer' || command.name === 'stop-computer' ? 0 : undefined;
  if (position === undefined && !command.command.args.some(({ parameter }) => parameter)) return true;
  if (command.has('WhatIf', 'Wh') || command.has('wi', 'wi')) return false;
  const computer =
    command.argument('ComputerName', 'Com', position) ??
    command.argument('Cn', 'Cn') ??
    command.argument('CimSession', 'CimS') ??
    command.argument('Session', 'Sess');
  if (!computer) return true;
  if (/^env:computername$/i.test(computer.variable ?? '')) return true;
  return /^(?:localhost|\.|127\.0\.0\.1|::1)$/i.test(computer.value ?? '');
}
