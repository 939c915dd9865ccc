/**
 * Finds where something is written next. Asked for one place after the other, all answers together take one look at
 * the text, also where there is nothing to find.
 */
export class NextOccurrence {
  private found = -1;

  constructor(
    private readonly text: string,
    private readonly written: string,
  ) {}

  /** @returns an offset, `Infinity` when there is none */
  from(start: number): number {
    if (this.found < start) {
      const found = this.text.indexOf(this.written, start);
      this.found = found < 0 ? Infinity : found;
    }
    return this.found;
  }
}
