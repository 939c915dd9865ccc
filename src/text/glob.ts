/** How a pattern is written. */
export interface GlobSyntax {
  /** What stands for "none of these" at the start of a class: Go takes `^`, Git `!` too. */
  readonly negations: string;
  /** Whether a backslash takes the meaning from what follows. */
  readonly escapes: boolean;
  /** Whether `**` stands for any number of folders. */
  readonly folders: boolean;
  readonly ignoreCase: boolean;
  /** What `*`, `?` and classes do not take; empty for nothing. */
  readonly separator: '/' | '';
}

/** A pattern of file names. */
export interface Glob {
  /** Whether a whole text matches. */
  matches(text: string): boolean;
}

/** A step of a pattern: what it takes, and how it goes on. */
type Step =
  | { readonly kind: 'one'; readonly takes: (character: string) => boolean }
  /** Any number of characters but the separator. */
  | { readonly kind: 'star' }
  /** Nothing, or any number of folders, up to a `/`. The next step stands inside of one. */
  | { readonly kind: 'folders' }
  | { readonly kind: 'insideFolder' }
  /** Whatever follows. */
  | { readonly kind: 'rest' };

/**
 * Reads a pattern of file names. It follows all ways through the pattern at once, so that the time grows with the text and
 * the pattern alone, whatever they are.
 * @returns undefined for a pattern that is none, like `[a`
 */
export function parseGlob(pattern: string, syntax: GlobSyntax): Glob | undefined {
  const written = syntax.ignoreCase ? pattern.toLowerCase() : pattern;
  const steps = readSteps([...written], syntax);
  if (!steps) return undefined;
  const suffix = literalEnd(written, syntax);
  return {
    matches(text) {
      const compared = syntax.ignoreCase ? text.toLowerCase() : text;
      return compared.endsWith(suffix) && run(steps, compared, syntax.separator);
    },
  };
}

/** The characters behind the last one that means something else than itself: most names fail here. */
function literalEnd(pattern: string, { escapes }: GlobSyntax): string {
  let start = pattern.length;
  while (start > 0 && pattern.length - start < mostLiteral && !special.has(pattern.charAt(start - 1)))
    start--;
  // The first of them may be escaped, or the end of something that goes on before.
  return pattern.slice(
    start === 0 ? 0 : escapes || pattern.length - start === mostLiteral ? start + 1 : start,
  );
}

const mostLiteral = 40;
const special = new Set('*?[]\\/');

function readSteps(pattern: readonly string[], syntax: GlobSyntax): Step[] | undefined {
  const steps: Step[] = [];
  const literal = (character: string) =>
    void steps.push({ kind: 'one', takes: (other) => other === character });
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    if (character === '*') {
      const start = at;
      while (pattern[at + 1] === '*') at++;
      const alone = (start === 0 || pattern[start - 1] === '/') && (pattern[at + 1] ?? '/') === '/';
      if (!syntax.folders || at === start || !alone) steps.push({ kind: 'star' });
      else if (at + 1 === pattern.length) steps.push({ kind: 'rest' });
      else {
        at++;
        if (steps.at(-1)?.kind !== 'insideFolder') steps.push({ kind: 'folders' }, { kind: 'insideFolder' });
      }
    } else if (character === '?') steps.push({ kind: 'one', takes: (other) => other !== syntax.separator });
    else if (character === '[') {
      const found = readClass(pattern, at + 1, syntax);
      if (!found) return undefined;
      steps.push(found.step);
      at = found.end;
    } else if (character === '\\' && syntax.escapes) {
      const next = pattern[++at];
      if (next === undefined) return undefined;
      literal(next);
    } else literal(character);
  }
  return steps;
}

/** @param start behind the bracket that opens it */
function readClass(
  pattern: readonly string[],
  start: number,
  { negations, escapes, separator }: GlobSyntax,
): { readonly step: Step; readonly end: number } | undefined {
  let at = start;
  const negated = negations.includes(pattern[at] ?? ' ');
  if (negated) at++;
  const ranges: [from: string, to: string][] = [];
  const read = (): string | undefined => {
    if (pattern[at] === '\\' && escapes) at++;
    return pattern[at++];
  };
  // The bracket that closes a class is one of its characters where it comes first.
  for (let first = true; first || pattern[at] !== ']'; first = false) {
    const from = read();
    if (from === undefined) return undefined;
    let to: string | undefined = from;
    if (pattern[at] === '-' && pattern[at + 1] !== ']' && at + 1 < pattern.length) {
      at++;
      to = read();
      if (to === undefined) return undefined;
    }
    ranges.push([from, to]);
  }
  const isAmong = (character: string) => ranges.some(([from, to]) => from <= character && character <= to);
  return {
    step: { kind: 'one', takes: (character) => character !== separator && isAmong(character) !== negated },
    end: at,
  };
}

function run(steps: readonly Step[], text: string, separator: string): boolean {
  // The last turn in which a step was reached, so that each is followed once a turn.
  const reached = new Map<number, number>();
  let current: number[] = [];
  let next: number[] = [];
  let turn = 0;
  const reach = (start: number, among: number[]): void => {
    for (let at = start; reached.get(at) !== turn; at++) {
      reached.set(at, turn);
      among.push(at);
      const kind = steps[at]?.kind;
      if (kind === 'folders') reach(at + 2, among);
      else if (kind !== 'star') return;
    }
  };
  reach(0, current);
  for (const character of text) {
    turn++;
    for (const at of current) {
      const step = steps[at];
      switch (step?.kind) {
        case 'one':
          if (step.takes(character)) reach(at + 1, next);
          break;
        case 'star':
          if (character !== separator) reach(at, next);
          break;
        case 'insideFolder':
          reach(character === '/' ? at - 1 : at, next);
          break;
        case 'rest':
          reach(at, next);
          break;
      }
    }
    [current, next] = [next, current];
    next.length = 0;
    if (!current.length) return false;
  }
  return current.some((at) => at === steps.length || steps[at]?.kind === 'rest');
}
