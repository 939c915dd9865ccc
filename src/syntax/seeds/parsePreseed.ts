import type { Span } from '../../text/span';

/** An answer to a question of the Debian installer: `d-i grub-installer/bootdev string default`. */
export interface PreseedAnswer {
  readonly owner: string;
  readonly question: string;
  readonly type: string;
  readonly value: string;
  /** Of the value where it stands on one line, else undefined. */
  readonly valueSpan: Span | undefined;
  readonly span: Span;
}

/**
 * Reads a preseed file; a backslash at its end carries a line on.
 * Source: https://www.debian.org/releases/stable/amd64/apbs03.en.html
 */
export function parsePreseed(text: string): PreseedAnswer[] {
  const answers: PreseedAnswer[] = [];
  const lines = text.split('\n');
  let at = 0;
  for (let index = 0; index < lines.length; index++) {
    const start = at;
    let line = lines[index] ?? '';
    at += line.length + 1;
    const first = line.trimEnd();
    const isComment = first.trimStart().startsWith('#');
    let isLong = false;
    while (!isComment && line.trimEnd().endsWith('\\') && index + 1 < lines.length) {
      const next = lines[++index] ?? '';
      isLong = true;
      line = `${line.trimEnd().slice(0, -1)} ${next}`;
      at += next.length + 1;
    }
    const words = firstWords(line, 3);
    const [owner, question, type] = words.map(({ 0: word }) => word);
    if (!owner || !question || !type || owner.startsWith('#')) continue;
    const last = words[2];
    const behind = line.slice((last?.index ?? 0) + type.length);
    const value = behind.trim();
    const from = start + line.length - behind.trimStart().length;
    answers.push({
      owner,
      question,
      type,
      value,
      valueSpan: isLong ? undefined : { start: from, end: from + value.length },
      span: { start, end: start + first.length },
    });
  }
  return answers;
}

function firstWords(line: string, most: number): RegExpExecArray[] {
  const words: RegExpExecArray[] = [];
  const pattern = /\S+/g;
  while (words.length < most) {
    const word = pattern.exec(line);
    if (!word) break;
    words.push(word);
  }
  return words;
}
