import type { Severity } from '../../rules/finding';
import type { Location } from '../../text/location';
import type { Span } from '../../text/span';

export type RuleSetting = Severity | 'off';

/** The least severity of a finding that makes a lint fail. */
export const thresholds = ['error', 'warning', 'info', 'never'] as const;

export type Threshold = (typeof thresholds)[number];

/** What one file says of how a project is linted, with all paths absolute. Its form is in schemas/boxwright.schema.json. */
export interface Layer {
  readonly path: string;
  /** The folder from which its patterns start. Absolute. */
  readonly base: string;
  /** Whether no file of a folder above this one counts. */
  readonly isRoot: boolean;
  /** The files and packages that it builds on, as written. */
  readonly extends: readonly { readonly name: string; readonly span: Span }[];
  /** Severities, the last one that applies counts: those of all files, then those of overrides. */
  readonly sections: readonly Section[];
  readonly ignore: readonly string[];
  /** Patterns of what a search of folders lints; undefined for all. */
  readonly files: readonly string[] | undefined;
  /** MB. */
  readonly minimumMemory: number | undefined;
  readonly packerVersion: string | undefined;
  readonly failOn: Threshold | undefined;
  /** The list of findings that are accepted; absolute. */
  readonly baseline: { readonly path: string; readonly span: Span } | undefined;
  /** Whether each comment that switches a rule off has to say why. */
  readonly requireReason: boolean | undefined;
  /** By folder. */
  readonly separateTemplates: ReadonlyMap<string, boolean>;
  /** By template. */
  readonly varFiles: ReadonlyMap<string, readonly string[]>;
  /** What must exist for it to have an effect. */
  readonly named: readonly NamedPath[];
  readonly problems: readonly ConfigurationProblem[];
}

/** A path that a setting is about, with the place where it is named. */
export interface NamedPath {
  /** A folder of `separateTemplates`, a template of `varFiles`, or a file with values for it. */
  readonly as: 'separateTemplates' | 'varFiles' | 'varFile';
  /** Absolute. */
  readonly path: string;
  readonly span: Span;
}

export interface Section {
  /** Of the files that it is about; undefined for all. */
  readonly patterns: readonly string[] | undefined;
  readonly rules: ReadonlyMap<string, RuleSetting>;
}

/** What is wrong with a file that configures; what can be read of it counts all the same. */
export interface ConfigurationProblem {
  /** A warning where a newer version may know what this one does not. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly location: Location;
}
