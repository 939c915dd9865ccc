import * as vscode from 'vscode';
import { findExecutable } from '../tools/findExecutable';
import { ToolMissing, ToolRunner } from '../tools/toolRunner';
import type { Tool } from '../tools/toolCommand';
import { settings } from './settings';

/** The absolute path of a tool's program. @throws ToolMissing */
export function locateTool(tool: Tool): string {
  const configured = settings.toolPath(tool);
  const found = findExecutable(tool, configured);
  if (!found) throw new ToolMissing(tool, configured);
  return found;
}

/** The runner for this window: by the user's settings, and only where the workspace is trusted. */
export const createRunner = (log: vscode.LogOutputChannel): ToolRunner =>
  new ToolRunner({
    locate: locateTool,
    isTrusted: () => vscode.workspace.isTrusted,
    log: (line) => log.info(line),
  });
