import * as vscode from 'vscode';
import type { PackerVersions } from '../tools/packer/packerVersions';
import type { ToolRunner } from '../tools/toolRunner';
import { showFailure } from './showFailure';
import type { WatchedFiles } from './watchedFiles';

/** What a command does; it is given what the menu, tree item or caller passes. */
export type Command = (...given: never[]) => unknown;

/** A part of the extension: its commands by their ids, and what ends with it. */
export interface Part {
  readonly commands: Readonly<Record<string, Command>>;
  readonly disposables: readonly vscode.Disposable[];
}

/** What every part is built on. */
export interface EditorServices {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly runner: ToolRunner;
  /** Which Packer would run: asked once for all. */
  readonly versions: PackerVersions;
  /** Those of the workspace. */
  readonly files: WatchedFiles;
}

/** Registers the commands of a part: what one throws is told to the user. */
export const register = (
  { commands: table, disposables }: Part,
  { log }: Pick<EditorServices, 'log'>,
): vscode.Disposable[] => [
  ...disposables,
  ...Object.entries(table).map(([id, run]) =>
    vscode.commands.registerCommand(id, async (...given: never[]) => {
      try {
        return await run(...given);
      } catch (error) {
        void showFailure(error, log);
        return undefined;
      }
    }),
  ),
];
