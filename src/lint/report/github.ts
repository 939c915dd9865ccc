import type { Severity } from '../../rules/finding';
import { printable } from './lines';
import { placer } from './report';
import type { ReportInput } from './report';

const commands = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
} as const satisfies Record<Severity, string>;

/**
 * Annotations of GitHub Actions, a command for each finding:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubReport(input: ReportInput): string {
  const place = placer({ ...input, cwd: input.sources.rootOf(input.cwd) });
  const here = placer(input);
  return input.findings
    .map(({ rule, severity, message, location, related }) => {
      const { file, line, endLine, column, endColumn } = place(location);
      // GitHub takes columns only where there is one line.
      const columns = line === endLine ? { col: column, endColumn } : {};
      const properties = { file, line, endLine, ...columns, title: `Boxwright: ${rule}` };
      const more = related.map((other) => {
        const at = here(other.location);
        return `\n${at.file}:${at.line}:${at.column} ${other.message}`;
      });
      const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
      return `::${commands[severity]} ${written.join(',')}::${data([message, ...more].join(''))}\n`;
    })
    .join('');
}

/** What the runner reads back: see `escapeData` of its toolkit, packages/core/src/command.ts. */
const data = (text: string): string =>
  text
    .split('\n')
    .map((line) => printable(line).replaceAll('%', '%25'))
    .join('%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
