import type { LineKind, OutputLine } from './buildOutput';
import { readRunEvent } from './runEvents';

/** ANSI styles, from the theme's own terminal colors. */
const styles: Readonly<Record<LineKind, string>> = {
  say: '1;36',
  message: '',
  error: '1;31',
  artifact: '1;32',
  summary: '1',
  other: '',
};

/** Colors a line of Packer's plain output for a terminal. */
export function paint(line: string, { kind, text }: OutputLine): string {
  // Since 1.13 the output of scripts looks like what Packer says.
  const style = kind === 'say' && !readRunEvent(text) ? '' : styles[kind];
  return style ? `\x1b[${style}m${line}\x1b[0m` : line;
}
