/** Lines of a log, from 0, the last one included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** A step of a build with its place in the log. Lines of other builds can lie between its own. */
interface LoggedStep<Kind> extends LineRange {
  readonly step: {
    /** The name of the build. */
    readonly build: string;
    readonly kind: Kind;
    readonly text: string;
    /** Milliseconds since 1970; 0 where it is not known. */
    readonly began: number;
    readonly ended?: number;
    readonly failed?: true;
  };
  /** The line with which the next step of any build begins; undefined for the last one. */
  readonly next: number | undefined;
}

/** What stands where in a log of Packer. `Kind`: what a step can be. */
export interface LogParts<Kind> {
  readonly builds: ReadonlyMap<string, LineRange>;
  readonly steps: readonly LoggedStep<Kind>[];
  /** PowerShell's XML. */
  readonly noise: readonly LineRange[];
}
