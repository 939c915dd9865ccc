import type { Value } from '../value';

/** Milliseconds. */
const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

const part = /([\d.]+)(ns|us|µs|μs|ms|s|m|h)/y;

/**
 * A duration as Go writes it: `5m`, `1h30m`, `1.5s`, `-1s`, `0`.
 * @returns milliseconds; undefined for anything else
 */
export function parseDuration(text: string): number | undefined {
  const [, sign, rest = ''] = /^([+-]?)(.+)$/.exec(text) ?? [];
  if (rest === '0') return 0;
  let total = 0;
  part.lastIndex = 0;
  while (part.lastIndex < rest.length) {
    const [, number = '', unit = ''] = part.exec(rest) ?? [];
    const factor = units[unit];
    if (factor === undefined || !/^(\d+(?:\.\d*)?|\.\d+)$/.test(number)) return undefined;
    total += Number(number) * factor;
  }
  return rest ? (sign === '-' ? -total : total) : undefined;
}

/** A setting's duration in milliseconds. A number without quotes is nanoseconds to Packer's decoder. */
export function durationOf(value: Value | undefined): number | undefined {
  if (value?.kind === 'number') return value.value / 1e6;
  return value?.kind === 'string' && !value.partial ? parseDuration(value.text.trim()) : undefined;
}
