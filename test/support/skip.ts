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

interface Skippable {
  readonly type: string;
  readonly parent?: Skippable;
  skipReason?: string;
}
