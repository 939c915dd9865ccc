import { parsePrism } from '@ruby/prism/src/parsePrism.js';
import type { ProgramNode } from '@ruby/prism/src/nodes.js';
import { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import { byteLength, byteOffsets } from './byteOffsets';
import { enlargeStack, stackPages } from './enlargeStack';
import { plainProblems } from './plainProblems';
import type { RubyError } from './plainProblems';
import type { Location, RubyTree } from './rubyTree';

/** In UTF-16 units. The largest Vagrantfiles that people publish have some 16,000. */
const maximumLength = 1_000_000;

interface RubyOptions {
  /** The line, from 0, that is being typed at: where the text has a mistake, it is read once more without that line. */
  readonly editedLine?: number | undefined;
}

/** Reads Ruby with Prism, the parser of Ruby itself. */
export interface RubyParser {
  /** Never throws; what can't be read is a problem of the tree. */
  parse(text: string, options?: RubyOptions): RubyTree;
}

/**
 * Compiles the parser, once; every `parse` after that is synchronous.
 * @param wasm the content of `@ruby/prism/src/prism.wasm`
 */
export async function loadRuby(wasm: Uint8Array): Promise<RubyParser> {
  return new PrismParser(await WebAssembly.compile(enlargeStack(wasm)));
}

interface Parsed {
  readonly program: ProgramNode;
  readonly errors: readonly RubyError[];
}

class PrismParser implements RubyParser {
  private prism: WebAssembly.Exports | undefined;

  constructor(private readonly module: WebAssembly.Module) {}

  parse(text: string, { editedLine }: RubyOptions = {}): RubyTree {
    const mark = text.startsWith('\uFEFF') ? 1 : 0;
    const code = text.slice(mark);
    if (code.length > maximumLength)
      return unreadable(text, `This file is longer than ${maximumLength} characters and is not read.`);

    const parsed = this.read(code);
    if (!parsed) return unreadable(text, 'This file is nested too deeply and is not read.');
    const offset = byteOffsets(code);
    const toSpan = ({ startOffset, length }: Location): Span => ({
      start: mark + offset(startOffset),
      end: mark + offset(startOffset + length),
    });
    let { program } = parsed;
    if (parsed.errors.length && editedLine !== undefined) {
      const without = this.read(blankLine(code, editedLine));
      if (without && without.errors.length < parsed.errors.length) program = without.program;
    }
    return {
      program,
      problems: plainProblems(parsed.errors, parsed.program, text, toSpan),
      toSpan,
    };
  }

  /** Undefined when the text is nested more deeply than the stack reaches. */
  private read(code: string): Parsed | undefined {
    try {
      this.prism ??= instantiate(this.module);
      // The text is already decoded: a magic comment that names another encoding has no say.
      const { value, errors } = parsePrism(this.prism, code, { encoding: false });
      return { program: value, errors };
    } catch {
      // After any exception the state of the instance is anybody's guess.
      this.prism = undefined;
      return undefined;
    }
  }
}

/** The parser imports WASI for files and clocks, which a parse never uses. */
function instantiate(module: WebAssembly.Module): WebAssembly.Exports {
  const imports: Record<string, Record<string, () => number>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module))
    (imports[from] ??= {})[name] = () => 0;
  const { exports } = new WebAssembly.Instance(module, imports);
  (exports['memory'] as { grow(pages: number): number }).grow(stackPages);
  (exports['_initialize'] as () => void)();
  return exports;
}

/** Replaces a line by as many spaces as it has bytes, so that every offset after it stays. */
function blankLine(text: string, line: number): string {
  const source = new SourceText('', text);
  const start = source.offsetAt({ line, character: 0 });
  const end = source.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
  return text.slice(0, start) + ' '.repeat(byteLength(text.slice(start, end))) + text.slice(end);
}

const unreadable = (text: string, message: string): RubyTree => ({
  program: undefined,
  problems: [{ message, span: { start: 0, end: text.length } }],
  toSpan: () => ({ start: 0, end: 0 }),
});
