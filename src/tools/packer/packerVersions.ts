import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { ToolRunner } from '../toolRunner';
import { version } from './commands/packer';

/** Asks programs for their version once, and again when the file is another one. */
export class PackerVersions {
  private readonly known = new Map<string, Promise<string | undefined>>();

  constructor(private readonly runner: ToolRunner) {}

  /**
   * The version of the Packer that would run, like `1.6.6`; undefined when it prints none.
   * @throws ToolMissing, WorkspaceUntrusted
   */
  async current(): Promise<string | undefined> {
    const file = this.runner.executable('packer');
    const { mtimeMs, size } = await stat(file);
    const key = `${file}\0${mtimeMs}\0${size}`;
    const asked = this.known.get(key) ?? this.runner.run(version(homedir()));
    this.known.set(key, asked);
    // What failed, as on a busy machine, is asked anew.
    asked.then(
      (found) => found ?? this.known.delete(key),
      () => this.known.delete(key),
    );
    return asked;
  }
}
