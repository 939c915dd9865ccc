import { closeSync, openSync, writeSync } from 'node:fs';

/** The file that holds a build's output. Written at once, so that a crash of the editor loses nothing. */
export class BuildLog {
  private constructor(
    readonly path: string,
    private file: number | undefined,
  ) {}

  /** @throws Error of the file system when the file can't be written */
  static open(path: string): BuildLog {
    return new BuildLog(path, openSync(path, 'w'));
  }

  /** Ends the log when the disk is full or gone, rather than the build. */
  write(text: string): void {
    if (this.file === undefined) return;
    try {
      writeSync(this.file, text);
    } catch {
      this.close();
    }
  }

  close(): void {
    if (this.file === undefined) return;
    try {
      closeSync(this.file);
    } catch {
      // What could be written is written.
    }
    this.file = undefined;
  }
}
