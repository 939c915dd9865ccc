import type * as vscode from 'vscode';
import type { ToolRunner } from '../../../tools/toolRunner';

/** What the commands for versions of Packer work with. */
export interface PackerServices {
  readonly runner: ToolRunner;
  readonly log: vscode.LogOutputChannel;
  /** Of the versions that are installed. Absolute. */
  readonly folder: string;
  /** Whose signatures are accepted instead of HashiCorp's: armored. Undefined but in tests of the extension. */
  readonly trustedKey: () => string | undefined;
  /** Tells others that another version is there, or one is not any more. */
  readonly changed: () => void;
  /** Whether a build runs in this window. */
  readonly isBuilding: () => boolean;
}
