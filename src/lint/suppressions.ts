import type { Span } from '../text/span';

/** A comment that switches rules off, for the line below it or for its file. */
export interface Suppression {
  /** The rules' ids as written. */
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  /** The line that it is about, from 0; undefined for the whole file. */
  readonly line: number | undefined;
  /** The comment. */
  readonly span: Span;
}

/*
 * `# boxwright-disable-next-line ID -- reason` where # begins a comment: HCL, PowerShell, shell, Ruby, YAML; `//` in
 * HCL and JSON with comments; REM and :: in cmd; <!-- --> in XML; `<# #>` and block comments.
 */
const comment =
  /(?:<#|#|\/\/|\/\*|<!--|::|\brem\b)[ \t]*boxwright-disable(-next-line)?[ \t]+([a-z0-9-]+(?:[ \t,]+(?!--)[a-z0-9-]+)*)[^\r\n]*/gi;

/** Finds the comments of a text that switch rules off. */
export function readSuppressions(text: string): Suppression[] {
  // Nearly all files have none, and are not looked at twice.
  if (!text.includes('boxwright-disable')) return [];
  const lines = lineStarts(text);
  const lineOf = (offset: number) => lines.findLastIndex((start) => start <= offset);
  const found = [...text.matchAll(comment)].map((match) => {
    const [all, nextLine, ids = ''] = match;
    const idsStart = match.index + all.indexOf(ids, all.search(/disable/i) + 7 + (nextLine?.length ?? 0));
    return {
      rules: [...ids.matchAll(/[^\s,]+/g)].map((id) => {
        const start = idsStart + id.index;
        return { id: id[0], span: { start, end: start + id[0].length } };
      }),
      line: nextLine ? lineOf(match.index) : undefined,
      span: { start: match.index, end: match.index + all.trimEnd().length },
    };
  });
  const taken = new Set(found.map(({ line }) => line));
  // Of several such comments in a row all are about the first other line.
  const below = (line: number): number => (taken.has(line + 1) ? below(line + 1) : line + 1);
  return found.map((one) => (one.line === undefined ? one : { ...one, line: below(one.line) }));
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
