import path from 'node:path';
import type { FileSource } from '../../text/fileSource';
import type { Location } from '../../text/location';
import { RecentMap } from '../../text/recentMap';
import { SourceText } from '../../text/sourceText';
import type { Finding } from '../../rules/finding';
import type { LintResult } from '../lintResult';

export interface ReportInput extends LintResult {
  readonly sources: FileSource;
  /** The folder to which paths are relative in the report. */
  readonly cwd: string;
  /** Findings are new, or were there in an earlier state: see `SuppressedFinding`. */
  readonly isSince?: boolean;
}

/** A place as people and editors count: lines and columns from 1, columns in UTF-16 units. */
export interface Place {
  /** Relative to the working folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What was found, what is not shown of it included. */
export const allFound = ({ findings, suppressed = [] }: LintResult): Finding[] => [
  ...findings,
  ...suppressed.map(({ finding }) => finding),
];

/** Turns locations into places; texts are not kept for long, as findings come in the order of their files. */
export function placer({
  sources,
  cwd,
}: Pick<ReportInput, 'sources' | 'cwd'>): (location: Location) => Place {
  const texts = new RecentMap<SourceText>(100);
  return ({ path: file, span }) => {
    const text = texts.get(file) ?? new SourceText(file, sources.read(file) ?? '');
    texts.set(file, text);
    const start = text.positionAt(span.start);
    const end = text.positionAt(span.end);
    return {
      file: path.relative(cwd, file).split(path.sep).join('/') || '.',
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  };
}
