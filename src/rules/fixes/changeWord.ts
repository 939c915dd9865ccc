import type { Pipeline } from '../../pipeline/pipeline';
import type { StepScript } from '../../pipeline/timeline/timeline';
import type { Location } from '../../text/location';
import type { Span } from '../../text/span';
import type { TextEdit } from '../../text/textEdit';
import type { Applicability, Fix } from '../finding';

/** Where a stretch of a script stands in its file; undefined where it does not stand there letter for letter. */
function writtenAt(pipeline: Pipeline, { text }: StepScript, span: Span): Location | undefined {
  const location = text.locate(span);
  return sliceOf(pipeline, location) === text.text.slice(span.start, span.end) ? location : undefined;
}

/** Puts something in place of a stretch of a script; undefined where the script is put together from parts. */
export function editScript(
  pipeline: Pipeline,
  script: StepScript,
  span: Span,
  newText: string,
): TextEdit | undefined {
  const { text } = script.text;
  const location = writtenAt(pipeline, script, span);
  const escaped = /[\\"]/.test(newText) && script.path === undefined;
  if (location && !escaped) return { ...location, newText };
  // A string with escapes is written anew as a whole, if it is one that JSON and HCL read alike.
  const whole = script.text.locate(span);
  if (parsed(sliceOf(pipeline, whole)) !== text) return undefined;
  return { ...whole, newText: JSON.stringify(text.slice(0, span.start) + newText + text.slice(span.end)) };
}

export interface WrittenWord {
  /** What stands somewhere before it. */
  readonly behind?: RegExp;
  readonly written: RegExp;
  readonly newText: string;
}

/**
 * Changes a word of a command; none where the command does not have it, or is put together from parts.
 * @param words what is written, to what shall be written; the first that is there is changed
 */
export function changeWord(
  pipeline: Pipeline,
  script: StepScript,
  command: Span,
  words: readonly WrittenWord[],
  applicability: Applicability,
): Fix[] {
  const text = script.text.text.slice(command.start, command.end);
  for (const { behind, written, newText } of words) {
    const before = behind?.exec(text);
    if (before === null) continue;
    const from = before ? before.index + before[0].length : 0;
    const match = written.exec(text.slice(from));
    if (!match) continue;
    const start = command.start + from + match.index;
    const edit = editScript(pipeline, script, { start, end: start + match[0].length }, newText);
    return edit ? [{ title: `Change ${match[0]} to ${newText}`, applicability, edits: [edit] }] : [];
  }
  return [];
}

const sliceOf = ({ template, files }: Pipeline, { path, span }: Location): string | undefined =>
  (template.files.find((file) => file.path === path)?.text ?? files.read(path))?.slice(span.start, span.end);

function parsed(literal: string | undefined): unknown {
  try {
    return literal?.startsWith('"') ? JSON.parse(literal) : undefined;
  } catch {
    return undefined;
  }
}
