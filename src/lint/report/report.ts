import path from 'node:path';
import type { FileSource } from '../../text/fileSource';
import type { Location } from '../../text/location';
import { SourceText } from '../../text/sourceText';
import type { LintResult } from '../lintResult';

export interface ReportInput extends LintResult {
  readonly sources: FileSource;
  /** The folder to which paths are relative in the report. */
  readonly cwd: string;
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

/** Turns locations into places, reading each file once. */
export function placer({
  sources,
  cwd,
}: Pick<ReportInput, 'sources' | 'cwd'>): (location: Location) => Place {
  const texts = new Map<string, SourceText>();
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
