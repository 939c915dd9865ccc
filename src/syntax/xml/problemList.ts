import type { Span } from '../../text/span';
import type { SyntaxProblem } from '../syntaxProblem';

/** More help nobody, and a text that is no XML at all would have one at every character. */
const maximumProblems = 100;

/** Of what has no other half. */
export const spreads = { spreads: true } as const;

/** Collects problems: one for each stretch with the same mistake, and not more than anybody reads. */
export class ProblemList {
  private readonly problems: SyntaxProblem[] = [];

  get isFull(): boolean {
    return this.problems.length >= maximumProblems;
  }

  add(message: string, span: Span, more?: Pick<SyntaxProblem, 'mayPass' | 'spreads'>): void {
    const last = this.problems.at(-1);
    if (last?.message === message && last.span.end === span.start)
      this.problems[this.problems.length - 1] = {
        message,
        span: { start: last.span.start, end: span.end },
      };
    else if (!this.isFull) this.problems.push({ message, span, ...more });
  }

  /** In the order of the text. */
  sorted(): SyntaxProblem[] {
    return [...this.problems].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }
}
