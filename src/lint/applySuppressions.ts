import type { Finding } from '../rules/finding';
import type { Rule } from '../rules/rule';
import { rules as allRules } from '../rules/rules';
import { unusedSuppression } from '../rules/unusedSuppression';
import { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import type { Configuration } from './configuration';
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

/**
 * Leaves out what comments in the file switch off, and adds a finding for each comment that switches off nothing.
 * @param configuration that of the project of the file; it is asked for only where there are such comments
 */
export function applySuppressions(
  { path, text, findings, rules }: FoundInFile,
  configuration: () => Configuration,
): readonly Finding[] {
  const suppressions = readSuppressions(text);
  if (!suppressions.length) return findings;
  const source = new SourceText(path, text);
  const used = new Set<Suppression['rules'][number]>();
  const shown = findings.filter((finding) => {
    const line = source.positionAt(finding.location.span.start).line;
    const silencing = suppressions
      .filter((suppression) => suppression.line === undefined || suppression.line === line)
      .flatMap((suppression) => suppression.rules.filter(({ id }) => id === finding.rule));
    for (const one of silencing) used.add(one);
    return silencing.length === 0;
  });
  const severity = configuration().severityOf(unusedSuppression.id, path) ?? unusedSuppression.severity;
  if (severity === 'off' || !rules.includes(unusedSuppression)) return shown;
  const unused = suppressions.flatMap((suppression) =>
    suppression.rules
      .filter((one) => !used.has(one))
      .flatMap(({ id, span }): Finding[] => {
        const known = allRules.some((rule) => rule.id === id);
        if (known && !rules.some((rule) => rule.id === id)) return [];
        const gone = suppression.rules.length === 1 && suppression.span && lineOf(text, suppression.span);
        return [
          {
            rule: unusedSuppression.id,
            severity,
            message: known
              ? `This suppression comment has no effect: '${id}' reports nothing here.`
              : `This suppression comment has no effect: there is no rule '${id}'.`,
            location: { path, span },
            related: [],
            fixes: gone ? [{ title: 'Remove the comment', edits: [{ path, span: gone, newText: '' }] }] : [],
          },
        ];
      }),
  );
  return [...shown, ...unused];
}

/** The line of a comment that stands alone in it. Behind something else it could be part of a string. */
function lineOf(text: string, { start, end }: Span): Span | undefined {
  const from = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const rest = /^([^\r\n]*)(\r\n|\r|\n|$)/.exec(text.slice(end));
  if (!rest || (text.slice(from, start) + rest[1]).trim() !== '') return undefined;
  return { start: from, end: end + rest[0].length };
}
