import * as vscode from 'vscode';
import type { Template } from '../../../../pipeline/template/template';
import type { WatchedFiles } from '../../../watchedFiles';
import { workspaceTemplates } from '../../templates/workspaceTemplates';

/** What a list of templates shows of one; the rest is not kept. */
export type KnownTemplate = Pick<Template, 'path' | 'dialect'> & { readonly hasPlugins: boolean };

/** The templates of the workspace, looked for again only when a file has changed that could be one. */
export class KnownTemplates implements vscode.Disposable {
  private found: Promise<readonly KnownTemplate[]> | undefined;
  private readonly subscriptions: vscode.Disposable[] = [];

  constructor(private readonly files: WatchedFiles) {}

  dispose(): void {
    for (const one of this.subscriptions) one.dispose();
  }

  /** Sorted by path. */
  list(): Promise<readonly KnownTemplate[]> {
    // Nothing is watched before somebody asks.
    if (!this.subscriptions.length) this.watch();
    return (this.found ??= find().catch((error: unknown) => {
      this.found = undefined;
      throw error;
    }));
  }

  private watch(): void {
    const forget = () => (this.found = undefined);
    this.subscriptions.push(
      this.files.onDidChange(({ came, changed, gone }) => {
        // What is gone may be a folder that held some.
        if (gone.size || [...came, ...changed].some(mayMatter)) forget();
      }),
      // What is not saved yet is read, too.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (mayMatter(document.uri.path)) forget();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(forget),
    );
  }
}

/** Whether a file can be a template, or says how templates are read. */
const mayMatter = (file: string): boolean => /\.(json|pkr\.hcl)$/.test(file);

async function find(): Promise<KnownTemplate[]> {
  const templates: KnownTemplate[] = [];
  for await (const { path, dialect, requiredPlugins } of workspaceTemplates())
    templates.push({ path, dialect, hasPlugins: requiredPlugins !== undefined });
  return templates.sort((one, other) => one.path.localeCompare(other.path));
}
