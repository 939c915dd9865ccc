import { severities } from '../../rules/finding';
import type { Applicability, Finding, Severity } from '../../rules/finding';
import { counted } from '../../words/plural';
import { Lines, painted, printable } from './lines';
import { placer } from './report';
import type { ReportInput } from './report';

/** What is said behind the name of a rule: `--fix` applies the safe ones. */
const fixNames: Readonly<Record<Applicability, string>> = { safe: 'fixable', unsafe: 'unsafe fix' };

const colors = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' } as const;

/** Where messages begin: behind the place and the severity. */
const indent = 18;

/** In less than that it is worse to wrap than to let the terminal do it. */
const narrowest = indent + 40;

/**
 * The report for people: findings by file, and a count.
 * @param width of the terminal; without one, lines are as long as they are
 */
export function stylishReport(input: ReportInput, color: boolean, width = Infinity): string {
  const place = placer(input);
  const room = width < narrowest ? Infinity : width - indent;
  const lines = new Lines(color);
  let above: string | undefined;
  for (const { location, severity, message, rule, related, fixes } of input.findings) {
    const at = place(location);
    if (at.file !== above) {
      if (above !== undefined) lines.add('');
      lines.add(painted('underline', (above = at.file)));
    }
    const name = painted('gray', `${rule}${fixes[0] ? ` (${fixNames[fixes[0].applicability]})` : ''}`);
    const texts = wrap(message, room);
    // The rule's name follows the message where it still fits.
    const fits = (texts.at(-1) ?? '').length + 2 + name.text.length <= room;
    const head = [`  ${`${at.line}:${at.column}`.padEnd(8)}`, painted(colors[severity], severity.padEnd(8))];
    for (const [index, text] of texts.entries())
      lines.add(
        ...(index === 0 ? head : [' '.repeat(indent)]),
        text,
        ...(fits && index === texts.length - 1 ? ['  ', name] : []),
      );
    if (!fits) lines.add(' '.repeat(indent), name);
    for (const other of related) {
      const { file, line, column } = place(other.location);
      for (const text of wrap(`${file}:${line}:${column} ${other.message}`, room))
        lines.add(painted('gray', ' '.repeat(indent) + text));
    }
  }
  if (above !== undefined) lines.add('');
  for (const text of wrap(summary(input.findings, input.files.length), width)) lines.add(text);
  return lines.toString();
}

/** Lines of words, none longer than the room unless a word is. */
function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of printable(text).split(' ')) {
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
