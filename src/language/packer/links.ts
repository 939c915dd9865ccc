import { grammarTree } from '../../pipeline/grammar/grammarTree';
import { references } from '../../pipeline/paths/references';
import { resolvePath } from '../../pipeline/paths/resolvePath';
import { constantString } from '../../syntax/hcl/values';
import { isSamePath } from '../../text/pathKey';
import type { Span } from '../../text/span';
import type { PackerFile } from './packerPlace';

/** A stretch of a file that names another one. */
export interface PackerLink {
  readonly span: Span;
  /** Absolute. */
  readonly target: string;
}

const readers = new Set(['file', 'filebase64', 'templatefile']);

/** Scripts, answer files and what else a template names by paths, where it is there. */
export function packerLinks({ source, templates, files, baseOf }: PackerFile): PackerLink[] {
  const found = new Map<number, PackerLink>();
  const add = (span: Span, base: string, written: string) => {
    const target = resolvePath(base, written, files);
    const isQuoted = source.text[span.start] === '"' && source.text[span.end - 1] === '"';
    // What comes from a variable leads to that.
    if (!isQuoted || files.kind(target) !== 'file') return;
    found.set(span.start, { span: { start: span.start + 1, end: span.end - 1 }, target });
  };
  for (const template of templates) {
    const base = baseOf(template);
    for (const { value } of references(template))
      if (isSamePath(value.location.path, source.path)) add(value.location.span, base, value.text);
    for (const { call, source: own } of grammarTree(template).calls) {
      const [argument] = call.arguments;
      const written = argument && readers.has(call.name) ? constantString(argument) : undefined;
      if (argument && written && isSamePath(own.path, source.path))
        add(argument.span, template.folder, written);
    }
  }
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}
