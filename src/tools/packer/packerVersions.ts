import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { ToolNotStarted, ToolTimedOut } from '../toolRunner';
import type { ToolRunner } from '../toolRunner';
import { version } from './commands/packer';

/** Asks programs for their version once, and again when the file is another one. */
export class PackerVersions {
  private readonly known = new Map<string, Promise<string | undefined>>();

  /** @param report is told why a program does not say its version */
  constructor(
    private readonly runner: ToolRunner,
    private readonly report: (reason: string) => void = () => undefined,
  ) {}

  /**
   * The version of the Packer that would run, like `1.6.6`; undefined when it prints none, or does not answer.
   * @throws ToolMissing, WorkspaceUntrusted
   */
  async current(): Promise<string | undefined> {
    const file = this.runner.executable('packer');
    const { mtimeMs, size } = await stat(file);
    const key = `${file}\0${mtimeMs}\0${size}`;
    const asked = this.known.get(key) ?? this.ask(file);
    this.known.set(key, asked);
    // What failed, as on a busy machine, is asked anew.
    asked.then(
      (found) => found ?? this.known.delete(key),
      () => this.known.delete(key),
    );
    return asked;
  }

  private async ask(file: string): Promise<string | undefined> {
    try {
      const found = await this.runner.run(version(homedir()));
      if (found === undefined) this.report(`${file} prints no version.`);
      return found;
    } catch (error) {
      if (!(error instanceof ToolNotStarted || error instanceof ToolTimedOut)) throw error;
      this.report(error.message);
      return undefined;
    }
  }
}
