import { styleText } from 'node:util';
import { severities } from '../../rules/finding';
import type { Finding, Severity } from '../../rules/finding';
import { placer } from './report';
import type { ReportInput } from './report';

const colours = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' } as const;

/** The report for people: findings by file, and a count. */
export function stylishReport(input: ReportInput, colour: boolean): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(style, text) : text;
  const place = placer(input);
  const placed = input.findings.map((finding) => ({ ...finding, at: place(finding.location) }));
  const lines: string[] = [];
  for (const file of new Set(placed.map(({ at }) => at.file))) {
    lines.push(paint('underline', file));
    for (const { at, severity, message, rule, related, fixes } of placed.filter(
      (other) => other.at.file === file,
    )) {
      const position = `${at.line}:${at.column}`.padEnd(8);
      const label = paint(colours[severity], severity.padEnd(8));
      lines.push(
        `  ${position}${label}${message}  ${paint('gray', rule)}${fixes.length ? paint('gray', ' (fixable)') : ''}`,
      );
      for (const other of related) {
        const { file: otherFile, line, column } = place(other.location);
        lines.push(paint('gray', `${' '.repeat(18)}${otherFile}:${line}:${column} ${other.message}`));
      }
    }
    lines.push('');
  }
  lines.push(summary(input.findings, input.files.length));
  return `${lines.join('\n')}\n`;
}

function summary(findings: readonly Finding[], files: number): string {
  const read = `${count(files, 'file')} read`;
  if (!findings.length) return `Nothing found, ${read}.`;
  const counts = severities
    .map(
      (severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const,
    )
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => count(number, names[severity]));
  return `${counts.join(', ')}, ${read}.`;
}

const names: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'hint',
};

const count = (number: number, name: string): string => `${number} ${name}${number === 1 ? '' : 's'}`;
