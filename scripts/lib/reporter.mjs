import { createRequire } from 'node:module';

const { reporters, Runner } = createRequire(import.meta.url)('mocha');
const { EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = Runner.constants;

/** Mocha reporter that hands each result to the parent process; without a parent it says nothing. */
export default class Reporter extends reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    const send = (test, result) =>
      process.send?.({ title: test.titlePath().join(' › '), ms: test.duration ?? 0, ...result });
    runner.on(EVENT_TEST_PASS, (test) => send(test, { state: 'passed' }));
    // A failing hook comes as such: 'suite › "before all" hook for "test"'.
    runner.on(EVENT_TEST_FAIL, (test, error) => send(test, { state: 'failed', error: describe(error) }));
    runner.on(EVENT_TEST_PENDING, (test) => send(test, { state: 'skipped', reason: skipReason(test) }));
  }
}

/** Where test/support/skip.ts left the reason: at the test, or at a suite whose hook skipped all of it. */
function skipReason(test) {
  for (let at = test; at; at = at.parent) if (at.skipReason) return at.skipReason;
  return 'no reason given';
}

/** Errors of node:assert have the difference in their message, which the stack begins with. */
function describe(error) {
  return error?.stack ?? String(error);
}
