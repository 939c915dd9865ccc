import type { GivenValues } from '../pipeline/template/readTemplate';
import type { Finding } from '../rules/finding';
import type { PackerInUse } from '../rules/packerInUse';

/*
 * The boundary of the linter. Paths, unsaved texts and settings go in; findings come out; pipelines stay inside, and
 * what hovers and lenses show is asked for. What editors and the analysis beside them tell each other is in
 * `src/analysis/protocol.ts`.
 */

/** Which files there are at one moment, as plain data. */
export interface FileInputs {
  /** The folders of the workspace: above them nothing belongs to its projects. */
  readonly roots: readonly string[];
  /** Texts that are not saved yet, by their paths. */
  readonly unsaved: ReadonlyMap<string, string>;
}

/** All that a lint goes by at one moment, as plain data. */
export interface LintInputs extends FileInputs {
  /** The Packer of this machine; undefined where it is not known, or not known yet. */
  readonly packer: PackerInUse | undefined;
  /** Values of variables that templates are given, by their paths. */
  readonly given: ReadonlyMap<string, GivenValues>;
}

/** What a lint, or the loss of a subject, has changed. */
export interface LintOutcome {
  /** Files in which something else may be found now, with all that is shown in them. */
  readonly files: readonly FoundIn[];
  /** A rule goes by the Packer of this machine, whether it was known or not. */
  readonly asksForPacker: boolean;
  /** What was linted, or turned out to be nothing. */
  readonly keys: readonly string[];
  /** The keys of Vagrantfiles that can be linted once their parser is loaded. */
  readonly waiting: readonly string[];
  /** What could not be linted for a mistake of ours; nothing is shown of it. */
  readonly failures: readonly { readonly key: string; readonly error: unknown }[];
}

export interface FoundIn {
  readonly path: string;
  readonly findings: readonly Finding[];
  /** What is in a list of accepted findings. */
  readonly accepted: readonly Finding[];
  /** What comments in the file suppress. */
  readonly silenced: readonly Finding[];
}
