import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';

/** How much is read at once. Bytes. */
const portion = 1024 * 1024;

/** File systems that tell of no changes, like shares, are asked this often. Milliseconds. */
const interval = 500;

/** A file that is read while another process writes to it. */
export interface FollowedFile {
  /** Reads what is there still, then ends. */
  end(): Promise<void>;
}

/**
 * Reads a growing file from its beginning: what is there, then whatever is appended, also once it was cut off. One portion at a
 * time is in memory.
 * @param onText is given whole characters, and awaited before more is read
 * @throws Error of the file system when the file can't be opened
 */
export async function followFile(
  path: string,
  onText: (text: string) => void | Promise<void>,
): Promise<FollowedFile> {
  const follower = new Follower(await open(path, 'r'), onText);
  follower.start(path);
  return follower;
}

class Follower implements FollowedFile {
  private readonly decoder = new StringDecoder('utf8');
  private readonly buffer = Buffer.allocUnsafe(portion);
  private position = 0;
  /** Asked for while a reading is under way: it is done once more. */
  private again = false;
  private reading: Promise<void> | undefined;
  private watcher: FSWatcher | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly file: FileHandle,
    private readonly onText: (text: string) => void | Promise<void>,
  ) {}

  start(path: string): void {
    try {
      this.watcher = watch(path, () => void this.read());
      this.watcher.on('error', () => this.watcher?.close());
    } catch {
      // The timer alone has to do.
    }
    this.timer = setInterval(() => void this.read(), interval);
    void this.read();
  }

  async end(): Promise<void> {
    clearInterval(this.timer);
    this.watcher?.close();
    await this.reading;
    await this.readOn();
    const rest = this.decoder.end();
    if (rest) await this.onText(rest);
    await this.file.close();
  }

  private async read(): Promise<void> {
    this.again = true;
    if (this.reading) return;
    this.reading = this.readOn();
    await this.reading;
    this.reading = undefined;
  }

  private async readOn(): Promise<void> {
    do {
      this.again = false;
      for (let text = await this.readPortion(); text !== undefined; text = await this.readPortion())
        if (text) await this.onText(text);
    } while (this.again);
  }

  /** @returns undefined at the end; also when the disk is gone, or the share it was on: then nothing more can be followed */
  private async readPortion(): Promise<string | undefined> {
    try {
      // Somebody has cut it off, as programs that keep logs small do: what is written now begins it anew.
      if ((await this.file.stat()).size < this.position) this.position = 0;
      const { bytesRead } = await this.file.read(this.buffer, 0, portion, this.position);
      this.position += bytesRead;
      return bytesRead ? this.decoder.write(this.buffer.subarray(0, bytesRead)) : undefined;
    } catch {
      return undefined;
    }
  }
}
