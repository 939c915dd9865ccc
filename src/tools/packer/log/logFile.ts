import { open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { LineSplitter } from '../../lineSplitter';
import type { ExpectedBuild } from '../output/runProgress';
import { LogOutline } from './logOutline';

/** How much is read at once. Bytes. */
const portion = 256 * 1024;

/** A log on disk and what stands in it; what is appended is read on. */
export class LogFile {
  private read = start([]);
  private reading: Promise<LogOutline> | undefined;

  constructor(
    readonly path: string,
    private readonly expected: readonly ExpectedBuild[] = [],
  ) {}

  /**
   * Reads what was written since the last time; all anew when it is another file now.
   * @param pause is awaited between the portions
   * @throws Error of the file system
   */
  outline(pause: () => Promise<void>): Promise<LogOutline> {
    this.reading ??= this.readOn(pause).finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async readOn(pause: () => Promise<void>): Promise<LogOutline> {
    const file = await open(this.path, 'r');
    try {
      const { ino, size } = await file.stat();
      if (ino !== this.read.ino || size < this.read.position) this.read = start(this.expected, ino);
      const { read } = this;
      const buffer = Buffer.allocUnsafe(portion);
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, portion, read.position);
        if (!bytesRead) return read.outline;
        read.position += bytesRead;
        read.lines.push(read.decoder.write(buffer.subarray(0, bytesRead)));
        await pause();
      }
    } finally {
      await file.close();
    }
  }
}

function start(expected: readonly ExpectedBuild[], ino = 0) {
  const outline = new LogOutline(expected);
  const lines = new LineSplitter((line) => outline.line(line));
  return { outline, lines, decoder: new StringDecoder('utf8'), position: 0, ino };
}
