import * as vscode from 'vscode';
import type { PackerVersions } from '../../../tools/packer/packerVersions';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';

/** What a run is recorded with, beside what it tells itself. */
export type RunContext = Pick<RunRecord, 'packerVersion' | 'commit'>;

/** Never fails: what can't be found out is left out. */
export async function runContext(cwd: string, versions: PackerVersions): Promise<RunContext> {
  const [packerVersion, commit] = await Promise.all([
    versions.current().catch(() => undefined),
    headCommit(vscode.Uri.file(cwd)).catch(() => undefined),
  ]);
  return { ...(packerVersion !== undefined && { packerVersion }), ...(commit !== undefined && { commit }) };
}

/** The part of the Git extension's interface (version 1) that is used here. */
interface GitExtension {
  getAPI(version: 1): {
    getRepository(
      uri: vscode.Uri,
    ): { readonly state: { readonly HEAD?: { readonly commit?: string } } } | null;
  };
}

/** As the editor's own Git extension knows it; no process is run. */
async function headCommit(folder: vscode.Uri): Promise<string | undefined> {
  const git = await vscode.extensions.getExtension<GitExtension>('vscode.git')?.activate();
  return git?.getAPI(1).getRepository(folder)?.state.HEAD?.commit;
}
