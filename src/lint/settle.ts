import type { Finding } from '../rules/finding';
import type { Rule } from '../rules/rule';
import { rules } from '../rules/rules';
import { unusedSuppression } from '../rules/unusedSuppression';
import { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import { distinct, worse } from './collect';
import type { Configuration } from './configuration';
import { readSuppressions } from './suppressions';
import type { Suppression } from './suppressions';

/**
 * What is shown of one file after everything was linted that leads to it: the same finding of several templates
 * once, without what comments in the file switch off, and the comments that switch off nothing.
 * @param findings those in the file, of all templates
 * @param selected the rules that were asked
 */
export function settle(
  path: string,
  text: string,
  findings: readonly Finding[],
  configuration: Configuration,
  selected: readonly Rule[] = rules,
): Finding[] {
  const merged = merge(findings);
  const suppressions = readSuppressions(text);
  if (!suppressions.length) return merged;
  const source = new SourceText(path, text);
  const used = new Set<Suppression['rules'][number]>();
  const shown = merged.filter((finding) => {
    const line = source.positionAt(finding.location.span.start).line;
    const silencing = suppressions
      .filter((suppression) => suppression.line === undefined || suppression.line === line)
      .flatMap((suppression) => suppression.rules.filter(({ id }) => id === finding.rule));
    for (const one of silencing) used.add(one);
    return silencing.length === 0;
  });
  const severity = configuration.severityOf(unusedSuppression.id, path) ?? unusedSuppression.severity;
  if (severity === 'off' || !selected.includes(unusedSuppression)) return shown;
  const unused = suppressions.flatMap((suppression) =>
    suppression.rules
      .filter((one) => !used.has(one))
      .flatMap(({ id, span }): Finding[] => {
        const known = rules.some((rule) => rule.id === id);
        if (known && !selected.some((rule) => rule.id === id)) return [];
        const gone = suppression.rules.length === 1 && suppression.span && lineOf(text, suppression.span);
        return [
          {
            rule: unusedSuppression.id,
            severity,
            message: known
              ? `'${id}' finds nothing here, so this comment has no effect and can go.`
              : `There is no rule '${id}', so this comment has no effect.`,
            location: { path, span },
            related: [],
            fixes: gone ? [{ title: 'Remove the comment', edits: [{ path, span: gone, newText: '' }] }] : [],
          },
        ];
      }),
  );
  return [...shown, ...unused];
}

/** A script that several templates run is told of once, with all that they say of it. */
function merge(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of findings) {
    const { rule, location, message, related, severity, fixes } = finding;
    const key = `${rule}\0${location.span.start}\0${location.span.end}\0${message}`;
    const known = seen.get(key);
    const both = known && {
      ...known,
      severity: worse(known.severity, severity),
      related: distinct([...known.related, ...related]),
      fixes: known.fixes.length ? known.fixes : fixes,
    };
    seen.set(key, both ?? finding);
  }
  return [...seen.values()];
}

/** The line of a comment that stands alone in it. Behind something else it could be part of a string. */
function lineOf(text: string, { start, end }: Span): Span | undefined {
  const from = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const rest = /^([^\r\n]*)(\r\n|\r|\n|$)/.exec(text.slice(end));
  if (!rest || (text.slice(from, start) + rest[1]).trim() !== '') return undefined;
  return { start: from, end: end + rest[0].length };
}
