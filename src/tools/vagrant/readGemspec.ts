import { quotedStrings } from '../../text/quotedStrings';

/** What an installed gem says of itself. What it does not say is empty. */
export interface Gemspec {
  readonly summary: string;
  readonly description: string;
  readonly homepage: string;
  readonly authors: readonly string[];
  readonly licenses: readonly string[];
  /** Gems it needs when it runs, with their constraints, like `json (>= 1.0, < 4)`. */
  readonly dependencies: readonly string[];
}

/**
 * Reads a .gemspec that RubyGems has written into `specifications` at an installation. It is Ruby, but always of one
 * form (ruby/rubygems lib/rubygems/specification.rb, `to_ruby`): no program is needed to read it, and none is run.
 */
export function readGemspec(ruby: string): Gemspec {
  const lines = ruby.split(/\r?\n/);
  const written = (name: string) => {
    const start = `s.${name} = `;
    return (
      lines
        .find((line) => line.trimStart().startsWith(start))
        ?.trimStart()
        .slice(start.length) ?? ''
    );
  };
  const one = (name: string) => (written(name).startsWith('"') ? (quoted(written(name))[0] ?? '') : '');
  const many = (name: string) => (written(name).startsWith('[') ? quoted(written(name)) : []);
  // Old RubyGems repeat all for still older ones after `else`, and what only development needs looks like the rest there.
  const end = lines.findIndex((line) => line.trim() === 'else');
  const dependencies = lines.slice(0, end < 0 ? lines.length : end).flatMap((line) => {
    const [, name, constraints] =
      /\.add_(?:runtime_)?dependency\(%q<([\w.-]+)>(?:\.freeze)?, \[(.*)/.exec(line) ?? [];
    return name === undefined || constraints === undefined
      ? []
      : [`${name} (${quoted(constraints.slice(0, constraints.lastIndexOf(']'))).join(', ')})`];
  });
  return {
    summary: one('summary'),
    description: one('description'),
    homepage: one('homepage'),
    authors: many('authors'),
    licenses: many('licenses'),
    dependencies,
  };
}

const quoted = (list: string): string[] => [...quotedStrings(list)].map(({ content }) => unescape(content));

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', e: '\x1b', '0': '\0' };

const unescape = (text: string): string =>
  text.replace(
    /\\(?:u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2})|(.))/gis,
    (_, braced?: string, four?: string, two?: string, one?: string) => {
      const code = braced ?? four ?? two;
      return code === undefined
        ? (escapes[one ?? ''] ?? one ?? '')
        : String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
    },
  );
