export interface DurationOptions {
  /** A language tag; English unless given. */
  readonly locale?: string;
  /** `short`: `5 min`; `long`: `5 minutes`. */
  readonly width?: 'short' | 'long';
  /**
   * - `seconds`: rounded to the second.
   * - `minutes`: for a time that runs while it is read. From a minute on only whole minutes that have passed.
   * - `milliseconds`: below a second they are named.
   */
  readonly accuracy?: 'seconds' | 'minutes' | 'milliseconds';
}

/** Each with its length in milliseconds, and the unit that may stand behind it. */
const units = [
  { unit: 'hour', length: 3_600_000, next: 'minute' },
  { unit: 'minute', length: 60_000, next: 'second' },
  { unit: 'second', length: 1000, next: undefined },
  { unit: 'millisecond', length: 1, next: undefined },
] as const;

type Unit = (typeof units)[number]['unit'];

/**
 * A length of time in the two largest units that it has: `59 sec`, `2 min 5 sec`, `1 hr 2 min`.
 * @param milliseconds 0 or more
 */
export function formatDuration(milliseconds: number, options: DurationOptions = {}): string {
  const { locale = 'en', width = 'short', accuracy = 'seconds' } = options;
  const total = rounded(Math.max(0, milliseconds), accuracy);
  const largest = units.find(({ length }) => total >= length)?.unit;
  const { unit, next } = unitOf(largest === undefined || largest === 'millisecond' ? smallest() : largest);
  const count = Math.floor(total / unitOf(unit).length);
  const rest = next && Math.floor((total % unitOf(unit).length) / unitOf(next).length);
  const parts = [format(count, unit), ...(next && rest ? [format(rest, next)] : [])];
  return new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' }).format(parts);

  function smallest(): Unit {
    return accuracy === 'milliseconds' && total > 0 ? 'millisecond' : 'second';
  }

  function format(value: number, name: Unit): string {
    return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: width }).format(value);
  }
}

function rounded(milliseconds: number, accuracy: NonNullable<DurationOptions['accuracy']>): number {
  const { length: minute } = unitOf('minute');
  const { length: second } = unitOf('second');
  if (accuracy === 'milliseconds' && milliseconds < second) return Math.round(milliseconds);
  if (accuracy !== 'minutes') return Math.round(milliseconds / second) * second;
  const step = milliseconds < minute ? second : minute;
  return Math.floor(milliseconds / step) * step;
}

function unitOf(name: Unit): (typeof units)[number] {
  return units.find(({ unit }) => unit === name) ?? units[2];
}

/** The time between two moments, in milliseconds since 1970: none where the clock has gone back meanwhile. */
export const timeBetween = (from: number, to: number): number => Math.max(0, to - from);
