import type { Context } from 'mocha';

/**
 * Ends the running test as skipped, for a reason that the report prints. In a `before` hook it skips the whole
 * suite. For what a machine can't do; a test that fails is never skipped.
 */
export function skipBecause(context: Context, reason: string): never {
  const runnable = context.test as unknown as Skippable;
  const skipped = runnable.type === 'hook' ? (runnable.parent ?? runnable) : runnable;
  skipped.skipReason = reason;
  context.skip();
}

/**
 * Skips where `npm test` did not find or install a program, for the reason that it gives.
 * @param name of the environment variable that holds the program's path
 */
export function skipWithout(
  context: Context,
  name: 'BOXWRIGHT_PACKER_OLD' | 'BOXWRIGHT_VAGRANT' | 'BOXWRIGHT_NEOVIM',
): void {
  if (!process.env[name]) skipBecause(context, process.env[`${name}_SKIP`] ?? 'started without npm test');
}

interface Skippable {
  readonly type: string;
  readonly parent?: Skippable;
  skipReason?: string;
}
