/** A line longer than this is passed on in pieces: no tool's output may fill the memory. UTF-16 units. */
const longest = 1_000_000;

/** Cuts a stream of text into lines, without their ends; the last one is kept until it is complete. */
export class LineSplitter {
  private rest = '';

  constructor(private readonly onLine: (line: string) => void) {}

  push(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
    if (this.rest.length > longest) this.end();
  }

  /** The stream has ended: what is left is a line. */
  end(): void {
    if (this.rest) this.onLine(this.rest);
    this.rest = '';
  }
}
