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

/** A string as Ruby's `inspect` writes it. */
const string = /"((?:[^"\\]|\\.)*)"/;
const strings = new RegExp(string, 'gs');

/**
 * Reads a .gemspec that RubyGems has written into `specifications` at an installation. It is Ruby, but always of one
 * form (ruby/rubygems lib/rubygems/specification.rb, `to_ruby`): no program is needed to read it, and none is run.
 */
export function readGemspec(ruby: string): Gemspec {
  const one = (name: string) => {
    const found = new RegExp(`^ *s\\.${name} = ${string.source}`, 'ms').exec(ruby);
    return found?.[1] === undefined ? '' : unescape(found[1]);
  };
  const many = (name: string) => quoted(new RegExp(`^ *s\\.${name} = \\[(.*)\\]`, 'm').exec(ruby)?.[1] ?? '');
  // Old RubyGems repeat all for still older ones after `else`, and what only development needs looks like the rest there.
  const [own = ''] = ruby.split(/^\s*else$/m);
  const dependencies = [
    ...own.matchAll(/\.add_(?:runtime_)?dependency\(%q<([^>]+)>(?:\.freeze)?, \[(.*)\]\)/g),
  ].map(([, name = '', constraints = '']) => `${name} (${quoted(constraints).join(', ')})`);
  return {
    summary: one('summary'),
    description: one('description'),
    homepage: one('homepage'),
    authors: many('authors'),
    licenses: many('licenses'),
    dependencies,
  };
}

const quoted = (list: string): string[] => [...list.matchAll(strings)].map(([, text = '']) => unescape(text));

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
