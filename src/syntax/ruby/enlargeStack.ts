/** 8 MB: V8's own stack ends long before, and V8 says so with a RangeError. */
export const stackPages = 128;
const pageSize = 65536;

/**
 * Moves the C stack of a wasm file to `stackPages` new pages above its memory; whoever instantiates the result grows
 * the memory by that much before anything runs.
 *
 * Why: prism.wasm has a stack of 64 KB, and right below it lie the parser's own tables. Some three hundred `[` run
 * through the stack into the tables without any error, and what follows is a wrong tree or an endless loop that
 * nobody can interrupt. With a larger stack every such text ends in an exception.
 *
 * @throws Error when the file is not built as expected: another version of the parser than the pinned one
 */
export function enlargeStack(wasm: Uint8Array): Uint8Array {
  const memory = findSection(wasm, 5);
  const globals = findSection(wasm, 6);
  // One memory without an upper limit, so that it can grow.
  const limits = memory && readUnsigned(wasm, memory.content + 1);
  const declaredPages = memory && limits?.value === 0 ? readUnsigned(wasm, limits.end).value : undefined;
  // The linker puts the stack pointer first: `global (mut i32) (i32.const N)`.
  const first = globals && readUnsigned(wasm, globals.content).end;
  if (
    declaredPages === undefined ||
    !globals ||
    first === undefined ||
    wasm[first] !== 0x7f ||
    wasm[first + 1] !== 1 ||
    wasm[first + 2] !== 0x41
  )
    throw new Error('This WebAssembly file keeps its stack in an unknown place.');

  const number = first + 3;
  const numberEnd = readUnsigned(wasm, number).end;
  const pointer = signed((declaredPages + stackPages) * pageSize);
  const content = [
    ...wasm.subarray(globals.content, number),
    ...pointer,
    ...wasm.subarray(numberEnd, globals.end),
  ];
  const section = [6, ...unsigned(content.length), ...content];
  const result = new Uint8Array(wasm.length + section.length - (globals.end - globals.start));
  result.set(wasm.subarray(0, globals.start));
  result.set(section, globals.start);
  result.set(wasm.subarray(globals.end), globals.start + section.length);
  return result;
}

interface Section {
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

function findSection(wasm: Uint8Array, id: number): Section | undefined {
  const header = 8;
  let at = header;
  while (at < wasm.length) {
    const size = readUnsigned(wasm, at + 1);
    const end = size.end + size.value;
    if (wasm[at] === id) return { start: at, content: size.end, end };
    at = end;
  }
  return undefined;
}

/** A number in LEB128, WebAssembly's encoding: seven bits a byte, lowest first. */
function readUnsigned(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  let at = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end: at };
  }
}

function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(Math.floor(value / 0x80))];
}

/** A positive number in signed LEB128: the highest bit of the last byte is the sign. */
function signed(value: number): number[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(Math.floor(value / 0x80))];
}
