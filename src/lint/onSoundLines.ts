import { syntaxError } from '../rules/syntaxError';
import type { FileSource } from '../text/fileSource';
import type { Location } from '../text/location';
import type { Report } from '../rules/rule';
import { PathMap } from '../text/pathMap';
import { lastAtMost } from '../text/sorted';
import { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import type { RuleReports } from './collect';

/** Where something could not be read. */
export interface Mistake {
  readonly location: Location;
  readonly spreads?: true;
}

/** What begins something that is not closed, a name, a comment: the line in which it stands is what it seems. */
const harmless = /^([{([]|\w+|\/[/*].*)$/s;

/**
 * Leaves out what other rules say of a line with a syntax error: what stands there is not what it seems, as a string
 * without its quote is read together with what follows it. In JSON, where nothing but brackets says what belongs to what,
 * that holds for all that follows a lost one.
 */
export function onSoundLines(
  all: readonly RuleReports[],
  mistakes: readonly Mistake[],
  files: FileSource,
): readonly RuleReports[] {
  if (!mistakes.length) return all;
  const touched = new PathMap<TouchedLines>();
  for (const { location, spreads } of mistakes) {
    const lines = touched.get(location.path) ?? new TouchedLines(location.path, files);
    touched.set(location.path, lines);
    lines.add(location.span, spreads === true);
  }
  const isSound = ({ location }: Report) => !touched.get(location.path)?.has(location.span);
  return all.map(({ rule, reports }) => ({
    rule,
    reports: rule === syntaxError ? reports : reports.filter(isSound),
  }));
}

/** The lines of a file in which there are mistakes. A file can have as many of them as it has signs. */
class TouchedLines {
  private readonly source: SourceText;
  private readonly isJson: boolean;
  /** The last of them by the first one of each mistake. */
  private readonly ranges = new Map<number, number>();
  private sorted: { readonly starts: readonly number[]; readonly ends: readonly number[] } | undefined;

  constructor(path: string, files: FileSource) {
    this.source = new SourceText(path, files.read(path) ?? '');
    this.isJson = /\.json$/i.test(path);
  }

  add({ start, end }: Span, spreads: boolean): void {
    const isTorn = spreads && this.isJson;
    // A name is short; of a comment its first signs tell.
    const written = this.source.slice({ start, end: Math.min(end, start + longestName) });
    if (!isTorn && harmless.test(written)) return;
    const [first, last] = this.linesOf({ start, end });
    this.ranges.set(first, Math.max(this.ranges.get(first) ?? 0, isTorn ? Infinity : last));
    this.sorted = undefined;
  }

  has(span: Span): boolean {
    const [first, last] = this.linesOf(span);
    const { starts, ends } = (this.sorted ??= this.sort());
    return (ends[lastAtMost(starts, last)] ?? -1) >= first;
  }

  private linesOf({ start, end }: Span): readonly [number, number] {
    return [this.source.positionAt(start).line, this.source.positionAt(end).line];
  }

  /** By their starts, and how far those up to each reach. */
  private sort() {
    const ranges = [...this.ranges].sort(([a], [b]) => a - b);
    let furthest = -1;
    return {
      starts: ranges.map(([start]) => start),
      ends: ranges.map(([, end]) => (furthest = Math.max(furthest, end))),
    };
  }
}

/** UTF-16 units. */
const longestName = 200;
