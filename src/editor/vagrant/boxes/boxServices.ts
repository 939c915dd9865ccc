import type * as vscode from 'vscode';
import type { ToolRunner } from '../../../tools/toolRunner';
import type { BoxSizes } from './boxSizes';
import type { NewerBoxes } from './newerBoxes';

/** What the commands on boxes work with. */
export interface BoxServices {
  readonly runner: ToolRunner;
  /** The folder of vagrantHome(). */
  readonly home: string;
  readonly sizes: BoxSizes;
  readonly newer: NewerBoxes;
  /** What is remembered for the workspace. */
  readonly memory: vscode.Memento;
  /** Draws the view anew: not every file system tells of its changes. */
  refresh(): void;
}
