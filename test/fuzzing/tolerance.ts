import { Random, samples } from './samples';
import type { Fact, Target } from './targets';

export interface Tolerance {
  readonly edit: string;
  readonly facts: number;
  /** How many of them stand after the edit as they stood before, only shifted. */
  readonly kept: number;
}

/** Changes of one line, as while typing; undefined where the line doesn't allow it. */
const edits: Readonly<Record<string, (line: string, random: Random) => string | undefined>> = {
  'insert "': (line, random) => inserted(line, '"', random),
  "insert '": (line, random) => inserted(line, "'", random),
  'insert {': (line, random) => inserted(line, '{', random),
  'delete a closer': (line, random) => {
    const closers = [...line.matchAll(/["')\]}>]/g)];
    const at = closers.length ? random.pick(closers).index : undefined;
    return at === undefined ? undefined : line.slice(0, at) + line.slice(at + 1);
  },
  'type foo': (line) => `${line} foo`,
  'type foo =': (line) => `${line} foo = `,
  'delete the end': (line, random) => (line ? line.slice(0, random.below(line.length)) : undefined),
};

const inserted = (line: string, piece: string, random: Random): string => {
  const at = random.below(line.length + 1);
  return line.slice(0, at) + piece + line.slice(at);
};

/**
 * How many facts behind an edited line keep their exact, shifted places.
 * @param tellLine whether the parser is told which line is being typed at
 */
export function tolerance(target: Target, seed: number, rounds: number, tellLine: boolean): Tolerance[] {
  return Object.entries(edits).map(([edit, change]) => {
    const random = new Random(seed);
    let facts = 0;
    let kept = 0;
    for (let round = 0; round < rounds; round++) {
      const text = samples[target.name](random);
      const lines = text.split('\n');
      const number = random.below(lines.length);
      const line = lines[number] ?? '';
      const changed = change(line, random);
      if (changed === undefined) continue;
      const start = lines.slice(0, number).join('\n').length + (number ? 1 : 0);
      const end = start + line.length;
      const by = changed.length - line.length;
      const edited = text.slice(0, start) + changed + text.slice(end);
      const after = new Set(target.facts(target.parse(edited, tellLine ? number : undefined)).map(keyOf(0)));
      const behind = target.facts(target.parse(text)).filter(({ span }) => span.start >= end);
      facts += behind.length;
      kept += behind.map(keyOf(by)).filter((key) => after.has(key)).length;
    }
    return { edit, facts, kept };
  });
}

const keyOf =
  (by: number) =>
  ({ what, span }: Fact): string =>
    `${what} ${span.start + by} ${span.end + by}`;
