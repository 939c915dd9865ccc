/** What a line of Packer's plain output is. */
export type LineKind = 'say' | 'message' | 'error' | 'artifact' | 'summary' | 'other';

export interface OutputLine {
  readonly kind: LineKind;
  /** The build that it is about, with a post-processor's name behind it as Packer prints it; undefined for none. */
  readonly build: string | undefined;
  readonly text: string;
}

/** How a build ended, as far as its output tells. */
export interface BuildOutcome {
  /** `NAME: what was made`, as Packer prints them. */
  readonly artifacts: readonly string[];
  readonly errors: readonly string[];
  readonly cancelled: boolean;
  /** Packer says at the end that it made nothing; of a log that is not whole, nobody knows. */
  readonly madeNothing: boolean;
}

const stamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:?\d\d)): /;

/** The time at which a line was written, milliseconds since 1970, in whole seconds; undefined where it bears none. */
export function timeOf(line: string): number | undefined {
  const time = Date.parse(stamp.exec(line)?.[1] ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/** A text in two at the first separator; undefined where either the separator or what stands before it is missing. */
function splitAt(text: string, separator: string): readonly [before: string, after: string] | undefined {
  const at = text.indexOf(separator);
  return at > 0 ? [text.slice(0, at), text.slice(at + separator.length)] : undefined;
}

/** `Build 'NAME' errored after 5 seconds: REASON`, before 1.6.3 without the time. */
function readFailure(text: string): readonly [build: string, reason: string] | undefined {
  const [build, rest] = text.startsWith("Build '") ? (splitAt(text.slice(7), "' errored") ?? []) : [];
  if (build === undefined || rest === undefined) return undefined;
  if (rest.startsWith(': ')) return [build, rest.slice(2)];
  const [, reason] = rest.startsWith(' after ') ? (splitAt(rest, ': ') ?? []) : [];
  return reason === undefined ? undefined : [build, reason];
}

/** The build of `Build 'NAME' finished after 5 minutes.` */
export function finishedBuild(text: string): string | undefined {
  const [build, rest] = text.startsWith("Build '") ? (splitAt(text.slice(7), "' finished") ?? []) : [];
  return rest === '.' || (rest?.startsWith(' after ') && rest.endsWith('.')) ? build : undefined;
}

/**
 * Reads one line of `packer build -color=false`, with or without `-timestamp-ui`. `==>` marks what Packer says and
 * what a provisioner writes to its error output, an indented name what a provisioner prints; since 1.13, `==>`
 * marks all of them.
 * Source: hashicorp/packer packer/ui.go and command/build.go.
 */
export function readLine(line: string): OutputLine {
  const text = line.replace(stamp, '');
  const marked = text.slice(4);
  const [build, what] = splitAt(marked, ': ') ?? [];
  if (text.startsWith('==> '))
    return what === undefined
      ? { kind: 'summary', build: undefined, text: marked }
      : { kind: 'say', build, text: what };
  if (what !== undefined && text.startsWith('--> ')) return { kind: 'artifact', build, text: what };
  if (what !== undefined && /^ {4}\S/.test(text)) return { kind: 'message', build, text: what };
  const [failedBuild, reason] = readFailure(text) ?? [];
  if (reason !== undefined) return { kind: 'error', build: failedBuild, text: reason };
  if (/^(Error|Failed to parse template)\b/.test(text)) return { kind: 'error', build: undefined, text };
  return { kind: 'other', build: undefined, text };
}

const listings = [
  ['Builds finished. The artifacts', 'artifacts'],
  ["Some builds didn't complete", 'failures'],
] as const;

/** Of errors and artifacts: a run is kept in memory, and on the disk. */
const mostKept = 1000;
/** UTF-16 units. */
const longestKept = 10_000;

/** Follows a build's output line by line; keeps only what tells how it ended. */
export class BuildOutput {
  private readonly artifacts: string[] = [];
  private readonly errors: string[] = [];
  private cancelled = false;
  private madeNothing = false;
  /** Which list of the summary at the end is being printed. */
  private listing: 'artifacts' | 'failures' | undefined;

  /** @returns the line, with the list of failures at the end told from that of artifacts, which looks the same */
  line(line: string): OutputLine {
    const read = readLine(line);
    const { kind, build, text } = read;
    // Packer's own spelling.
    if (/^Cleanly cancelled builds/.test(text)) this.cancelled = true;
    if (kind === 'summary' && text.startsWith('Builds finished but no artifacts')) this.madeNothing = true;
    if (kind === 'summary') this.listing = listings.find(([start]) => text.startsWith(start))?.[1];
    else if (kind === 'error') this.addError(build ? `${build}: ${text}` : text);
    else if (this.listing === 'failures' && kind === 'artifact') return { ...read, kind: 'error' };
    else if (this.listing === 'artifacts') this.addArtifact(read);
    return read;
  }

  private addError(text: string): void {
    if (this.errors.length < mostKept) this.errors.push(text.slice(0, longestKept));
  }

  /** The description of an artifact can go on for lines, as of images in several regions. */
  private addArtifact({ kind, build, text }: OutputLine): void {
    if (kind === 'artifact') {
      if (this.artifacts.length < mostKept) this.artifacts.push(`${build}: ${text}`.slice(0, longestKept));
    } else if (this.artifacts.length && text.trim())
      this.artifacts.push(`${this.artifacts.pop()}, ${text.trim()}`.slice(0, longestKept));
  }

  get outcome(): BuildOutcome {
    const { artifacts, errors, cancelled, madeNothing } = this;
    return { artifacts, errors, cancelled, madeNothing };
  }
}
