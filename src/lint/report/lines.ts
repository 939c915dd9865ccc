import { styleText } from 'node:util';

/*
 * Names and messages hold what files say. What is printed of them is text to look at, whatever it says: no command to a
 * terminal, no line of its own that a CI service takes for a command, and in the order in which it reads.
 */

type Style = Parameters<typeof styleText>[0];

/** A part of a line that stands out where there are colors. */
export interface Painted {
  readonly style: Style;
  readonly text: string;
}

export const painted = (style: Style, text: string): Painted => ({ style, text });

/** Lines for people: the one way in which texts of files get into a report that is no data. */
export class Lines {
  private readonly lines: string[] = [];

  /** @param color whether the reader shows colors */
  constructor(private readonly color: boolean) {}

  /** Adds a line. */
  add(...parts: readonly (string | Painted)[]): void {
    this.lines.push(this.line(parts));
  }

  /** Adds a line, unless it is the same as the last one. */
  addOnce(...parts: readonly (string | Painted)[]): void {
    const line = this.line(parts);
    if (line !== this.lines.at(-1)) this.lines.push(line);
  }

  toString(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }

  private line(parts: readonly (string | Painted)[]): string {
    const escaped = parts.map((part) =>
      typeof part === 'string' ? { text: printable(part) } : { ...part, text: printable(part.text) },
    );
    const first = escaped.find(({ text }) => text.trim() !== '');
    if (first) first.text = first.text.replace(/^(\s*):(?=:)/, '$1\\x3a');
    return escaped.map((part) => this.paint(part)).join('');
  }

  private paint(part: { readonly text: string; readonly style?: Style }): string {
    // Who asks knows better than Node, which looks at its own standard output, what can show colors.
    return this.color && part.style ? styleText(part.style, part.text, { validateStream: false }) : part.text;
  }
}

/**
 * Characters that do something instead of being something: the control characters C0 and C1, the separators of lines and
 * paragraphs, marks that turn the direction of what follows, halves of surrogate pairs, and a mark of byte order.
 */
const active =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What begins a command of Azure Pipelines, TeamCity and, of old, GitHub, wherever in a line it stands. */
const commands = /##(?=\[|vso\[|teamcity\[)/g;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text on one line, with all that is no text in it spelled out: `\n`, `\x1b`, `\u202e`. */
export const printable = (text: string): string => text.replace(active, spelled).replace(commands, '#\\x23');

/** Data as JSON: the same for who parses it, and nothing but text for who merely prints it. */
export const jsonText = (data: unknown): string =>
  `${JSON.stringify(data, null, 2).replace(active, (character) => (character === '\n' ? character : unicode(character)))}\n`;

function spelled(character: string): string {
  const code = character.charCodeAt(0);
  return short[character] ?? (code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : unicode(character));
}

const unicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
