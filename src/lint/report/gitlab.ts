import type { Severity } from '../../rules/finding';
import { Fingerprints } from '../fingerprints';
import { jsonText } from './lines';
import { allFound, placer } from './report';
import type { ReportInput } from './report';

const severities = {
  error: 'critical',
  warning: 'major',
  info: 'minor',
  hint: 'info',
} as const satisfies Record<Severity, string>;

/** A report of GitLab's Code Quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function gitlabReport(input: ReportInput): string {
  const root = input.sources.rootOf(input.cwd);
  const place = placer({ ...input, cwd: root });
  const fingerprints = new Fingerprints(input.sources, root, allFound(input));
  return jsonText(
    input.findings.map((finding) => {
      const { file, line, endLine } = place(finding.location);
      return {
        description: finding.message,
        check_name: finding.rule,
        fingerprint: fingerprints.of(finding),
        severity: severities[finding.severity],
        location: { path: file, lines: { begin: line, end: endLine } },
      };
    }),
  );
}
