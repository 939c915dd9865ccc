import type { Finding } from '../rules/finding';
import type { Rule } from '../rules/rule';
import { rules as allRules } from '../rules/rules';
import { unusedSuppression } from '../rules/unusedSuppression';
import { SourceText } from '../text/sourceText';
import { lastAtMost } from '../text/sorted';
import type { Span } from '../text/span';
import type { Configuration } from './configuration/configuration';
import { readSuppressions } from './readSuppressions';
import type { Suppression } from './readSuppressions';

/** A file, and what was found in it. */
export interface FoundInFile {
  readonly path: string;
  readonly text: string;
  /** Of all that lead to the file, each once: see `mergeFindings`. */
  readonly findings: readonly Finding[];
  /** The rules that were asked. */
  readonly rules: readonly Rule[];
}

/** What is shown of a file, and what is not. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** Something that was found and is not shown. */
export interface SuppressedFinding {
  readonly finding: Finding;
  /** A comment in the file itself, a list of what is accepted, or an earlier state in which it was found, too. */
  readonly by: 'comment' | 'baseline' | 'since';
  readonly reason?: string | undefined;
}

/**
 * Leaves out what comments in the file switch off, and adds a finding for each comment that switches off nothing.
 * @param configuration that of the project of the file; it is asked for only where there are such comments
 */
export function applySuppressions(
  { path, text, findings, rules }: FoundInFile,
  configuration: () => Configuration,
): Judged {
  const { all, misunderstood } = readSuppressions(path, text);
  if (!all.length && !misunderstood.length) return { findings, suppressed: [] };
  const source = new SourceText(path, text);
  const index = new SuppressionIndex(all);
  const used = new Set<NamedRule>();
  const shown: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const { line } = source.positionAt(finding.location.span.start);
    const silencing = index.of(finding.rule, line);
    for (const { rule } of silencing) used.add(rule);
    const [first] = silencing;
    if (first) suppressed.push({ finding, by: 'comment', reason: first.suppression.reason });
    else shown.push(finding);
  }
  const project = configuration();
  const severity = project.severityOf(unusedSuppression.id, path) ?? unusedSuppression.severity;
  if (severity === 'off' || !rules.includes(unusedSuppression)) return { findings: shown, suppressed };
  const report = (message: string, span: Span, gone?: Span): Finding => ({
    rule: unusedSuppression.id,
    severity,
    message,
    location: { path, span },
    related: [],
    fixes: gone
      ? [
          {
            title: 'Remove the comment',
            applicability: 'safe',
            edits: [{ path, span: gone, newText: '' }],
          },
        ]
      : [],
  });
  const unused = all.flatMap((suppression) =>
    suppression.rules
      .filter((rule) => !used.has(rule))
      .flatMap(({ id, span }): Finding[] => {
        const known = allRules.some((rule) => rule.id === id);
        if (known && !rules.some((rule) => rule.id === id)) return [];
        const gone = suppression.rules.length === 1 && suppression.span && lineOf(source, suppression.span);
        const why = known ? `'${id}' reports nothing here` : `there is no rule '${id}'`;
        return [report(`This suppression comment has no effect: ${why}.`, span, gone || undefined)];
      }),
  );
  const unreasoned = all.flatMap(({ reason, rules: [rule] }) =>
    project.requireReason && reason === undefined && rule
      ? [
          report(
            path.endsWith('.json')
              ? 'This suppression gives no reason. Add one as "reason".'
              : `This suppression comment gives no reason. Add one after ${path.endsWith('.xml') ? 'a colon' : '--'}.`,
            rule.span,
          ),
        ]
      : [],
  );
  const wrong = misunderstood.map(({ message, span }) => report(message, span));
  return { findings: [...shown, ...unused, ...unreasoned, ...wrong], suppressed };
}

type NamedRule = Suppression['rules'][number];

interface Silencing {
  readonly suppression: Suppression;
  readonly rule: NamedRule;
}

/** Finds what switches a rule off in a line, however many comments and findings there are. */
class SuppressionIndex {
  /** By rule and line; by rule alone what is about the whole file. */
  private readonly byPlace = new Map<string, Silencing[]>();
  /** By rule, in order: `readSuppressions` lets none of one rule overlap. */
  private readonly ranges = new Map<string, { readonly starts: number[]; readonly all: Silencing[] }>();

  constructor(all: readonly Suppression[]) {
    for (const suppression of all)
      for (const rule of suppression.rules) this.add({ suppression, rule }, suppression);
  }

  of(rule: string, line: number): Silencing[] {
    const { starts = [], all = [] } = this.ranges.get(rule) ?? {};
    const range = all[lastAtMost(starts, line)];
    return [
      ...(this.byPlace.get(rule) ?? []),
      ...(range && line <= range.suppression.last ? [range] : []),
      ...(this.byPlace.get(`${rule}:${line}`) ?? []),
    ];
  }

  private add(one: Silencing, { first, last }: Suppression): void {
    const { id } = one.rule;
    if (first === last || last === Infinity) {
      const place = last === Infinity ? id : `${id}:${first}`;
      const others = this.byPlace.get(place);
      if (others) others.push(one);
      else this.byPlace.set(place, [one]);
      return;
    }
    const { starts, all } = this.ranges.get(id) ?? { starts: [], all: [] };
    this.ranges.set(id, { starts, all });
    starts.push(first);
    all.push(one);
  }
}

/** The line of a comment that stands alone in it. Behind something else it could be part of a string. */
function lineOf(source: SourceText, { start, end }: Span): Span | undefined {
  const { text } = source;
  const from = source.offsetAt({ line: source.positionAt(start).line, character: 0 });
  const to = source.offsetAt({ line: source.positionAt(end).line + 1, character: 0 });
  if ((text.slice(from, start) + text.slice(end, to)).trim() !== '') return undefined;
  return { start: from, end: to };
}
