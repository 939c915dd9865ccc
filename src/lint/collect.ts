import type { Build } from '../pipeline/template/template';
import type { Finding, RelatedLocation, Severity } from '../rules/finding';
import { severities } from '../rules/finding';
import type { Report, Rule } from '../rules/rule';
import { quotedList } from '../words/lists';
import type { Configuration, RuleSetting } from './configuration';

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
    for (const report of merge([...reports])) {
      const severity = worth(rule, report, configuration);
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

/** One report of all that say the same of one place, or of one template's builders. */
function merge(reports: readonly Report[]): Report[] {
  const merged = new Map<string, Report>();
  for (const report of reports) {
    const { path, span } = report.location;
    const place = report.ofBuilder ? 'builder' : `${path}:${span.start}:${span.end}`;
    const key = `${place}\0${report.message}`;
    const known = merged.get(key);
    merged.set(key, known ? join(known, report) : report);
  }
  return [...merged.values()];
}

function join(first: Report, other: Report): Report {
  const elsewhere: RelatedLocation[] =
    first.ofBuilder && !samePlace(first, other)
      ? [{ message: `The same of ${quoted(other.builds ?? [])}.`, location: other.location }]
      : [];
  const builds = first.builds ?? [];
  const added = other.builds?.filter((build) => !builds.includes(build)) ?? [];
  return {
    ...first,
    ...(added.length && { builds: [...builds, ...added] }),
    // Builds that share a script say word for word the same of it.
    ...((elsewhere.length || !sameRelated(first, other)) && {
      related: distinct([...(first.related ?? []), ...(other.related ?? []), ...elsewhere]),
    }),
    ...(first.severity && other.severity && { severity: worse(first.severity, other.severity) }),
    fixes: first.ofBuilder ? together(first.fixes, other.fixes) : (first.fixes ?? other.fixes ?? []),
  };
}

const sameRelated = ({ related: some = [] }: Report, { related: others = [] }: Report): boolean =>
  some.length === others.length &&
  some.every(({ message, location }, index) => {
    const other = others[index];
    return (
      message === other?.message &&
      location.path === other.location.path &&
      location.span.start === other.location.span.start
    );
  });

/** One fix that mends all builders; a place that two of them share is edited once. */
function together(some: Finding['fixes'] = [], others: Finding['fixes'] = []): Finding['fixes'] {
  const [one] = some;
  const [other] = others;
  if (!one || !other) return one ? some : others;
  const edits = [...one.edits, ...other.edits];
  const key = (edit: (typeof edits)[number]) => `${edit.path}:${edit.span.start}:${edit.newText}`;
  return [{ title: one.title, edits: [...new Map(edits.map((edit) => [key(edit), edit])).values()] }];
}

const samePlace = (a: Report, b: Report): boolean =>
  a.location.path === b.location.path && a.location.span.start === b.location.span.start;

export const worse = (a: Severity, b: Severity): Severity =>
  severities.indexOf(a) <= severities.indexOf(b) ? a : b;

/** Related places, each with what is said of it once. */
export function distinct(related: readonly RelatedLocation[]): RelatedLocation[] {
  const key = ({ message, location: { path, span } }: RelatedLocation) => `${path}:${span.start}:${message}`;
  return [...new Map(related.map((one) => [key(one), one])).values()];
}

function concerns(builds: readonly Build[]): RelatedLocation[] {
  const [first] = builds;
  return first ? [{ message: `It concerns ${quoted(builds)}.`, location: first.typeLocation }] : [];
}

/** `'a', 'b' and 'c'`; of many the first five. */
const quoted = (builds: readonly Build[]): string =>
  quotedList(
    builds.map(({ name }) => name),
    { most: 5 },
  );

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
