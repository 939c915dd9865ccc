import type { Random } from '../hclDifferential/generate';

/** What opens, closes, escapes or confuses, in all languages. */
const everywhere: readonly string[] = [
  ...'"\'`{}[]()<>\\/|&;:,.=+-*%$#@!?~^',
  ...['\n', '\r', '\r\n', '\t', ' ', '\0', '\uFEFF', '\u2028', '\u00a0', '\u201c', '\u2013'],
  ...['é', '😀', '\uD83D', '\uDE00', 'İ', '\u0085', '\x1a'],
];

/** Changes a text in one to eight places. */
export function mutate(random: Random, sample: string, tokens: readonly string[]): string {
  let text = sample;
  for (let count = 1 + random.below(8); count > 0; count--) text = change(random, text, tokens);
  return text;
}

function change(random: Random, text: string, tokens: readonly string[]): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + 1 + random.below(random.chance(70) ? 8 : 400));
  const insert = (piece: string) => text.slice(0, at) + piece + text.slice(at);
  switch (random.below(7)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return insert(text.slice(at, end));
    case 2: {
      const from = random.below(text.length + 1);
      return insert(text.slice(from, from + random.below(200)));
    }
    case 3:
      return random.chance(20)
        ? text.slice(0, at)
        : text.slice(0, at) + token(random, tokens) + text.slice(end);
    case 4:
      return insert(token(random, tokens).repeat(1 + random.below(random.chance(90) ? 6 : 600)));
    default:
      return insert(token(random, tokens));
  }
}

const token = (random: Random, tokens: readonly string[]): string =>
  random.pick(random.chance(50) ? tokens : everywhere);

/** A text of about that length that asks for too much time, stack or memory. */
export function hostile(random: Random, sample: string, tokens: readonly string[], length: number): string {
  const piece = (): string => {
    let made = token(random, tokens);
    while (random.chance(50)) made += token(random, tokens);
    return made;
  };
  const repeat = (text: string, upTo: number): string =>
    text.repeat(Math.max(1, Math.floor(upTo / text.length)));
  const start = random.chance(50) ? piece() : sample.slice(0, random.below(sample.length));
  switch (random.below(5)) {
    case 0:
      return start + repeat(piece(), length);
    case 1:
      return start + repeat(piece(), length / 2) + repeat(piece(), length / 2);
    case 2:
      // One line.
      return repeat((sample.slice(random.below(sample.length)) || ' ').replace(/[\r\n]/g, ' '), length);
    case 3:
      return start + repeat(mutate(random, sample, tokens) || ' ', length);
    default:
      return start + repeat(piece(), 3000) + repeat(sample, length);
  }
}
