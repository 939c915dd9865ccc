import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { listed } from '../words/lists';

/** A mistake in the call, in a sentence for the person who made it. */
export class UsageError extends Error {}

/** Options that every command takes. */
export const commonOptions = { format: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

/** @throws UsageError with what is wrong with the options */
export function readOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError((error instanceof Error ? error.message : String(error)).replaceAll('\n', ' '));
  }
}

/** @throws UsageError for a value that is none of those that an option takes */
export function oneOf<Value extends string>(option: string, given: string, known: readonly Value[]): Value {
  const value = known.find((other) => other === given);
  if (value === undefined)
    throw new UsageError(`${option} must be ${listed(known, { conjunction: 'or' })}, not '${given}'.`);
  return value;
}
