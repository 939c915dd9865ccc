import type { EffectEvent } from '../../pipeline/timeline/timeline';
import type { Pipeline } from '../../pipeline/pipeline';
import type { Fix } from '../finding';

/**
 * Puts lines into a PowerShell file, before or after the line of a command, with its indentation. None for commands
 * that share their lines with others, and for those that stand in a template or an answer file: there is no second
 * line there.
 */
export function addLines(
  { files }: Pipeline,
  { script, effect }: EffectEvent,
  where: 'before' | 'after',
  lines: readonly string[],
  title: string,
): Fix[] {
  const { path } = script;
  if (path === undefined || script.language !== 'powershell') return [];
  const text = files.read(path);
  const { start, end } = effect.span;
  if (text === undefined || text !== script.text.text) return [];
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const to = newline < 0 ? text.length : newline;
  const indent = text.slice(from, start);
  // A comment may follow; a pipe, or another command, may not.
  if (indent.trim() !== '' || !/^\s*(?:#.*)?$/.test(text.slice(end, to))) return [];
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  const added = lines.map((line) => indent + line).join(ending);
  const stripped = to - (text[to - 1] === '\r' ? 1 : 0);
  return [
    {
      title,
      applicability: 'unsafe',
      edits: [
        where === 'before'
          ? { path, span: { start: from, end: from }, newText: added + ending }
          : { path, span: { start: stripped, end: stripped }, newText: ending + added },
      ],
    },
  ];
}
