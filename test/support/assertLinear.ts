import assert from 'node:assert/strict';

/** How much longer the long text is; so is the time for it, where it grows with the length alone. A square is 8 times that. */
const longer = 8;

/**
 * Up to here nothing is compared, in milliseconds: garbage collection makes up most of it. A time that grew with the square
 * of such lengths would be seconds.
 */
const negligible = 250;

/** What takes longer is not tried again, in milliseconds. */
const clear = 2000;

const attempts = 5;

/**
 * Compares the time for a long text with that for a short one, so that no busy or slow machine makes a difference. One
 * good attempt is enough: what grows faster than the length never has one.
 * @param what for the message
 * @param makeText a text of about a length, in UTF-16 units
 * @param length of the long text
 */
export function assertLinear(
  what: string,
  makeText: (length: number) => string,
  use: (text: string) => unknown,
  length = 200_000,
): void {
  const long = makeText(length);
  const short = makeText(Math.ceil(length / longer));
  let ratio = Infinity;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const time = timeOf(() => use(long));
    if (time <= negligible) return;
    ratio = Math.min(ratio, time / timeOf(() => use(short)));
    if (ratio <= 3 * longer) return;
    if (time > clear) break;
  }
  assert.fail(`${what}: a text ${longer} times as long takes ${Math.round(ratio)} times as long`);
}

/** Of the clock and of the processor the lower one, in milliseconds: other work on the machine shall not count. */
function timeOf(action: () => unknown): number {
  const start = performance.now();
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return Math.min(performance.now() - start, (user + system) / 1000);
}
