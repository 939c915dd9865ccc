/** A line longer than this is passed on in pieces: no tool's output may fill the memory. UTF-16 units. */
const longest = 1_000_000;

/** Cuts a stream of text into lines, without their ends; the last one is kept until it is complete. */
export class LineSplitter {
  /** Of the last line. A tool may write a letter at a time. */
  private rest: string[] = [];
  private length = 0;

  constructor(private readonly onLine: (line: string) => void) {}

  push(text: string): void {
    const [first = '', ...others] = text.split('\n');
    this.keep(first);
    for (const next of others) {
      const line = this.take();
      this.onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
      this.keep(next);
    }
    if (this.length > longest) this.end();
  }

  /** The stream has ended: what is left is a line. */
  end(): void {
    const line = this.take();
    if (line) this.onLine(line);
  }

  private keep(text: string): void {
    this.rest.push(text);
    this.length += text.length;
  }

  private take(): string {
    const line = this.rest.join('');
    this.rest = [];
    this.length = 0;
    return line;
  }
}
