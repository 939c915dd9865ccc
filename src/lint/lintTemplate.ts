import { readPipeline } from '../pipeline/pipeline';
import type { Template } from '../pipeline/template/template';
import type { Rule, RuleOptions } from '../rules/rule';
import { rules } from '../rules/rules';
import { collect } from './collect';
import type { LintedSubject } from './lintResult';
import type { Project } from './project';
import { watchReads } from './watchReads';

/** Asks all rules about one template and what it leads to. What is suppressed is still in it: see `fileFindings`. */
export function lintTemplate(
  template: Template,
  { files, configuration, packer }: Project,
  selected: readonly Rule[] = rules,
): LintedSubject {
  const own = new Set(template.files.map(({ path }) => path));
  const watched = watchReads(files);
  const pipeline = readPipeline(template, watched);
  const options: RuleOptions = { ...configuration.options, packer };
  const reports = selected.map((rule) => ({
    rule,
    reports: rule.check?.(pipeline, options) ?? [],
  }));
  const findings = collect(reports, configuration, (path) => own.has(path));
  return { findings, files: [...new Set([...own, ...watched.files])], pipeline };
}
