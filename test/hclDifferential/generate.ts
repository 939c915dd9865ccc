/** Random numbers that are the same in every run (mulberry32). */
export class Random {
  constructor(private state: number) {}

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

const names = [
  'name',
  'a',
  'for',
  'in',
  'if',
  'true',
  'null',
  'disk_size',
  'über',
  'my-key',
  '変数',
  '_x',
  'é1',
];
const operators = ['||', '&&', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'];
const texts = [
  'word',
  ' ',
  'C:\\\\dir',
  '\\n',
  '\\t',
  '\\"',
  '\\u00e9',
  '\\U0001F600',
  '$',
  '%',
  '$$',
  '$${x}',
  '%%{y}',
  '😀',
  "'",
  '#',
  '{',
  '}',
  '//',
  '$$$${',
];
const heredocTexts = [
  'word',
  '  indented',
  '\t',
  '$',
  '%',
  '$$',
  '$${x}',
  '%%{y}',
  '😀',
  '"quoted"',
  '\\n',
  '',
  ' ',
  '\\',
  'EOT x',
  '}',
  '$x',
  '100%',
];

/** Writes a random text in HCL that HashiCorp's parser mostly takes. */
export function generateHcl(random: Random): string {
  const newline = random.chance(15) ? '\r\n' : '\n';
  const writer = new Writer(random, newline);
  const text = (random.chance(5) ? '\ufeff' : '') + writer.body(2 + random.below(5), 0);
  return text;
}

class Writer {
  private count = 0;

  constructor(
    private readonly random: Random,
    private readonly newline: string,
  ) {}

  body(items: number, depth: number): string {
    let text = '';
    for (let i = 0; i < items; i++) text += this.item(depth);
    return text;
  }

  private item(depth: number): string {
    const indent = this.random.chance(90) ? '  '.repeat(depth) : this.random.pick(['', '\t', '    ']);
    const end =
      (this.random.chance(10) ? this.random.pick([' # note', ' // note', '/* note */']) : '') + this.newline;
    switch (this.random.below(10)) {
      case 0:
        return this.newline;
      case 1:
        return `${indent}# a comment "with" \${things}${end}`;
      case 2:
        return `${indent}/* a longer${this.newline} comment */${end}`;
      case 3:
      case 4: {
        const labels = [...Array(this.random.below(3)).keys()].map(() => ' ' + this.label()).join('');
        const open = `${indent}${this.random.pick(names)}${labels} {`;
        if (depth > 3 || this.random.chance(15)) return `${open}}${end}`;
        if (this.random.chance(25))
          return `${open} ${this.random.pick(names)} = ${this.expression(2)} }${end}`;
        return `${open}${end}${this.body(this.random.below(4), depth + 1)}${indent}}${end}`;
      }
      default:
        // A number makes the name its own: a second attribute of one name is an error.
        return `${indent}${this.random.pick(names)}${this.random.chance(97) ? ++this.count : ''} = ${this.expression(3)}${end}`;
    }
  }

  private label(): string {
    return this.random.chance(30)
      ? this.random.pick(names)
      : this.random.pick(['"one"', '"a\\nb"', '""', '"$"', '"a$${b}"', '"${x}"']);
  }

  private blank(): string {
    return this.random.pick(['', ' ', ' ', '\t', '/* c */', this.newline, ` # c${this.newline}  `]);
  }

  private list(item: () => string): string {
    const items = [...Array(this.random.below(4)).keys()].map(item);
    const comma = this.random.chance(20) && items.length > 0 ? ',' : '';
    return (
      this.blank() +
      items.join(`${this.random.chance(20) ? this.blank() : ''},${this.blank()}`) +
      comma +
      this.blank()
    );
  }

  expression(depth: number): string {
    const { random } = this;
    if (depth <= 0) return this.simple();
    const inner = () => this.expression(depth - 1 - random.below(2));
    switch (random.below(17)) {
      case 0:
        return `[${this.list(inner)}]`;
      case 1:
        return this.object(depth);
      case 2:
        return `${random.pick(['fn', 'a::b', 'for', 'x::y::z'])}(${this.list(inner)}${random.chance(10) ? `${inner()}...` : ''})`;
      case 3:
        return `(${this.blank()}${inner()}${this.blank()})`;
      case 4:
        return `${inner()} ${random.pick(operators)} ${inner()} ${random.pick(operators)} ${inner()}`;
      case 5:
        return `${random.pick(['-', '!', '- ', '!!'])}${inner()}`;
      case 6:
        return `${inner()} ? ${inner()} : ${inner()}`;
      case 7:
        return `[for ${random.pick(['x', 'k, v'])} in ${inner()} : ${inner()}${random.chance(40) ? ` if ${inner()}` : ''}]`;
      case 8:
        return `{${this.blank()}for ${random.pick(['x', 'k, v'])} in ${inner()} : ${inner()} => ${inner()}${random.chance(30) ? '...' : ''}${random.chance(30) ? ` if ${inner()}` : ''}}`;
      case 9:
      case 10:
        return this.heredoc(depth);
      case 11:
      case 12:
        return `${random.chance(80) ? random.pick(names) : inner()}${this.steps(depth)}`;
      case 13:
      case 14:
      case 15:
        return `"${this.quoted(depth)}"`;
      default:
        return this.simple();
    }
  }

  private simple(): string {
    return this.random.pick([
      '1',
      '0',
      '1.5',
      '1e3',
      '2E-2',
      '1.e5',
      '007',
      'true',
      'false',
      'null',
      '""',
      '"text"',
      ...names,
    ]);
  }

  private object(depth: number): string {
    const { random } = this;
    const item = () =>
      `${random.pick([...names.slice(3), '"key"', '(a)', '"${a}-b"', '1', 'a.b', 'f(x)'])}${random.pick([' = ', ' : ', '='])}${this.expression(depth - 1)}`;
    const items = [...Array(random.below(4)).keys()].map(item);
    const between = random.pick([', ', this.newline, `,${this.newline}`, ` # c${this.newline}  `]);
    return `{${random.pick(['', ' ', this.newline])}${items.join(between)}${random.pick(['', ' ', this.newline])}}`;
  }

  private steps(depth: number): string {
    const step = () =>
      this.random.pick([
        '.attr',
        '.0',
        '[0]',
        '["key"]',
        '[*]',
        '.*',
        '[a.b]',
        '.for',
        '["${x}"]',
        `[${this.expression(depth - 2)}]`,
        '.0.1',
      ]);
    return step() + (this.random.chance(60) ? step() : '') + (this.random.chance(40) ? step() : '');
  }

  private sequence(depth: number, inHeredoc: boolean): string {
    const { random } = this;
    const open = random.chance(20) ? '~' : '';
    const close = random.chance(20) ? '~' : '';
    const text = () =>
      inHeredoc ? random.pick(heredocTexts) + random.pick(['', this.newline]) : random.pick(texts);
    switch (random.below(6)) {
      case 0:
        return `%{${open} if ${this.expression(depth - 1)} ${close}}${text()}${random.chance(50) ? `%{${close} else ${open}}${text()}` : ''}%{ endif ${open}}`;
      case 1:
        return `%{${open}for ${random.pick(['x', 'k, v'])} in ${this.expression(depth - 1)}${close}}${text()}\${${close}x}%{endfor${close}}`;
      default:
        return `\${${open}${random.pick(['', ' '])}${this.expression(depth - 1)}${random.pick(['', ' ', this.newline])}${close}}`;
    }
  }

  private quoted(depth: number): string {
    let text = '';
    for (let i = this.random.below(4); i > 0; i--) {
      text += this.random.chance(40) ? this.sequence(depth, false) : this.random.pick(texts);
    }
    return text;
  }

  private heredoc(depth: number): string {
    const { random, newline } = this;
    const marker = random.pick(['EOT', 'EOF', 'a-b', 'É']);
    let text = `<<${random.pick(['', '-'])}${marker}${newline}`;
    for (let i = random.below(5); i > 0; i--) {
      text += random.pick(['', '', '  ', '    ', '\t', '\u00a0 ']);
      for (let j = random.below(3); j > 0; j--) {
        text += random.chance(30) ? this.sequence(depth, true) : random.pick(heredocTexts);
      }
      text += newline;
    }
    // Behind a heredoc only a line's end may stand, so that what follows is mostly wrong outside of brackets.
    return `${text}${random.pick(['', '  ', '\t'])}${marker}${random.chance(10) ? ' ' : ''}${newline}`.slice(
      0,
      random.chance(70) ? -newline.length : undefined,
    );
  }
}

const fragments = [
  '"',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '\n',
  '\r',
  '\r\n',
  '=',
  ',',
  '.',
  ':',
  '::',
  '...',
  '=>',
  '~',
  '~}',
  '${',
  '%{',
  '$',
  '%',
  '\\',
  '<<EOT\n',
  '<<-EOT\n',
  'EOT\n',
  '#',
  '//',
  '/*',
  '*/',
  '*',
  '!',
  '-',
  '?',
  '&',
  '|',
  ';',
  "'",
  '`',
  '1',
  '1.',
  'e5',
  'for',
  'if',
  'x',
  ' ',
  '\t',
  '😀',
  'é',
  '\u0000',
  '\ufeff',
  '“',
  '\u0301',
  '<',
  '>',
  '==',
];

/** Changes a text in one to three places, as typing, forgetting and pasting do. */
export function mutate(random: Random, text: string): string {
  let result = text;
  for (let i = 1 + random.below(3); i > 0; i--) {
    const at = random.below(result.length + 1);
    const length = random.chance(70) ? 1 + random.below(2) : random.below(20);
    switch (random.below(5)) {
      case 0:
        result = result.slice(0, at) + random.pick(fragments) + result.slice(at);
        break;
      case 1:
        result = result.slice(0, at) + result.slice(at + length);
        break;
      case 2:
        result = result.slice(0, at) + random.pick(fragments) + result.slice(at + length);
        break;
      case 3:
        result = result.slice(0, at) + result.slice(at, at + length) + result.slice(at);
        break;
      default: {
        const from = random.below(result.length + 1);
        result = result.slice(0, at) + result.slice(from, from + random.below(30)) + result.slice(at);
      }
    }
  }
  // Half of a surrogate pair can't be sent to another program.
  return result.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
