import { lastAtMost } from './sorted';
import type { Span } from './span';

/** A place in a text: line and character from 0, characters in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The text of one file, and the way between offsets and positions in it. */
export class SourceText {
  private lineStarts: number[] | undefined;

  /** @param path absolute path of the file, in the form that the FileSource gave it */
  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  /** Lines end at `\n`, `\r\n` or a lone `\r`, as in VS Code. Offsets outside the text are moved to its ends. */
  positionAt(offset: number): Position {
    const starts = this.starts();
    const at = Math.max(0, Math.min(offset, this.text.length));
    const line = lastAtMost(starts, at);
    return { line, character: at - (starts[line] ?? 0) };
  }

  /** The offset of a position; a line or character outside the text is moved to its ends. */
  offsetAt({ line, character }: Position): number {
    const starts = this.starts();
    const start = starts[line];
    if (start === undefined) return line < 0 ? 0 : this.text.length;
    const next = starts[line + 1] ?? this.text.length + 1;
    return Math.min(start + Math.max(0, character), next - 1, this.text.length);
  }

  slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  private starts(): number[] {
    if (this.lineStarts) return this.lineStarts;
    const starts = [0];
    for (let i = 0; i < this.text.length; i++) {
      const c = this.text.charCodeAt(i);
      if (c === 13 && this.text.charCodeAt(i + 1) === 10) i++;
      if (c === 10 || c === 13) starts.push(i + 1);
    }
    return (this.lineStarts = starts);
  }
}
