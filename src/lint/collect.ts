import type { Build } from '../pipeline/template/template';
import type { Finding, RelatedLocation, Severity } from '../rules/finding';
import { severities } from '../rules/finding';
import type { Report, Rule } from '../rules/rule';
import { syntaxError } from '../rules/syntaxError';
import type { Configuration } from './configuration/configuration';
import type { RuleSetting } from './configuration/layer';
import type { LintedSubject, Unreachable } from './lintResult';
import { mergeReports, namedBuilds } from './mergeFindings';
import { failed } from './notChecked';

/** A rule with what it says of one template, Vagrantfile or answer file. */
export interface RuleReports {
  readonly rule: Rule;
  readonly reports: readonly Report[];
}

/**
 * Asks rules about something. One that fails costs what it alone would have said.
 * @param path where that is told
 */
export function askRules(
  rules: readonly Rule[],
  path: string,
  ask: (rule: Rule) => Iterable<Report> | undefined,
): { readonly reports: readonly RuleReports[]; readonly failures: readonly Finding[] } {
  const reports: RuleReports[] = [];
  const failures: Finding[] = [];
  for (const rule of rules)
    try {
      reports.push({ rule, reports: [...(ask(rule) ?? [])] });
    } catch (error) {
      failures.push(failed(path, error, rule));
    }
  return { reports, failures };
}

/**
 * What cannot be read of something; nothing where finding that out fails, as the rule itself tells.
 * @param asked what the rules said that are on: that one is asked again only where it is off
 */
export const syntaxMistakes = (
  asked: readonly RuleReports[],
  ask: (rule: Rule) => Iterable<Report> | undefined,
): readonly Report[] =>
  (asked.find(({ rule }) => rule === syntaxError) ?? askRules([syntaxError], '', ask).reports[0])?.reports ??
  [];

/** What rules say of one template, Vagrantfile or answer file. */
type Collected = Pick<LintedSubject, 'findings'> & Required<Pick<LintedSubject, 'unreachable'>>;

/**
 * What rules say, as findings: the same report of several builds once, and in a script or answer file with the
 * template that it concerns.
 * @param order of the template's builds
 * @param own whether a file belongs to what is linted itself, so that nobody has to be told which template it is
 */
export function collect(
  all: Iterable<RuleReports>,
  configuration: Configuration,
  own: (path: string) => boolean,
  order: readonly Build[] = [],
): Collected {
  const places = new Map(order.map((build, at) => [build, at]));
  const inOrder = (builds: readonly Build[]) =>
    [...builds].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  const findings: Finding[] = [];
  const unreachable: Unreachable[] = [];
  for (const { rule, reports } of all)
    for (const report of mergeReports(reports)) {
      const severity = effectiveSeverity(rule, report, configuration);
      if (severity === 'off') continue;
      const { message, location, related = [], fixes = [], builds = [] } = report;
      if (report.unreachable && severity === 'error')
        unreachable.push(...builds.map((build) => ({ build, rule: rule.id, location })));
      const concerned = own(location.path) ? [] : concerns(inOrder(builds));
      findings.push({
        rule: rule.id,
        severity,
        message,
        location,
        related: [...related, ...concerned],
        fixes,
      });
    }
  return { findings, unreachable };
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
  const weight = (one: Severity) => severities.indexOf(one);
  if (configured === undefined) return rule.preview && weight(severity) < weight('info') ? 'info' : severity;
  if (configured === 'off') return 'off';
  const lighter = weight(severity) > weight(rule.severity) && weight(severity) > weight(configured);
  return lighter ? severity : configured;
}
