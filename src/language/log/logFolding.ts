import type { LineRange, LogParts } from './logParts';

/** Lines that can be folded away below the first of them. */
export interface FoldingRange extends LineRange {
  readonly kind: 'step' | 'noise';
}

/** The steps of a log's builds, and PowerShell's noise. */
export function logFolding({ steps, noise }: Pick<LogParts<unknown>, 'steps' | 'noise'>): FoldingRange[] {
  // Of builds that run at the same time the steps overlap, which ranges must not: they end where any step begins.
  const ranges: FoldingRange[] = [
    ...steps.map(
      ({ first, last, next }) =>
        ({ kind: 'step', first, last: Math.min(last, (next ?? Infinity) - 1) }) as const,
    ),
    ...noise.map(({ first, last }) => ({ kind: 'noise', first, last }) as const),
  ];
  return ranges.filter(({ first, last }) => last > first);
}
