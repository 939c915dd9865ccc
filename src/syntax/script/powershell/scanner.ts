import * as Char from '../char';
import { TreeBuilder } from '../treeBuilder';
import { isBlank, isNewline } from './characters';

/** Passes over what separates PowerShell's tokens. */
export abstract class PowerShellScanner extends TreeBuilder {
  /** Passes over blanks, comments and continued line ends. */
  protected skipBlanks(): void {
    for (;;) {
      const c = this.peek();
      if (isBlank(c)) this.at++;
      else if (c === Char.Backquote && isNewline(this.peek(1))) this.skipContinuation();
      else if (c === Char.Hash) this.lineComment();
      else if (c === Char.Less && this.peek(1) === Char.Hash) this.blockComment();
      else return;
    }
  }

  /** Passes over line ends too. */
  protected skipSpace(): void {
    for (;;) {
      this.skipBlanks();
      if (!isNewline(this.peek())) return;
      this.at++;
    }
  }

  /** Passes over a line end that the backquote at the position continues. */
  protected skipContinuation(): void {
    this.at += this.peek(1) === Char.Return && this.peek(2) === Char.LineFeed ? 3 : 2;
  }

  /** The offset of the next line end from here on. */
  protected lineEnd(): number {
    let at = this.at;
    while (at < this.end && !isNewline(this.text.charCodeAt(at))) at++;
    return at;
  }

  private lineComment(): void {
    const start = this.at;
    this.at = this.lineEnd();
    this.comment(start, this.at);
  }

  private blockComment(): void {
    const start = this.at;
    const close = this.text.indexOf('#>', start + 2);
    this.at = close < 0 ? this.end : close + 2;
    if (close < 0) this.unpaired('This comment has no end: #> is missing.', { start, end: start + 2 });
    this.comment(start, this.at);
  }
}
