import type { Pipeline } from '../pipeline/pipeline';
import type { Build } from '../pipeline/template/template';
import type { VagrantProject } from '../pipeline/vagrantProject';
import type { Finding } from '../rules/finding';
import type { Location } from '../text/location';
import type { SuppressedFinding } from './applySuppressions';
import type { Accepted } from './baseline';

/** What was found: plain data, which can be sent anywhere. */
export interface LintResult {
  readonly findings: readonly Finding[];
  /** Every file that was read for them: the subjects' own and those that they lead to. */
  readonly files: readonly string[];
  /** What was found, too, and is not shown. */
  readonly suppressed?: readonly SuppressedFinding[];
  /** By the path of each list of accepted findings what was not found again. */
  readonly gone?: ReadonlyMap<string, readonly Accepted[]>;
}

/** What was found of one subject, with what the rules were asked about. That is not plain, and stays where it was made. */
export interface LintedSubject extends LintResult {
  /** Rules that failed: what they would have found is missing. */
  readonly failures: readonly Finding[];
  /** What it leads to and the system does not allow to be read; absolute. */
  readonly denied?: readonly string[];
  /** Of a template or an answer file. */
  readonly pipeline?: Pipeline;
  readonly vagrantProject?: VagrantProject;
  /** In which builds Packer never connects, as an error says. */
  readonly unreachable?: readonly Unreachable[];
}

export interface Unreachable {
  readonly build: Build;
  /** The id of the rule that says why. */
  readonly rule: string;
  /** What it is about. */
  readonly location: Location;
}
