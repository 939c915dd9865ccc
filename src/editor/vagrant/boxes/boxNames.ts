import path from 'node:path';
import { withoutCredentials } from '../../../text/urlCredentials';
import type * as vscode from 'vscode';

const key = 'boxwright.boxNames';
/** How many files are remembered. */
const most = 50;

/** How the user has called the boxes of files: the next build of a box makes the same file. */
export class BoxNames {
  constructor(private readonly memory: vscode.Memento) {}

  /** The name to begin with. */
  suggest(source: string): string {
    return this.known()[withoutCredentials(source)] ?? path.basename(source).replace(/\.(box|json)$/i, '');
  }

  async remember(given: string, name: string): Promise<void> {
    const source = withoutCredentials(given);
    const others = Object.entries(this.known()).filter(([file]) => file !== source);
    await this.memory.update(key, Object.fromEntries([...others, [source, name]].slice(-most)));
  }

  private known(): Readonly<Record<string, string>> {
    return this.memory.get(key, {});
  }
}
