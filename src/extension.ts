import type * as vscode from 'vscode';
import { Lookout } from './editor/lookout';

/**
 * What VS Code loads wherever somebody opens a JSON file: a lookout, which is small. The rest is loaded once a file looks
 * like one of ours, or a command or a view of ours is used.
 * @returns what `boxwright.ts` exports; undefined where it is not needed yet
 */
export async function activate(context: vscode.ExtensionContext): Promise<unknown> {
  const lookout = new Lookout(context.extension.packageJSON as never, async () =>
    (await import('./boxwright')).activate(context),
  );
  context.subscriptions.push(lookout);
  return lookout.begin(context.workspaceState.keys().length > 0);
}
