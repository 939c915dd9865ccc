import type { Pipeline } from '../pipeline/pipeline';
import type { VagrantProject } from '../pipeline/vagrantProject';
import type { Finding } from '../rules/finding';

/** What was found: plain data, which can be sent anywhere. */
export interface LintResult {
  readonly findings: readonly Finding[];
  /** Every file that was read for them: the subjects' own and those that they lead to. */
  readonly files: readonly string[];
}

/** What was found of one subject, with what the rules were asked about. That is not plain, and stays where it was made. */
export interface LintedSubject extends LintResult {
  /** Of a template or an answer file. */
  readonly pipeline?: Pipeline;
  readonly vagrantProject?: VagrantProject;
}
