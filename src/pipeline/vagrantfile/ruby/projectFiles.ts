import type * as Yaml from 'yaml';
import type { Span } from '../../../text/span';
import type { Call } from './calls';
import { callFile } from './filePaths';
import type { Interpreter } from './interpreter';
import { option, type RubyValue, string, textOf, truth, unknown } from './rubyValue';
import { boolean, integer, nil } from './rubyValue';

/** More values than this no file of settings has. */
const mostValues = 20_000;

/** Longer files of settings nobody writes. UTF-16 units. */
const longest = 500_000;

/** How deep a file loads others. */
const mostLoads = 20;

/** How often files are parsed for one Vagrantfile, which may do so in loops, or load itself. */
const mostParses = 100;

/**
 * Loads the code of another file: `load`, `require_relative`, and `require` of a path.
 * @returns false for another call, and for a file that is not followed
 */
export function loadFile(ruby: Interpreter, { name, positional, span }: Call): boolean {
  const [first] = positional;
  const written = textOf(first?.value);
  const isPath = written !== undefined && /^(\.{0,2}\/|[A-Za-z]:\/)/.test(written);
  if (name !== 'load' && name !== 'require_relative' && !(name === 'require' && isPath)) return false;
  const path = written === undefined ? undefined : pathOf(ruby, written, name === 'require_relative');
  const source = path === undefined ? undefined : openRuby(ruby, path, name === 'load');
  const at = ruby.unit.at ?? span;
  if (!source || ruby.frame.calls >= mostLoads || ruby.parses++ >= mostParses) {
    ruby.surroundings.hidden(at);
    return true;
  }
  // What is required comes once.
  if (name !== 'load') {
    if (ruby.required.has(source.path)) return true;
    ruby.required.add(source.path);
  }
  const tree = ruby.surroundings.parse(source.text);
  if (!tree.program || tree.problems.length) ruby.surroundings.hidden(at);
  else ruby.runFile({ tree, source, at });
  return true;
}

const openRuby = (ruby: Interpreter, path: string, isExact: boolean) =>
  ruby.surroundings.open(path) ?? (isExact ? undefined : ruby.surroundings.open(`${path}.rb`));

/** `YAML.load_file("a.yml")`, `JSON.parse(File.read("a.json"))`, `File.exist?("a")`; undefined for another call. */
export function readProjectFile(ruby: Interpreter, constant: string, call: Call): RubyValue | undefined {
  const { name, positional, span, keywords } = call;
  const text = textOf(positional[0]?.value);
  const read = (): string | undefined => {
    const path = text === undefined ? undefined : pathOf(ruby, text, false);
    return path === undefined ? undefined : ruby.surroundings.open(path)?.text;
  };
  const symbols = truth(option(keywords, 'symbolize_names')?.value ?? boolean(false)) ?? true;
  const data = (parse: (content: string) => unknown, content: string | undefined): RubyValue =>
    content === undefined || content.length > longest || ruby.parses++ >= mostParses
      ? unknown
      : valueOf(parse, content, span, symbols);
  switch (`${constant}.${name}`) {
    case 'File.read':
    case 'IO.read': {
      const content = read();
      return content === undefined ? unknown : string(content);
    }
    case 'File.exist?':
    case 'File.file?':
    case 'Dir.exist?': {
      const path = text === undefined ? undefined : pathOf(ruby, text, false);
      return path !== undefined && ruby.surroundings.exists(path) ? boolean(true) : unknown;
    }
    case 'YAML.load_file':
    case 'YAML.safe_load_file':
    case 'YAML.unsafe_load_file':
    case 'Psych.load_file':
      return data(parseYaml, read());
    case 'YAML.load':
    case 'YAML.safe_load':
    case 'Psych.load':
      return data(parseYaml, text);
    case 'JSON.load_file':
      return data(parseJson, read());
    case 'JSON.parse':
    case 'JSON.load':
      return data(parseJson, text);
    default:
      return undefined;
  }
}

function pathOf(ruby: Interpreter, written: string, fromFile: boolean): string | undefined {
  const folder = fromFile ? ruby.folder : ruby.workingFolder;
  const at = { start: 0, end: 0 };
  const items = [string(written), string(folder)].map((value) => ({ value, span: at }));
  return textOf(callFile('expand_path', items));
}

const parseJson = (text: string): unknown => JSON.parse(text);

function parseYaml(text: string): unknown {
  // As in parseCloudConfig: at once, and the bundle runs the module's code here and not before.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const yaml = require('yaml') as typeof Yaml;
  // What Ruby's Psych reads: `yes` is true, and `<<` merges.
  const document = yaml.parseDocument(text, {
    version: '1.1',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  if (document.errors.length) throw new SyntaxError('Not YAML.');
  return document.toJS() as unknown;
}

/** @param span of the call, which stands for all places in the file @param symbols whether keys become symbols */
function valueOf(
  parse: (content: string) => unknown,
  content: string,
  span: Span,
  symbols: boolean,
): RubyValue {
  let count = 0;
  const convert = (data: unknown): RubyValue => {
    if (++count > mostValues) throw new RangeError('Too many values.');
    if (data === null || data === undefined) return nil;
    if (typeof data === 'boolean') return boolean(data);
    if (typeof data === 'number')
      return Number.isInteger(data) ? integer(data) : { kind: 'float', value: data };
    // A symbol, or an error, as Ruby's release will have it.
    if (typeof data === 'string') return /^:\S/.test(data) ? unknown : string(data);
    if (Array.isArray(data))
      return { kind: 'array', items: data.map((item) => ({ value: convert(item), span })) };
    if (typeof data !== 'object' || data instanceof Date || data instanceof Map) return unknown;
    return {
      kind: 'hash',
      entries: Object.entries(data).map(([key, value]) => ({
        key: /^:\S/.test(key) ? unknown : symbols ? { kind: 'symbol', text: key } : string(key),
        keySpan: span,
        value: convert(value),
        span,
      })),
    };
  };
  try {
    return convert(parse(content));
  } catch {
    return unknown;
  }
}
