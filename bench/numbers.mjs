import { performance } from 'node:perf_hooks';

/** The value below which a share of them lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = (values) => quantile(values, 0.5);

/**
 * Milliseconds of an action, by the clock or by the processor, whichever says less: other work on the machine shall
 * not count, nor what the engine does beside it in other threads.
 */
export function time(action) {
  const before = process.cpuUsage();
  const start = performance.now();
  action();
  const clock = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return Math.min(clock, (user + system) / 1000);
}

export async function timeAsync(action) {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

export const ms = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
