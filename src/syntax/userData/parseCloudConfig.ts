import type * as Yaml from 'yaml';
import type { Span } from '../../text/span';
import type { EmbeddedSource, Segment } from '../script/embeddedSource';
import { joined } from '../script/embeddedSource';
import { parseUserData } from './parseUserData';
import type { PowerState, UserData, UserDataPart, Written } from './userData';

const maximumDepth = 200;

/**
 * Reads the commands of a `#cloud-config`, and user data of all other forms as parseUserData() does. The YAML parser
 * is loaded with the first one. Never throws on any text; what can't be read is a problem.
 */
export function parseCloudConfig(text: string): UserData {
  const userData = parseUserData(text);
  if (userData.form !== 'cloudConfig') return userData;
  if (nestedBeyond(text, maximumDepth)) return tooDeep(userData, text);
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
    return new CloudConfig(yaml, document, text).read(userData);
  } catch {
    return tooDeep(userData, text);
  }
}

/** What the installer of Ubuntu is told by the `autoinstall` of a cloud-config. */
export interface Autoinstall {
  /** Before and after the installation, as commands of the shell. */
  readonly early: readonly UserDataPart[];
  readonly late: readonly UserDataPart[];
  readonly packages: readonly string[];
  /** Of the user that it creates. */
  readonly username: string | undefined;
  /** `reboot` or `poweroff`, where it is said. */
  readonly shutdown: string | undefined;
  /** `ssh: install-server`, where it is said. */
  readonly installsSsh: boolean | undefined;
  /** The key `autoinstall`. */
  readonly span: Span;
}

/** Undefined where the text has no `autoinstall`, or is not read. */
export function parseAutoinstall(text: string): Autoinstall | undefined {
  if (!text.includes('autoinstall') || nestedBeyond(text, maximumDepth) || text.length > 100_000)
    return undefined;
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const yaml = require('yaml') as typeof Yaml;
  try {
    const options = {
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    } as const;
    const document = yaml.parseDocument(text, options);
    return document.errors.length ? undefined : new CloudConfig(yaml, document, text).autoinstall();
  } catch {
    return undefined;
  }
}

const tooDeep = (userData: UserData, text: string): UserData => ({
  ...userData,
  problems: [{ message: 'This is nested too deeply and is not read.', span: { start: 0, end: text.length } }],
});

class CloudConfig {
  constructor(
    private readonly yaml: typeof Yaml,
    private readonly document: Yaml.Document.Parsed,
    private readonly text: string,
  ) {}

  read(userData: UserData): UserData {
    const { contents } = this.document;
    return {
      ...userData,
      parts: [
        ...this.commands(this.value(contents, 'bootcmd'), true),
        ...this.commands(this.value(contents, 'runcmd'), false),
      ],
      powerState: this.powerState(this.value(contents, 'power_state')),
      rebootIfRequired: this.rebootIfRequired(contents),
      problems: this.document.errors.map(({ message, pos: [start, end] }) => ({
        message: sentence(message),
        span: this.clamped(start, end),
      })),
    };
  }

  autoinstall(): Autoinstall | undefined {
    const { contents } = this.document;
    const root = this.value(contents, 'autoinstall');
    if (!this.yaml.isMap(root) || !this.yaml.isMap(contents)) return undefined;
    const key = contents.items.findLast((one) => one.value === root)?.key;
    const packages = this.value(root, 'packages');
    const server = this.plain(this.value(this.value(root, 'ssh'), 'install-server'));
    return {
      early: this.commands(this.value(root, 'early-commands'), false),
      late: this.commands(this.value(root, 'late-commands'), false),
      packages: this.yaml.isSeq(packages) ? packages.items.flatMap((item) => this.plain(item) ?? []) : [],
      username: this.plain(this.value(this.value(root, 'identity'), 'username')),
      shutdown: this.plain(this.value(root, 'shutdown')),
      installsSsh: server === undefined ? undefined : /^(?:true|yes|on)$/i.test(server),
      span: (this.yaml.isScalar(key) && this.spanOf(key)) || { start: 0, end: 0 },
    };
  }

  /** Of keys that stand twice the last one counts. */
  private value(map: unknown, name: string): unknown {
    if (!this.yaml.isMap(map)) return undefined;
    return map.items.findLast(({ key }) => this.yaml.isScalar(key) && key.value === name)?.value;
  }

  private powerState(state: unknown): PowerState | undefined {
    const mode = this.written(this.value(state, 'mode'));
    const condition = this.value(state, 'condition');
    const said = this.plain(condition);
    if (!mode || /^(?:false|no|off)$/i.test(said ?? '')) return undefined;
    const perhaps = condition !== undefined && !/^(?:true|yes|on|)$/i.test(said ?? '?');
    return { ...mode, perhaps };
  }

  private plain(node: unknown): string | undefined {
    return this.yaml.isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
  }

  /** Its older name has `apt` in front. */
  private rebootIfRequired(map: unknown): Span | undefined {
    if (!this.yaml.isMap(map)) return undefined;
    const pair = map.items.findLast(({ key }) =>
      /^(?:package|apt)_reboot_if_required$/.test(this.plain(key) ?? ''),
    );
    const isOn = /^(?:true|yes|on)$/i.test(this.plain(pair?.value) ?? '');
    return isOn && this.yaml.isScalar(pair?.key) ? this.spanOf(pair.key) : undefined;
  }

  private commands(list: unknown, everyStart: boolean): UserDataPart[] {
    if (!this.yaml.isSeq(list)) return [];
    return list.items.flatMap((item): UserDataPart[] => {
      const source = this.yaml.isSeq(item)
        ? joined(item.items.map((word) => quoted(this.source(word))))
        : this.source(item);
      return source ? [{ ...source, language: 'shell', everyStart }] : [];
    });
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

  private written(node: unknown): Written | undefined {
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
