import type { Build } from '../pipeline/template/template';
import { mergeFixes } from '../rules/fixes/mergeFixes';
import type { Finding, RelatedLocation, Severity } from '../rules/finding';
import { severities } from '../rules/finding';
import type { Report } from '../rules/rule';
import { groupBy } from '../text/groupBy';
import { quotedList } from '../words/lists';
import { isSamePath } from '../text/pathKey';

/*
 * The same is found more than once: by one rule in several builds of a template, and by several templates in a file
 * that all of them use. Readers see it once, with all the places that it concerns.
 */

/** Merges what one rule reports of one template: the same of one place, or of one template's builders. */
export function mergeReports(reports: readonly Report[]): Report[] {
  const same = groupBy(reports, ({ ofBuilder, location: { path, span }, message }) => {
    const place = ofBuilder ? 'builder' : `${path}:${span.start}:${span.end}`;
    return `${place}\0${message}`;
  });
  return [...same.values()].flatMap(([first, ...others]) => (first ? [joinReports(first, others)] : []));
}

/** Merges what all templates, Vagrantfiles and answer files that lead to one file bring in it. */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const same = groupBy(
    findings,
    ({ rule, location: { span }, message }) => `${rule}\0${span.start}\0${span.end}\0${message}`,
  );
  return [...same.values()].flatMap(([first, ...others]) => (first ? [joinFindings(first, others)] : []));
}

/** `build 'a'`, `builds 'a', 'b' and 'c'`; of many the first five. */
export const namedBuilds = (builds: readonly Build[]): string =>
  `${builds.length === 1 ? 'build' : 'builds'} ${quotedList(
    builds.map(({ name }) => name),
    { most: 5 },
  )}`;

function joinReports(first: Report, others: readonly Report[]): Report {
  if (!others.length) return first;
  const all = [first, ...others];
  const builds = all.some((one) => one.builds) && [...new Set(all.flatMap((one) => one.builds ?? []))];
  const related = others.flatMap((other): readonly RelatedLocation[] => {
    if (first.ofBuilder && !isSamePlace(first, other))
      return [
        ...(other.related ?? []),
        { message: `Also affects ${namedBuilds(other.builds ?? [])}.`, location: other.location },
      ];
    // Builds that share a script say word for word the same of it.
    return hasSameRelated(first, other) ? [] : (other.related ?? []);
  });
  return {
    ...first,
    ...(builds && { builds }),
    ...(related.length && { related: distinct([...(first.related ?? []), ...related]) }),
    ...(first.severity && { severity: all.flatMap(({ severity }) => severity ?? []).reduce(worse) }),
    fixes: first.ofBuilder ? fixForAll(all) : (all.find((one) => one.fixes)?.fixes ?? []),
  };
}

const joinFindings = (first: Finding, others: readonly Finding[]): Finding =>
  others.length
    ? {
        ...first,
        severity: others.map(({ severity }) => severity).reduce(worse, first.severity),
        related: distinct([first, ...others].flatMap(({ related }) => related)),
        fixes: [first, ...others].find(({ fixes }) => fixes.length)?.fixes ?? [],
      }
    : first;

/** One fix for all builders that have one. */
function fixForAll(reports: readonly Report[]): Finding['fixes'] {
  const [some = [], ...others] = reports.flatMap(({ fixes }) => (fixes?.length ? [fixes] : []));
  const merged = others.length && mergeFixes([some, ...others].flatMap(([fix]) => fix ?? []));
  return merged ? [merged] : some;
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
