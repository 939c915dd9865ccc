import type { Fix } from '../../rules/finding';
import { rules } from '../../rules/rules';
import { Fingerprints } from '../fingerprints';
import { jsonText } from './lines';
import { ruleUrl } from './links';
import { allFound, placer } from './report';
import type { ReportInput } from './report';

/**
 * The report for programs. Its form is a contract, in schemas/lint-report.schema.json: `version` changes when something is
 * taken away, or means something else; more can be added.
 * @param version of Boxwright
 */
export function jsonReport(input: ReportInput, version: string): string {
  const place = placer(input);
  const fingerprints = new Fingerprints(input.sources, input.sources.rootOf(input.cwd), allFound(input));
  const hasPage = new Set(rules.map(({ id }) => id));
  const written = ({ title, applicability, edits }: Fix) => ({
    title,
    applicability,
    edits: edits.map(({ path, span, newText }) => ({ ...place({ path, span }), newText })),
  });
  const report = {
    version: 1,
    tool: { name: 'Boxwright', version },
    findings: input.findings.map((finding) => {
      const { rule, severity, message, location, related, fixes } = finding;
      return {
        rule,
        severity,
        message,
        ...(hasPage.has(rule) && { url: ruleUrl(rule, version) }),
        fingerprint: fingerprints.of(finding),
        ...place(location),
        related: related.map((other) => ({ message: other.message, ...place(other.location) })),
        fixable: fixes.length > 0,
        ...(fixes[0] && { applicability: fixes[0].applicability }),
        // Reports are uploaded.
        fixes: fixes.filter(({ confidential }) => !confidential).map(written),
      };
    }),
    files: input.files.length,
  };
  return jsonText(report);
}
