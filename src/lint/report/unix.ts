import { Lines } from './lines';
import { placer } from './report';
import type { ReportInput } from './report';

/** One line for each finding, for editors and `grep`: `file:line:column: severity: message [rule]`. */
export function unixReport(input: ReportInput): string {
  const place = placer(input);
  const lines = new Lines(false);
  for (const { rule, severity, message, location } of input.findings) {
    const { file, line, column } = place(location);
    lines.add(`${file}:${line}:${column}: ${severity}: ${message} [${rule}]`);
  }
  return lines.toString();
}
