import type { Build } from '../pipeline/template/template';
import { mergeFixes } from '../rules/fixes/mergeFixes';
import type { Finding, RelatedLocation, Severity } from '../rules/finding';
import { severities } from '../rules/finding';
import type { Report } from '../rules/rule';
import { quotedList } from '../words/lists';
import { isSamePath } from '../text/pathKey';

/*
 * The same is found more than once: by one rule in several builds of a template, and by several templates in a file
 * that all of them use. Readers see it once, with all the places that it concerns.
 */

/** Merges what one rule reports of one template: the same of one place, or of one template's builders. */
export function mergeReports(reports: readonly Report[]): Report[] {
  const merged = new Map<string, Report>();
  for (const report of reports) {
    const { path, span } = report.location;
    const place = report.ofBuilder ? 'builder' : `${path}:${span.start}:${span.end}`;
    const key = `${place}\0${report.message}`;
    const known = merged.get(key);
    merged.set(key, known ? joinReports(known, report) : report);
  }
  return [...merged.values()];
}

/** Merges what all templates, Vagrantfiles and answer files that lead to one file bring in it. */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const { rule, location, message } = finding;
    const key = `${rule}\0${location.span.start}\0${location.span.end}\0${message}`;
    const known = merged.get(key);
    merged.set(key, known ? joinFindings(known, finding) : finding);
  }
  return [...merged.values()];
}

/** `build 'a'`, `builds 'a', 'b' and 'c'`; of many the first five. */
export const namedBuilds = (builds: readonly Build[]): string =>
  `${builds.length === 1 ? 'build' : 'builds'} ${quotedList(
    builds.map(({ name }) => name),
    { most: 5 },
  )}`;

function joinReports(first: Report, other: Report): Report {
  const elsewhere: RelatedLocation[] =
    first.ofBuilder && !isSamePlace(first, other)
      ? [{ message: `Also affects ${namedBuilds(other.builds ?? [])}.`, location: other.location }]
      : [];
  const builds = first.builds ?? [];
  const added = other.builds?.filter((build) => !builds.includes(build)) ?? [];
  return {
    ...first,
    ...(added.length && { builds: [...builds, ...added] }),
    // Builds that share a script say word for word the same of it.
    ...((elsewhere.length || !hasSameRelated(first, other)) && {
      related: distinct([...(first.related ?? []), ...(other.related ?? []), ...elsewhere]),
    }),
    ...(first.severity && other.severity && { severity: worse(first.severity, other.severity) }),
    fixes: first.ofBuilder ? fixForBoth(first.fixes, other.fixes) : (first.fixes ?? other.fixes ?? []),
  };
}

const joinFindings = (first: Finding, other: Finding): Finding => ({
  ...first,
  severity: worse(first.severity, other.severity),
  related: distinct([...first.related, ...other.related]),
  fixes: first.fixes.length ? first.fixes : other.fixes,
});

/** One fix for all builders, where both have one. */
function fixForBoth(some: Finding['fixes'] = [], others: Finding['fixes'] = []): Finding['fixes'] {
  const [one] = some;
  const [other] = others;
  if (!one || !other) return one ? some : others;
  return [mergeFixes([one, other]) ?? one];
}

const hasSameRelated = ({ related: some = [] }: Report, { related: others = [] }: Report): boolean =>
  some.length === others.length &&
  some.every(({ message, location }, index) => {
    const other = others[index];
    return (
      message === other?.message &&
      isSamePath(location.path, other.location.path) &&
      location.span.start === other.location.span.start
    );
  });

const isSamePlace = (a: Report, b: Report): boolean =>
  isSamePath(a.location.path, b.location.path) && a.location.span.start === b.location.span.start;

const worse = (a: Severity, b: Severity): Severity =>
  severities.indexOf(a) <= severities.indexOf(b) ? a : b;

/** Related places, each with what is said of it once. */
function distinct(related: readonly RelatedLocation[]): RelatedLocation[] {
  const key = ({ message, location: { path, span } }: RelatedLocation) => `${path}:${span.start}:${message}`;
  return [...new Map(related.map((one) => [key(one), one])).values()];
}
