import { placer } from './report';
import type { ReportInput } from './report';

/** The report for programs. Its form is a contract: `version` counts its incompatible changes. */
export function jsonReport(input: ReportInput): string {
  const place = placer(input);
  const report = {
    version: 1,
    findings: input.findings.map(({ rule, severity, message, location, related, fixes }) => ({
      rule,
      severity,
      message,
      ...place(location),
      related: related.map((other) => ({ message: other.message, ...place(other.location) })),
      fixable: fixes.length > 0,
    })),
    files: input.files.length,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
