import type { Argument, Command } from './tree';

/**
 * Finds a PowerShell parameter as PowerShell does: in any case, and shortened as far as it stays clear which one
 * is meant.
 * @param name in full, without the dash
 * @param minimum the shortest form that can't mean another parameter of the command
 */
export function findParameter(command: Command, name: string, minimum: string): Argument | undefined {
  return command.args[parameterIndex(command, name, minimum)];
}

/** The value of `-Name value` or `-Name:value`; undefined when there is none. */
export function parameterValue(command: Command, name: string, minimum: string): Argument | undefined {
  const index = parameterIndex(command, name, minimum);
  const value = command.args[index]?.parameter?.value;
  if (value || index < 0) return value;
  const next = command.args[index + 1];
  return next?.kind === 'parameter' ? undefined : next;
}

/** Whether a switch is on. Undefined when only running the script can tell: `-Force:$x`, or a splat. */
export function switchValue(command: Command, name: string, minimum: string): boolean | undefined {
  const found = findParameter(command, name, minimum);
  if (!found) return command.hasSplat ? undefined : false;
  const value = found.parameter?.value;
  if (!value) return true;
  switch (value.variable?.toLowerCase()) {
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return undefined;
  }
}

/** The literal values of `a, b` or `@(a, b)`, or of one word; undefined when one of them is dynamic. */
export function literalList(argument: Argument): string[] | undefined {
  const values = (argument.elements ?? [argument]).map((element) => element.value);
  return values.every((value) => value !== undefined) ? values : undefined;
}

function parameterIndex(command: Command, name: string, minimum: string): number {
  const full = name.toLowerCase();
  return command.args.findIndex(({ parameter }) => {
    const written = parameter?.name.toLowerCase();
    return written !== undefined && written.length >= minimum.length && full.startsWith(written);
  });
}
