const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/**
 * A size of files, with three digits at most: `1.25 MB`.
 * @param bytes 0 or more; 1000 of a unit make one of the next, as on disks and in downloads
 * @param locale a language tag
 */
export function formatBytes(bytes: number, locale = 'en'): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return format(bytes / 1000 ** step, units[step] ?? 'byte', locale);
}

/**
 * A size of memory or of a virtual disk, with three digits at most: `1.75 GB`.
 * @param megabytes 1024 of them make a GB, as for hypervisors
 * @param locale a language tag
 */
export const formatGigabytes = (megabytes: number, locale = 'en'): string =>
  format(megabytes / 1024, 'gigabyte', locale);

function format(value: number, unit: (typeof units)[number], locale: string): string {
  const unitDisplay = unit === 'byte' ? 'long' : 'short';
  const options = { style: 'unit', unit, unitDisplay, maximumSignificantDigits: 3 } as const;
  const key = `${locale} ${unit}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, known);
  return known.format(value);
}

/** To make one costs as much as thousands of calls of it. */
const formats = new Map<string, Intl.NumberFormat>();
