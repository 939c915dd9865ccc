import { type Item, type RubyValue, string, toText, unknown } from './rubyValue';
import { trimCharacters } from '../../../text/edges';

/** The methods of Ruby's `File` that only work on the text of a path. */
export function callFile(name: string, args: readonly Item[]): RubyValue {
  const texts = args.map(({ value }) => toText(value));
  const [first, second] = texts;
  if (first === undefined || texts.includes(undefined)) return unknown;
  switch (name) {
    case 'join':
      return string(texts.slice(1).reduce<string>((path, part) => joined(path, part ?? ''), first));
    case 'dirname':
      return texts.length === 1 ? string(dirname(first)) : unknown;
    case 'basename':
      return texts.length === 1 ? string(basename(first)) : unknown;
    case 'expand_path':
    case 'absolute_path':
      // With one argument it is the folder in which Vagrant was started that counts, and `~` is somebody's home.
      if (first.startsWith('~')) return unknown;
      if (absolute(first)) return string(normalized(first));
      return second !== undefined && absolute(second) ? string(normalized(`${second}/${first}`)) : unknown;
    default:
      return unknown;
  }
}

/** The folder of a path, with slashes as Ruby writes them on every platform. */
export function dirname(path: string): string {
  const written = withoutSlashes(path);
  const folder = withoutSlashes(written.slice(0, Math.max(0, written.lastIndexOf('/'))));
  return folder || (path.startsWith('/') ? '/' : '.');
}

function basename(path: string): string {
  const written = withoutSlashes(path);
  return written.slice(written.lastIndexOf('/') + 1);
}

const withoutSlashes = (path: string): string => trimCharacters(path, '/', { atStart: false });

/** `File.join` puts exactly one slash between two parts. */
const joined = (path: string, part: string): string => `${withoutSlashes(path)}/${part.replace(/^\/+/, '')}`;

const absolute = (path: string): boolean => /^(\/|[A-Za-z]:\/)/.test(path);

function normalized(path: string): string {
  const [root = ''] = /^([A-Za-z]:)?\//.exec(path) ?? [];
  const parts: string[] = [];
  for (const part of path.slice(root.length).split('/')) {
    if (part === '..') parts.pop();
    else if (part && part !== '.') parts.push(part);
  }
  return root + parts.join('/');
}
