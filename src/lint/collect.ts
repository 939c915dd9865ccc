import type { Build } from '../pipeline/template/template';
import type { Finding, RelatedLocation, Severity } from '../rules/finding';
import { severities } from '../rules/finding';
import type { Report, Rule } from '../rules/rule';
import type { Configuration, RuleSetting } from './configuration';
import { mergeReports, namedBuilds } from './mergeFindings';

/** A rule with what it says of one template, Vagrantfile or answer file. */
export interface RuleReports {
  readonly rule: Rule;
  readonly reports: Iterable<Report>;
}

/**
 * What rules say, as findings: the same report of several builds once, and in a script or answer file with the
 * template that it concerns.
 * @param own whether a file belongs to what is linted itself, so that nobody has to be told which template it is
 */
export function collect(
  all: Iterable<RuleReports>,
  configuration: Configuration,
  own: (path: string) => boolean,
): Finding[] {
  const findings: Finding[] = [];
  for (const { rule, reports } of all)
    for (const report of mergeReports([...reports])) {
      const severity = effectiveSeverity(rule, report, configuration);
      if (severity === 'off') continue;
      const { message, location, related = [], fixes = [], builds = [] } = report;
      const concerned = own(location.path) ? [] : concerns(builds);
      findings.push({
        rule: rule.id,
        severity,
        message,
        location,
        related: [...related, ...concerned],
        fixes,
      });
    }
  return findings;
}

function concerns(builds: readonly Build[]): RelatedLocation[] {
  const [first] = builds;
  return first ? [{ message: `Affects ${namedBuilds(builds)}.`, location: first.typeLocation }] : [];
}

/** A project can make a rule weigh more or less; what the rule itself says to be of less weight stays so. */
function effectiveSeverity(
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
