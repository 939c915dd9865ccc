import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { LoggedPlace } from '../../../tools/packer/log/logOutline';
import { foldersUp } from '../../../text/pathKey';
import { PathSet } from '../../../text/pathMap';

/** Finds the files of this machine that a log speaks of. Made for one question: what it has looked up stays so. */
export class LocalFiles {
  private readonly known = new Map<string, Promise<boolean>>();

  /** @param folders against which relative paths are resolved, likeliest first */
  constructor(private readonly folders: readonly string[]) {}

  /** @returns its absolute path; undefined when there is none */
  async find({ files }: Pick<LoggedPlace, 'files'>): Promise<string | undefined> {
    for (const file of files)
      for (const folder of path.isAbsolute(file) ? [''] : this.folders) {
        const whole = path.resolve(folder, file);
        if (await this.isFile(whole)) return whole;
      }
    return undefined;
  }

  private isFile(file: string): Promise<boolean> {
    const known = this.known.get(file) ?? isFile(file);
    this.known.set(file, known);
    return known;
  }
}

/** A path to another machine is not looked at: that would tell it who asks. */
const isFile = async (file: string): Promise<boolean> =>
  !/^[\\/]{2}/.test(file) &&
  (await stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  ));

/**
 * Against which folders the paths in a log are resolved: that in which Packer was started, where it is known, else
 * that of the log and those above it in the workspace.
 */
export function foldersOf(log: string, cwd: string | undefined): string[] {
  const own = path.dirname(log);
  const root = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(log))?.uri.fsPath;
  const folders = root === undefined ? [own] : foldersUp(own, root);
  return [...new PathSet([...(cwd === undefined ? [] : [cwd]), ...folders])];
}

/** A place in a file of this machine. */
export interface FilePlace {
  /** Absolute. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column?: number;
}

/** The place in a file, as the editor opens it. */
export const placeUri = ({ path: file, line, column = 1 }: FilePlace): vscode.Uri =>
  vscode.Uri.file(file).with({ fragment: `L${line},${column}` });
