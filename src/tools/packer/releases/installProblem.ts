import { withoutCredentials } from '../../../text/urlCredentials';
import type { SignatureProblem } from './verifySignature';

/** Why a release was not installed; as data, as only the editor has words. */
export type InstallProblem =
  /** No answer came from a server. `reason`: the system's or the library's word, like `ENOTFOUND`. */
  | { readonly kind: 'unreachable'; readonly host: string; readonly reason: string }
  /** It sent nothing for so long. Milliseconds. */
  | { readonly kind: 'stalled'; readonly host: string; readonly after: number }
  /** It was not done after so long, though it kept sending. Milliseconds. */
  | { readonly kind: 'slow'; readonly host: string; readonly after: number }
  | { readonly kind: 'status'; readonly url: string; readonly status: number }
  /** It leads to where nothing is downloaded from. */
  | { readonly kind: 'redirect'; readonly host: string; readonly to: string }
  | { readonly kind: 'tooLarge'; readonly url: string; readonly limit: number }
  /** What the server has is no list of releases. */
  | { readonly kind: 'index'; readonly url: string }
  | { readonly kind: 'signature'; readonly url: string; readonly problem: SignatureProblem }
  /** The signed checksums do not have the file. */
  | { readonly kind: 'unlisted'; readonly file: string }
  | { readonly kind: 'checksum'; readonly file: string }
  /** The archive can't be read, or holds what must not be unpacked: `reason` is a name in it, or the library's word. */
  | { readonly kind: 'archive'; readonly file: string; readonly reason: string }
  /** The program can't be run. */
  | { readonly kind: 'program'; readonly reason: string }
  /** The file system refused. `code`: like `ENOSPC`. */
  | { readonly kind: 'disk'; readonly folder: string; readonly code: string; readonly reason: string };

/** A release was not installed, and nothing is left of it. */
export class InstallFailure extends Error {
  readonly problem: InstallProblem;

  /** A mirror may be one with a user and a password, which nobody is shown. */
  constructor(problem: InstallProblem) {
    super(problem.kind);
    this.problem = Object.fromEntries(
      Object.entries(problem).map(([name, value]: [string, unknown]) => [
        name,
        typeof value === 'string' ? withoutCredentials(value) : value,
      ]),
    ) as unknown as InstallProblem;
  }
}
