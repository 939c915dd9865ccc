import type { Template } from '../../pipeline/template/template';
import { parseHcl } from '../../syntax/hcl/parseHcl';
import type { Block, HclFile } from '../../syntax/hcl/tree';
import type { SourceText } from '../../text/sourceText';
import type { TextEdit } from '../../text/textEdit';
import { indentation, indentUnit, lineEnding, startsItsLine } from './style';
import { writable } from './writable';

/** A plugin as `required_plugins` names it. */
export interface Requirement {
  readonly name: string;
  /** Like `github.com/hashicorp/qemu`. */
  readonly source: string;
  /** Like `>= 1.1.0`; Packer demands one. */
  readonly version: string;
}

/**
 * Names plugins in the `required_plugins` of an HCL2 template: in the block that is there, or in a new one, which stands
 * in the file that has the `packer` block or in the first one, below its leading comments.
 * @returns undefined where no file can be written to
 */
export function requirePlugins(
  { dialect, files }: Pick<Template, 'dialect' | 'files'>,
  plugins: readonly Requirement[],
): TextEdit | undefined {
  if (dialect !== 'hcl2' || !plugins.length) return undefined;
  const own = files
    .filter((source) => writable({ files }, source))
    .map((source) => ({ source, file: parseHcl(source.text) }));
  const blocks = own.flatMap(({ source, file }) => packerBlocks(file).map((block) => ({ source, block })));
  for (const { source, block } of blocks)
    for (const inner of block.body.blocks)
      if (inner.type === 'required_plugins' && inner.closeBrace) return intoList(source, inner, plugins);
  const [packer] = blocks.filter(({ block }) => block.closeBrace);
  if (packer) return intoPacker(packer.source, packer.block, plugins);
  const [first] = own;
  return first && atTop(first.source, first.file, plugins);
}

const packerBlocks = ({ body }: HclFile): Block[] => body.blocks.filter(({ type }) => type === 'packer');

/** Behind the last plugin, on one line or several as that one is. */
function intoList(source: SourceText, block: Block, plugins: readonly Requirement[]): TextEdit | undefined {
  const last = block.body.attributes.at(-1);
  const short = last !== undefined && !source.slice(last.span).includes('\n');
  if (last && startsItsLine(source, last.span.start)) {
    const indent = indentation(source, last.span.start);
    const at = endOfLine(source, last.span.end);
    const ending = lineEnding(source);
    const text = plugins.map((one) => ending + written(source, one, indent, short)).join('');
    return { path: source.path, span: { start: at, end: at }, newText: text };
  }
  return last
    ? undefined
    : filled(source, block, (indent) => plugins.map((one) => written(source, one, indent)));
}

const intoPacker = (
  source: SourceText,
  block: Block,
  plugins: readonly Requirement[],
): TextEdit | undefined => filled(source, block, (indent) => [list(source, plugins, indent)]);

function atTop(source: SourceText, { comments }: HclFile, plugins: readonly Requirement[]): TextEdit {
  const ending = lineEnding(source);
  const text = ['packer {', list(source, plugins, indentUnit(source)), '}', '', ''].join(ending);
  // Licenses and headings stay at the top; what stands right above a block belongs to that.
  let at = 0;
  let read = 0;
  for (const { span } of comments) {
    if (source.text.slice(read, span.start).trim()) break;
    read = span.end;
    const below = endOfLine(source, span.end) + ending.length;
    if (/^[ \t]*\r?\n/.test(source.text.slice(below))) at = below + ending.length;
  }
  at = Math.min(at, source.text.length);
  return { path: source.path, span: { start: at, end: at }, newText: text };
}

/** Puts lines before the closing brace of a block; one on a single line is written over several. */
function filled(
  source: SourceText,
  { closeBrace, openBrace, span }: Block,
  lines: (indent: string) => readonly string[],
): TextEdit | undefined {
  if (!closeBrace || !openBrace) return undefined;
  const indent = indentation(source, span.start);
  const ending = lineEnding(source);
  const text = lines(indent + indentUnit(source))
    .map((line) => line + ending)
    .join('');
  const { path } = source;
  if (startsItsLine(source, closeBrace.start)) {
    const at = closeBrace.start - indentation(source, closeBrace.start).length;
    return { path, span: { start: at, end: at }, newText: text };
  }
  if (source.text.slice(openBrace.end, closeBrace.start).trim()) return undefined;
  return {
    path,
    span: { start: openBrace.end, end: closeBrace.start },
    newText: ending + text + indent,
  };
}

const list = (source: SourceText, plugins: readonly Requirement[], indent: string): string =>
  [
    `${indent}required_plugins {`,
    ...plugins.map((one) => written(source, one, indent + indentUnit(source))),
    `${indent}}`,
  ].join(lineEnding(source));

/** Aligned as `packer fmt` does. */
function written(source: SourceText, plugin: Requirement, indent: string, short = false): string {
  const { name, source: address, version } = plugin;
  if (short)
    return `${indent}${name} = { version = ${JSON.stringify(version)}, source = ${JSON.stringify(address)} }`;
  const inner = indent + indentUnit(source);
  return [
    `${indent}${name} = {`,
    `${inner}source  = ${JSON.stringify(address)}`,
    `${inner}version = ${JSON.stringify(version)}`,
    `${indent}}`,
  ].join(lineEnding(source));
}

/** Where the line ends that a place is in, before `\r\n` or `\n`. */
function endOfLine({ text }: SourceText, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return text[at - 1] === '\r' ? at - 1 : at;
}
