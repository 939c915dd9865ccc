import { styleText } from 'node:util';
import { severities } from '../../rules/finding';
import type { Finding, Severity } from '../../rules/finding';
import { counted } from '../../words/plural';
import { placer } from './report';
import type { ReportInput } from './report';

const colours = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' } as const;

/** Where messages begin: behind the place and the severity. */
const indent = 18;

/** In less than that it is worse to wrap than to let the terminal do it. */
const narrowest = indent + 40;

/**
 * The report for people: findings by file, and a count.
 * @param width of the terminal; without one, lines are as long as they are
 */
export function stylishReport(input: ReportInput, colour: boolean, width = Infinity): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    // Who asks knows better than Node, which looks at its own standard output, what can show colours.
    colour ? styleText(style, text, { validateStream: false }) : text;
  const place = placer(input);
  const room = width < narrowest ? Infinity : width - indent;
  const lines: string[] = [];
  let above: string | undefined;
  for (const { location, severity, message, rule, related, fixes } of input.findings) {
    const at = place(location);
    if (at.file !== above) {
      if (above !== undefined) lines.push('');
      lines.push(paint('underline', (above = at.file)));
    }
    const name = `${rule}${fixes.length ? ' (fixable)' : ''}`;
    const [first = '', ...more] = wrap(message, room);
    const messageLines = [
      `  ${`${at.line}:${at.column}`.padEnd(8)}${paint(colours[severity], severity.padEnd(8))}${first}`,
      ...more.map((text) => ' '.repeat(indent) + text),
    ];
    const last = more.at(-1) ?? first;
    // The rule's name follows the message where it still fits.
    if (last.length + 2 + name.length <= room)
      messageLines.push(`${messageLines.pop()}  ${paint('gray', name)}`);
    else messageLines.push(' '.repeat(indent) + paint('gray', name));
    lines.push(...messageLines);
    for (const other of related) {
      const { file, line, column } = place(other.location);
      for (const text of wrap(`${file}:${line}:${column} ${other.message}`, room))
        lines.push(paint('gray', ' '.repeat(indent) + text));
    }
  }
  if (above !== undefined) lines.push('');
  lines.push(...wrap(summary(input.findings, input.files.length), width));
  return `${lines.join('\n')}\n`;
}

/** Lines of words, none longer than the room unless a word is. */
function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function summary(findings: readonly Finding[], files: number): string {
  const checked = `${counted(files, 'file')} checked`;
  if (!findings.length) return `No problems found, ${checked}.`;
  const counts = severities
    .map(
      (severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const,
    )
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => counted(number, names[severity]));
  return `${counts.join(', ')}, ${checked}.`;
}

const names: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'hint',
};
