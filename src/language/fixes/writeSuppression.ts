import type { TextEdit } from '../../text/textEdit';
import { commentSyntaxOf } from '../../lint/commentSyntax';
import type { CommentSyntax } from '../../lint/commentSyntax';

/*
 * The edits that write the comments which `readSuppressions` reads. They are offered only where the comment is sure
 * to be one, and leaves what stands around it as it was.
 */

/**
 * A comment above the line at an offset that switches a rule off for that line.
 * @returns undefined where no comment can stand there
 */
export function disableForLine(
  path: string,
  text: string,
  offset: number,
  rule: string,
): TextEdit | undefined {
  const syntax = commentSyntaxOf(path, text);
  if (!syntax) return undefined;
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  if (start < headOf(text, syntax)) return undefined;
  const [indentation = ''] = /^[ \t]*/.exec(text.slice(start)) ?? [];
  const before = text.slice(0, start).replace(/(\r\n|\r|\n)$/, '');
  if (syntax.continues?.test(before)) return undefined;
  // In the text of an element a comment would be allowed, but would tear the text apart.
  const isXml = syntax.write('').startsWith('<');
  if (isXml && !(/(^|>)\s*$/.test(before) && text.startsWith('<', start + indentation.length)))
    return undefined;
  return comment(path, text, start, indentation, `boxwright-disable-next-line ${rule}`, syntax);
}

/**
 * A comment at the top of a file that switches a rule off in all of it.
 * @returns undefined where the file can't hold a comment
 */
export function disableInFile(path: string, text: string, rule: string): TextEdit | undefined {
  const syntax = commentSyntaxOf(path, text);
  return syntax && comment(path, text, headOf(text, syntax), '', `boxwright-disable ${rule}`, syntax);
}

const headOf = (text: string, { head }: CommentSyntax): number => head.exec(text)?.[0].length ?? 0;

function comment(
  path: string,
  text: string,
  start: number,
  indentation: string,
  content: string,
  { write, comments }: CommentSyntax,
): TextEdit | undefined {
  const written = write(content);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text.slice(0, start);
  const own = before === '' || /[\r\n]$/.test(before) ? '' : lineEnd;
  const newText = `${own}${indentation}${written}${lineEnd}`;
  const at = start + own.length + indentation.length;
  const found = comments?.(before + newText + text.slice(start));
  // Inside a string, a heredoc or a tag it is no comment.
  if (found && !found.some((span) => span.start === at && span.end >= at + written.length)) return undefined;
  return { path, span: { start, end: start }, newText };
}
