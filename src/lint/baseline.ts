import type { Finding } from '../rules/finding';
import type { FileSource } from '../text/fileSource';
import { byPlace, compare } from './byPlace';
import { Fingerprints } from './fingerprints';

/** A finding that is accepted. */
export interface Accepted {
  readonly rule: string;
  /** Relative to the folder of the list, with forward slashes. */
  readonly file: string;
  /** See `Fingerprints`. */
  readonly fingerprint: string;
}

/** The name by which a list of accepted findings counts for what is in and below its folder. */
export const baselineName = 'boxwright-baseline.json';

/** A list of findings that are accepted, so that a lint fails for others only. */
export class Baseline {
  private readonly byFingerprint: ReadonlyMap<string, Accepted>;
  private readonly found = new Set<string>();

  /** @param path of the list, from whose folder its paths start; undefined where there is none */
  constructor(
    readonly path: string | undefined,
    readonly entries: readonly Accepted[],
  ) {
    this.byFingerprint = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  }

  /**
   * Those of the list.
   * @param findings of one file that nothing else suppresses
   * @param all of the file
   */
  accepted(findings: readonly Finding[], all: readonly Finding[], files: FileSource): ReadonlySet<Finding> {
    const accepted = new Set<Finding>();
    if (this.path === undefined || !this.byFingerprint.size) return accepted;
    for (const [finding, { fingerprint }] of fingerprinted(findings, all, this.path, files)) {
      if (!this.byFingerprint.has(fingerprint)) continue;
      accepted.add(finding);
      this.found.add(fingerprint);
    }
    return accepted;
  }

  /** What was not found again. @param wasLinted whether it would have been found */
  gone(wasLinted: (entry: Accepted) => boolean): Accepted[] {
    return this.entries.filter((entry) => !this.found.has(entry.fingerprint) && wasLinted(entry));
  }
}

/**
 * Findings with what a list has of them, in the order of their places.
 * @param all in the same files @param path of the list
 */
export function fingerprinted(
  findings: readonly Finding[],
  all: readonly Finding[],
  path: string,
  files: FileSource,
): (readonly [Finding, Accepted])[] {
  const fingerprints = new Fingerprints(files, files.paths.dirname(path), all);
  return [...findings].sort(byPlace).map((finding) => {
    const file = fingerprints.nameOf(finding.location.path);
    return [finding, { rule: finding.rule, file, fingerprint: fingerprints.of(finding) }] as const;
  });
}

/** @returns undefined for a text that is no list of accepted findings */
export function readBaseline(path: string, text: string): Baseline | undefined {
  const data = parse(text);
  const { version, findings } = (data ?? {}) as { version?: unknown; findings?: unknown };
  return version === 1 && Array.isArray(findings) && findings.every(isAccepted)
    ? new Baseline(path, findings)
    : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAccepted(value: unknown): value is Accepted {
  const { rule, file, fingerprint } = (value ?? {}) as Record<string, unknown>;
  return [rule, file, fingerprint].every((one) => typeof one === 'string');
}

/** The text of a list, in an order in which lists of two branches merge well. */
export function baselineText(entries: readonly Accepted[]): string {
  const sorted = [...entries].sort(
    (a, b) => compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint),
  );
  return `${JSON.stringify({ version: 1, findings: sorted }, null, 2)}\n`;
}
