import type * as vscode from 'vscode';
import type { Exports } from './boxwright';
import { Lookout } from './editor/lookout';

/** What other extensions get of this one. */
export interface Entry {
  /** Loads all of it, unless that was done. */
  readonly load: () => Promise<Exports>;
}

/**
 * What VS Code loads wherever somebody opens a JSON file: a lookout, which is small. The rest is loaded once a file looks
 * like one of ours, or a command or a view of ours is used.
 */
export async function activate(context: vscode.ExtensionContext): Promise<Entry> {
  const lookout = new Lookout(context.extension.packageJSON as never, async () =>
    (await import('./boxwright')).activate(context),
  );
  context.subscriptions.push(lookout);
  await lookout.begin(context.workspaceState.keys().length > 0);
  return { load: () => lookout.load() };
}
