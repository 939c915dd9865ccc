import type * as Yaml from 'yaml';
import type { Span } from '../../text/span';
import type { EmbeddedSource, Segment } from '../script/embeddedSource';
import { joined } from '../script/embeddedSource';
import type { UserDataPart, Written } from './userData';

const maximumDepth = 200;

/** In UTF-16 units; nobody writes more for a machine to read when it is set up. */
const maximumLength = 100_000;

/** One text in YAML, of which JSON is a part, with the places of its values. */
export class YamlText {
  private constructor(
    private readonly yaml: typeof Yaml,
    private readonly document: Yaml.Document.Parsed,
    private readonly text: string,
  ) {}

  /**
   * The YAML parser is loaded with the first text. Never throws on any.
   * @returns undefined for a text that is nested too deeply, or too long
   */
  static read(text: string): YamlText | undefined {
    if (text.length > maximumLength || nestedBeyond(text, maximumDepth)) return undefined;
    // At once and not by import(): the linter reads without waiting. The bundle runs the module's code here, and not before.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const yaml = require('yaml') as typeof Yaml;
    try {
      const document = yaml.parseDocument(text, {
        // Everything is text, as the shell gets it; looking for keys that stand twice takes quadratic time.
        schema: 'failsafe',
        uniqueKeys: false,
        prettyErrors: false,
        logLevel: 'silent',
      });
      return new YamlText(yaml, document, text);
    } catch {
      return undefined;
    }
  }

  get root(): unknown {
    return this.document.contents;
  }

  get problems(): { readonly message: string; readonly span: Span }[] {
    return this.document.errors.map(({ message, pos: [start, end] }) => ({
      message: sentence(message),
      span: this.clamped(start, end),
    }));
  }

  /** Of keys that stand twice the last one counts. */
  value(map: unknown, name: string): unknown {
    if (!this.yaml.isMap(map)) return undefined;
    return map.items.findLast(({ key }) => this.yaml.isScalar(key) && key.value === name)?.value;
  }

  /** What stands below keys inside one another: `storage`, `files`. */
  at(...names: readonly string[]): unknown {
    return names.reduce((map: unknown, name) => this.value(map, name), this.root);
  }

  /** The key of a map, as it is written, with its value. */
  pair(map: unknown, name: RegExp): { readonly key: Span | undefined; readonly value: unknown } | undefined {
    if (!this.yaml.isMap(map)) return undefined;
    const found = map.items.findLast(({ key }) => name.test(this.plain(key) ?? ''));
    return (
      found && { key: this.yaml.isScalar(found.key) ? this.spanOf(found.key) : undefined, value: found.value }
    );
  }

  items(list: unknown): readonly unknown[] {
    return this.yaml.isSeq(list) ? list.items : [];
  }

  plain(node: unknown): string | undefined {
    return this.yaml.isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
  }

  spanOfNode(node: unknown): Span | undefined {
    return this.yaml.isNode(node) ? this.spanOf(node) : undefined;
  }

  isMap(node: unknown): boolean {
    return this.yaml.isMap(node);
  }

  /** The commands of a list: each a line for the shell, or a list of words. */
  commands(list: unknown, everyStart = false): UserDataPart[] {
    return this.items(list).flatMap((item) => this.command(item, everyStart) ?? []);
  }

  /** A text for the shell, or a list of words. */
  command(item: unknown, everyStart = false): UserDataPart | undefined {
    const source = this.yaml.isSeq(item)
      ? joined(item.items.map((word) => quoted(this.source(word))))
      : this.source(item);
    return source && { ...source, language: 'shell', everyStart };
  }

  private source(node: unknown): EmbeddedSource | undefined {
    if (!this.yaml.isScalar(node) || typeof node.value !== 'string') return undefined;
    const origin = this.spanOf(node);
    return origin && { text: node.value, origin, segments: this.segments(node, node.value, origin) };
  }

  /** What of a value stands in the text letter for letter. */
  private segments(node: Yaml.Scalar, value: string, origin: Span): Segment[] {
    if (node.type === 'BLOCK_LITERAL') return this.blockSegments(value, origin);
    const isQuoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
    const outer = origin.start + (isQuoted ? 1 : 0);
    if (!this.text.startsWith(value, outer) || outer + value.length > origin.end) return [];
    return [{ inner: 0, outer, length: value.length }];
  }

  /** The lines of a `|` block stand behind their indentation, below the line with the bar. */
  private blockSegments(value: string, origin: Span): Segment[] {
    const segments: Segment[] = [];
    let inner = 0;
    let at = this.text.indexOf('\n', origin.start) + 1;
    for (const line of value.split('\n')) {
      if (at <= 0 || at > origin.end) break;
      let end = this.text.indexOf('\n', at);
      if (end < 0) end = this.text.length;
      const isCrLf = this.text[end - 1] === '\r';
      const contentEnd = isCrLf ? end - 1 : end;
      const outer = contentEnd - line.length;
      // The line's end counts too where it is one character in both.
      const length = Math.min(line.length + (isCrLf || end >= origin.end ? 0 : 1), value.length - inner);
      if (outer >= at && contentEnd <= origin.end && this.text.startsWith(line, outer))
        segments.push({ inner, outer, length });
      inner += line.length + 1;
      at = end + 1;
    }
    return segments;
  }

  written(node: unknown): Written | undefined {
    const source = this.source(node);
    return source && { text: source.text.trim(), span: source.origin };
  }

  private spanOf({ range }: Yaml.Node): Span | undefined {
    return range ? this.clamped(range[0], range[1]) : undefined;
  }

  private clamped(start: number, end: number): Span {
    const from = Math.max(0, Math.min(start, this.text.length));
    return { start: from, end: Math.max(from, Math.min(end, this.text.length)) };
  }
}

/** A word of a command that is given as a list: the shell takes nothing in it for its own. */
function quoted(source: EmbeddedSource | undefined): EmbeddedSource | undefined {
  if (!source || /^[\w@%+=:,./-]+$/.test(source.text)) return source;
  if (source.text.includes("'"))
    return { ...source, text: `'${source.text.replaceAll("'", `'"'"'`)}'`, segments: [] };
  const segments = source.segments.map((segment) => ({ ...segment, inner: segment.inner + 1 }));
  return { ...source, text: `'${source.text}'`, segments };
}

/** Whether brackets, or collections that are begun on one line, go deeper than the YAML parser may recurse. */
function nestedBeyond(text: string, limit: number): boolean {
  let depth = 0;
  let lineMarks = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 13) lineMarks = 0;
    else if (c === 91 || c === 123) depth++;
    else if ((c === 93 || c === 125) && depth > 0) depth--;
    else if (c === 45 || c === 63 || c === 58) {
      const next = text.charCodeAt(i + 1);
      if ((next === 32 || next === 9) && ++lineMarks > limit) return true;
    }
    if (depth > limit) return true;
  }
  return false;
}

const sentence = (message: string): string => {
  const [first = ''] = message.split('\n');
  return `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/[.:]?$/, '.')}`;
};
