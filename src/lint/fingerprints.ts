import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Finding } from '../rules/finding';
import type { FileSource } from '../text/fileSource';
import type { Location } from '../text/location';
import { SourceText } from '../text/sourceText';

/** A longer line is that of a text on one line: what else is on it says nothing of a finding. Characters. */
const longestLine = 400;

/**
 * What stays the same of a finding when its line moves, in other clones and on other systems: made of the rule, the
 * file's path and the line's text. Of findings for which these are equal, each has a number; so all findings of a lint
 * have to be asked for, in the order of their places.
 */
export class Fingerprints {
  private readonly sourcesRead = new Map<string, SourceText>();
  private readonly lines = new Map<string, string>();
  /** How often something was found in equal lines. */
  private readonly equals = new Map<string, number>();

  /** @param base the folder from which paths start. Absolute */
  constructor(
    private readonly sources: Pick<FileSource, 'read'>,
    private readonly base: string,
  ) {}

  of({ rule, location }: Finding): string {
    const text = this.lineAt(location);
    const hash = hashOf([rule, this.nameOf(location.path), text]);
    const number = this.equals.get(hash) ?? 0;
    this.equals.set(hash, number + 1);
    return `${hash}:${number}`;
  }

  /** A file's path as it is in every clone. */
  nameOf(file: string): string {
    return path.relative(this.base, file).split(path.sep).join('/');
  }

  private lineAt({ path: file, span }: Location): string {
    const source = this.sourcesRead.get(file) ?? new SourceText(file, this.sources.read(file) ?? '');
    this.sourcesRead.set(file, source);
    const { line } = source.positionAt(span.start);
    const key = `${line}:${file}`;
    const [start, end] = [0, Infinity].map((character) => source.offsetAt({ line, character }));
    const text = this.lines.get(key) ?? source.text.slice(start, end).trim();
    this.lines.set(key, text);
    return text.length > longestLine ? source.slice(span) : text;
  }
}

const hashOf = (key: unknown): string =>
  createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32);
