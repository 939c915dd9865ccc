import { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';

/** A comment that switches rules off, for the line below it or for its file. */
export interface Suppression {
  /** The rules' ids as written. */
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  /** The line that it is about, from 0; undefined for the whole file. */
  readonly line: number | undefined;
  /** The comment; undefined where it goes on in the next line. */
  readonly span: Span | undefined;
}

/*
 * `# boxwright-disable-next-line ID -- reason` where # begins a comment: HCL, PowerShell, shell, Ruby, YAML; `//` in
 * HCL and JSON with comments; REM and :: in cmd; <!-- --> in XML; `<# #>` and block comments.
 */
const comment =
  /(<#|#|\/\/|\/\*|<!--|::|\brem\b)[ \t]*boxwright-disable(-next-line)?[ \t]+([a-z0-9]+(?:-[a-z0-9]+)*(?:[ \t,]+[a-z0-9]+(?:-[a-z0-9]+)*)*)[^\r\n]*/gi;

/** What ends comments that do not end with their line. */
const closers: Readonly<Record<string, string>> = { '<#': '#>', '/*': '*/', '<!--': '-->' };

/** Finds the comments of a text that switch rules off. */
export function readSuppressions(text: string): Suppression[] {
  // Nearly all files have none, and are not looked at twice.
  if (!text.includes('boxwright-disable')) return [];
  const source = new SourceText('', text);
  const found = [...text.matchAll(comment)].map((match) => {
    const [all, opener = '', nextLine, ids = ''] = match;
    const idsStart = match.index + all.indexOf(ids, all.search(/disable/i) + 7 + (nextLine?.length ?? 0));
    return {
      rules: [...ids.matchAll(/[^\s,]+/g)].map((id) => {
        const start = idsStart + id.index;
        return { id: id[0], span: { start, end: start + id[0].length } };
      }),
      line: nextLine ? source.positionAt(match.index).line : undefined,
      span: spanOf(match.index, all, closers[opener]),
    };
  });
  const taken = new Set(found.map(({ line }) => line));
  // Of several such comments in a row all are about the first other line.
  const below = (line: number): number => (taken.has(line + 1) ? below(line + 1) : line + 1);
  return found.map((one) => (one.line === undefined ? one : { ...one, line: below(one.line) }));
}

/** @param line the comment with the rest of its line */
function spanOf(start: number, line: string, closer: string | undefined): Span | undefined {
  if (closer === undefined) return { start, end: start + line.trimEnd().length };
  const at = line.indexOf(closer);
  return at < 0 ? undefined : { start, end: start + at + closer.length };
}
