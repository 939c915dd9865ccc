import { placer } from './report';
import type { ReportInput } from './report';

/** One line for each finding, for editors and `grep`: `file:line:column: severity: message [rule]`. */
export function unixReport(input: ReportInput): string {
  const place = placer(input);
  return input.findings
    .map(({ rule, severity, message, location }) => {
      const { file, line, column } = place(location);
      return `${file}:${line}:${column}: ${severity}: ${message.replace(/\s+/g, ' ')} [${rule}]\n`;
    })
    .join('');
}
