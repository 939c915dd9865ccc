import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Finding } from '../rules/finding';
import type { FileSource } from '../text/fileSource';
import type { Location } from '../text/location';
import { SourceText } from '../text/sourceText';
import { RecentMap } from '../text/recentMap';
import { byPlace } from './byPlace';

/** A longer line is that of a text on one line: what else is on it says nothing of a finding. Characters. */
const longestLine = 400;

/**
 * What stays the same of a finding when its line moves, in other clones and on other systems: made of the rule, the
 * file's path and the line's text. Of findings for which these are equal, each has a number in the order of their places;
 * what is suppressed counts, too, so that a suppression changes no other's number.
 */
export class Fingerprints {
  /** Findings come in the order of their files. */
  private readonly sourcesRead = new RecentMap<SourceText>(20);
  private readonly known = new Map<Finding, string>();

  /**
   * @param base the folder from which paths start. Absolute
   * @param all what was found in the files, what is not shown of it included
   */
  constructor(
    private readonly sources: Pick<FileSource, 'read'>,
    private readonly base: string,
    all: readonly Finding[],
  ) {
    /** How often something was found in equal lines. */
    const equals = new Map<string, number>();
    for (const finding of [...all].sort(byPlace)) {
      const { rule, location } = finding;
      const hash = hashOf([rule, this.nameOf(location.path), this.lineAt(location)]);
      const number = equals.get(hash) ?? 0;
      equals.set(hash, number + 1);
      this.known.set(finding, `${hash}:${number}`);
    }
  }

  /** @param finding one of all */
  of(finding: Finding): string {
    const fingerprint = this.known.get(finding);
    if (fingerprint === undefined) throw new Error(`A finding of ${finding.rule} has no number.`);
    return fingerprint;
  }

  /** A file's path as it is in every clone. */
  nameOf(file: string): string {
    return path.relative(this.base, file).split(path.sep).join('/');
  }

  private lineAt({ path: file, span }: Location): string {
    const source = this.sourcesRead.get(file) ?? new SourceText(file, this.sources.read(file) ?? '');
    this.sourcesRead.set(file, source);
    const { line } = source.positionAt(span.start);
    const [start, end] = [0, Infinity].map((character) => source.offsetAt({ line, character }));
    const text = source.text.slice(start, end).trim();
    return text.length > longestLine ? source.slice(span) : text;
  }
}

const hashOf = (key: unknown): string =>
  createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32);
