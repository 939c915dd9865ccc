import type { Location, Node } from '@ruby/prism/src/nodes.js';
import type { Span } from '../../text/span';
import type { SyntaxProblem } from '../syntaxProblem';

/** What Prism finds wrong. */
export interface RubyError {
  readonly message: string;
  /** In bytes. */
  readonly location: Location;
}

/** A mistake in plain words. */
interface Row {
  /** Of Prism's message. Source: templates/src/diagnostic.c.erb of ruby/prism. */
  readonly said: RegExp;
  /** `$1` is what the pattern has found; undefined for what only follows from another mistake. */
  readonly plain: string | undefined;
  readonly spreads?: true;
  /** It takes all that follows with it: that other things are not closed only follows from it. */
  readonly swallows?: true;
  /** What is looked for in the tree, where the parser says only where it has noticed. */
  readonly place?: 'openString' | 'openBlock';
}

/** The first row that fits counts; what none fits stays as it is. Of several at one place the first one is shown. */
const rows: readonly Row[] = [
  { said: /^unexpected .*, assuming it is closing the parent/, plain: undefined },
  {
    said: /^unterminated (?:string|quoted string) meets/,
    plain: 'The closing quote of this string is missing.',
    spreads: true,
    swallows: true,
    place: 'openString',
  },
  {
    said: /^unterminated heredoc; can't find string "(.*)" anywhere/,
    plain: 'This heredoc is not closed: a line with only `$1` is missing.',
    spreads: true,
    swallows: true,
  },
  {
    said: /beginning with `(?:\w+|\{)` to end with `(end|\})`|^expected an `(end)` to close/,
    plain: '`$1` is missing: this `$&` is not closed.',
    spreads: true,
    place: 'openBlock',
  },
  {
    said: /^expected an? `([)\]}])` to close/,
    plain: '`$1` is missing: this `$&` is not closed.',
    spreads: true,
  },
  { said: /expected an? `([)\]}]|end)` to close/, plain: '`$1` is missing before this.', spreads: true },
  { said: /^unexpected '(end|[)\]}])', ignoring it/, plain: 'This `$1` closes nothing.', spreads: true },
  { said: /^unexpected '(.+)', ignoring it/, plain: 'This `$1` does not belong here.' },
  { said: /expected a `,` separator/, plain: 'A comma or the end of the list is missing before this.' },
  { said: /expected a `=>` between/, plain: '`=>` is missing between this key and its value.' },
  { said: /^unexpected '(.+)'; expected an argument/, plain: 'An argument is missing before this `$1`.' },
  { said: /^expected an expression after `(.+)`/, plain: 'A value is missing after this `$1`.' },
  { said: /block parameters to end with `\|`/, plain: '`|` is missing after the parameters before this.' },
  {
    said: /^unexpected .*, expecting end-of-input/,
    plain: 'This cannot follow here. Perhaps a comma is missing before it.',
  },
];

/** Mistakes in the order of their places, in plain words. */
export function plainProblems(
  errors: readonly RubyError[],
  program: Node,
  text: string,
  toSpan: (location: Location) => Span,
): SyntaxProblem[] {
  if (!errors.length) return [];
  const open = openPlaces(program, text, toSpan);
  const found = errors.map(({ message, location }) => {
    const index = rows.findIndex(({ said }) => said.test(message));
    const row = rows[index];
    const span = widened((row?.place && open[row.place]) ?? toSpan(location), text);
    return { row, rank: index < 0 ? rows.length : index, problem: problemOf(message, row, span, text) };
  });
  const isSwallowed = found.some(({ row }) => row?.swallows);
  const said = found.filter(
    ({ row }) => !row || (row.plain !== undefined && !(isSwallowed && row.place === 'openBlock')),
  );
  // What only follows from another mistake is the mistake where there is no other.
  return (said.length ? said : found)
    .sort((a, b) => a.problem.span.start - b.problem.span.start || a.rank - b.rank)
    .map(({ problem }) => problem)
    .filter(({ span }, index, all) => span.start !== all[index - 1]?.span.start);
}

function problemOf(message: string, row: Row | undefined, span: Span, text: string): SyntaxProblem {
  const written = text.slice(span.start, span.end);
  if (written === ',') return { message: 'This comma is one too many: nothing follows it.', span };
  const plain = row?.plain?.replace(/\$([1&])/g, (_, group: string) =>
    group === '&'
      ? written
      : (row.said
          .exec(message)
          ?.slice(1)
          .find((one) => one !== undefined) ?? ''),
  );
  return {
    message: plain ?? `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    span,
    ...(row?.spreads && { spreads: true }),
  };
}

/** At least a character wide. */
const widened = ({ start, end }: Span, { length }: string): Span => ({
  start: Math.min(start, Math.max(0, length - 1)),
  end: Math.min(length, Math.max(end, start + 1)),
});

interface Closed {
  readonly openingLoc?: Location | null;
  readonly closingLoc?: Location | null;
  readonly endKeywordLoc?: Location | null;
}

/** The string that has no closing quote, and the last block whose `end` stands further out than it: that is another's. */
function openPlaces(program: Node, text: string, toSpan: (location: Location) => Span) {
  const found: Partial<Record<'openString' | 'openBlock', Span>> = {};
  const visit = (node: Node): void => {
    const { openingLoc, closingLoc, endKeywordLoc } = node as Closed;
    const opening = openingLoc && toSpan(openingLoc);
    const opener = opening && text.slice(opening.start, opening.end);
    if (opening && closingLoc?.length === 0 && /^["'`]$/.test(opener ?? '')) found.openString ??= opening;
    const { start } = toSpan(node.location);
    const word = endKeywordLoc ? /^\w+/.exec(text.slice(start)) : undefined;
    const block = opener === 'do' ? opening : word ? { start, end: start + word[0].length } : undefined;
    const end = opener === 'do' ? closingLoc : endKeywordLoc;
    if (block && end?.length && indentAt(text, toSpan(end).start) < indentAt(text, block.start))
      found.openBlock = block;
    node.compactChildNodes().forEach(visit);
  };
  visit(program);
  return found;
}

/** How far the line of an offset is indented, in characters. */
function indentAt(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0].length ?? 0;
}
