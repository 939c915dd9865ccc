import type { Command, Context, Script, ScriptLanguage } from '../../syntax/script/tree';
import { contains } from '../../text/span';
import type { CommandView } from './commandView';
import { viewCommand } from './commandView';

/** Something that stands in a script: a command, a method call, an assignment. */
interface Placed {
  readonly context: readonly Context[];
}

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
const immediate = /^(?:&|\.|invoke-command|icm|measure-command|exec)$/i;

/** Commands that keep the block they are given for another time. */
const deferring = /^(register-\w+|new-scheduledtask\w*|set-alias|set-psbreakpoint)$/i;

/** Whether something happens whenever the script runs to its end. */
export const isCertain = ({ context }: Placed, connector?: Command['connector']): boolean =>
  // What stands behind `||` runs where something has failed.
  connector !== '||' &&
  context.every(
    ({ kind, name }) => unconditional.has(kind) || (kind === 'scriptblock' && immediate.test(name ?? '')),
  );

/** Whether something can happen at all, in this guest, as far as the script alone tells. */
export function canRun(placed: Placed, script: Script, language: ScriptLanguage, text: string): boolean {
  return placed.context.every((context) => {
    switch (context.kind) {
      case 'function':
        return isCalled(context, script);
      case 'branch':
        return !(context.condition && isFalse(text.slice(context.condition.start, context.condition.end)));
      case 'scriptblock': {
        if (context.name && deferring.test(context.name)) return false;
        const owner = script.commands.find(({ args }) =>
          args.some(({ span }) => span.start === context.span.start && span.end === context.span.end),
        );
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

const isCalled = (context: Context, script: Script): boolean =>
  script.commands.some(
    ({ name, span }) =>
      name.value?.toLowerCase() === context.name?.toLowerCase() && !contains(context.span, span),
  );

const isFalse = (condition: string): boolean => /^\s*(\$false|0|\$null)\s*$/i.test(condition);

/** Whether a command of PowerShell's does something, and does it in the guest itself. */
export function isHere(command: CommandView): boolean {
  if (command.language !== 'powershell' || !command.name.includes('-')) return true;
  if (command.has('WhatIf', 'Wh') || command.has('wi', 'wi')) return false;
  // Other commands take something else first.
  const position = /^(?:restart|stop)-computer$/.test(command.name) ? 0 : undefined;
  const computer =
    command.argument('ComputerName', 'Com', position) ??
    command.argument('Cn', 'Cn') ??
    command.argument('CimSession', 'CimS') ??
    command.argument('Session', 'Sess');
  if (!computer) return true;
  if (/^env:computername$/i.test(computer.variable ?? '')) return true;
  return /^(?:localhost|\.|127\.0\.0\.1|::1)$/i.test(computer.value ?? '');
}
