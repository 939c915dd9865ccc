import type { FileSource } from '../text/fileSource';
import { readPipeline } from '../pipeline/pipeline';
import type { Template } from '../pipeline/template/template';
import { severities } from '../rules/finding';
import type { Finding, Severity } from '../rules/finding';
import type { Report, Rule } from '../rules/rule';
import { rules } from '../rules/rules';
import { readConfiguration } from './configuration';
import type { Configuration, RuleSetting } from './configuration';

export interface LintResult {
  readonly findings: readonly Finding[];
  /** Every file that was read for them: the template's own and those that it leads to. */
  readonly files: readonly string[];
}

/** Asks all rules about one template and what it leads to. */
export function lintTemplate(
  template: Template,
  files: FileSource,
  selected: readonly Rule[] = rules,
): LintResult {
  const read = new Set(template.files.map(({ path }) => path));
  const watched: FileSource = {
    paths: files.paths,
    kind: (path) => files.kind(path),
    list: (folder) => files.list(folder),
    isKeptElsewhere: (path) => files.isKeptElsewhere(path),
    rootOf: (path) => files.rootOf(path),
    read: (path) => {
      const text = files.read(path);
      if (text !== undefined) read.add(path);
      return text;
    },
  };
  const pipeline = readPipeline(template, watched);
  const configuration = readConfiguration(files.rootOf(template.folder), files);
  const findings = selected.flatMap((rule) =>
    [...rule.check(pipeline)].flatMap((report): Finding[] => {
      const severity = worth(rule, report, configuration);
      return severity === 'off' ? [] : [{ related: [], fixes: [], ...report, severity, rule: rule.id }];
    }),
  );
  return { findings, files: [...read] };
}

/** A project can make a rule weigh more or less; what the rule itself says to be of less weight stays so. */
function worth(
  rule: Rule,
  { severity = rule.severity, location }: Report,
  configuration: Configuration,
): RuleSetting {
  const configured = configuration.severityOf(rule.id, location.path);
  if (configured === undefined || configured === 'off') return configured ?? severity;
  const weight = (one: Severity) => severities.indexOf(one);
  const lighter = weight(severity) > weight(rule.severity) && weight(severity) > weight(configured);
  return lighter ? severity : configured;
}
