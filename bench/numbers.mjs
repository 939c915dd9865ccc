import { performance } from 'node:perf_hooks';

/** The value below which a share of them lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = (values) => quantile(values, 0.5);

/** What this process has used of the processors. Milliseconds. */
export function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Milliseconds of an action, by the clock or by the processor, whichever says less: other work on the machine shall
 * not count, nor what the engine does beside it in other threads.
 */
export function time(action) {
  const before = processorTime();
  const start = performance.now();
  action();
  return Math.min(performance.now() - start, processorTime() - before);
}

/** The same of an action that is over when its promise is resolved. */
export async function timeAsync(action) {
  const before = processorTime();
  const start = performance.now();
  await action();
  return Math.min(performance.now() - start, processorTime() - before);
}

/** Milliseconds by the clock: of what other processes do. */
export async function clock(action) {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

export const ms = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
