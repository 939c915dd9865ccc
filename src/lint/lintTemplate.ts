import type { FileSource } from '../text/fileSource';
import { readPipeline } from '../pipeline/pipeline';
import type { Pipeline } from '../pipeline/pipeline';
import type { Template } from '../pipeline/template/template';
import type { VagrantProject } from '../pipeline/vagrantProject';
import type { Finding } from '../rules/finding';
import type { Rule, RuleOptions } from '../rules/rule';
import { rules } from '../rules/rules';
import { collect } from './collect';
import { readConfiguration } from './configuration';
import { watchReads } from './watchReads';

export interface LintResult {
  readonly findings: readonly Finding[];
  /** Every file that was read for them: the template's own and those that it leads to. */
  readonly files: readonly string[];
  /** What the rules were asked about, of a template or an answer file. */
  readonly pipeline?: Pipeline;
  /** What they were asked about, of a Vagrantfile. */
  readonly project?: VagrantProject;
}

/**
 * Asks all rules about one template and what it leads to. What is suppressed is still in it: see `settle`.
 * @param found the Packer of this machine; what the project says of it counts more
 */
export function lintTemplate(
  template: Template,
  files: FileSource,
  selected: readonly Rule[] = rules,
  found: RuleOptions['packer'] = () => undefined,
): LintResult {
  const own = new Set(template.files.map(({ path }) => path));
  const watched = watchReads(files);
  const pipeline = readPipeline(template, watched);
  const configuration = readConfiguration(files.rootOf(template.folder), files);
  const options: RuleOptions = {
    ...configuration.options,
    packer: () => {
      const said = configuration.options.packer();
      const own = found();
      return said && said.version !== own?.version ? said : own;
    },
  };
  const reports = selected.map((rule) => ({
    rule,
    reports: rule.check?.(pipeline, options) ?? [],
  }));
  const findings = collect(reports, configuration, (path) => own.has(path));
  return { findings, files: [...new Set([...own, ...watched.files])], pipeline };
}
