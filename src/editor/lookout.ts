import { open } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { skippedGlob } from '../pipeline/paths/skippedFolders';

/** What package.json contributes and VS Code may ask for before all is loaded. */
interface Contributes {
  readonly commands: readonly { readonly command: string }[];
  readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
}

/** Names that only files of ours have; as in `lint/subject.ts`. */
const ourNames = '**/{*.pkr.hcl,*.pkr.json,*.pkrvars.hcl,*[vV]agrantfile*,*[uU]nattend*.xml,boxwright.json}';
const ourEnds = ['.pkr.hcl', '.pkr.json', '.pkrvars.hcl'];

function isOurName(file: string): boolean {
  const name = path.basename(file).toLowerCase();
  if (name.endsWith('.xml')) return name.includes('unattend');
  return (
    name === 'boxwright.json' || name.includes('vagrantfile') || ourEnds.some((end) => name.endsWith(end))
  );
}

/** Languages for which VS Code starts the extension, and in which nearly all files are something else. */
const commonLanguages = new Set(['json', 'jsonc', 'ruby', 'xml', 'hcl']);

/** A template says what it is near its beginning. Bytes, of UTF-8; and about as many lines. */
const beginning = 8192;
const beginningLines = 300;
const isTemplate = /"(builders|provisioners|post-processors)"\s*:/;

/** More files than this are not looked at: it is no workspace for building images. */
const mostFiles = 5000;

/** The editor has its turn after so many files: they are read on other threads. */
const portion = 20;

/** How long after the last key stroke a text is looked at. Milliseconds. */
const delay = 500;

/**
 * Stands in for the extension where nothing is known to be of interest: it looks out for files of ours, and whatever is
 * asked of the extension has the rest loaded first.
 */
export class Lookout<All> implements vscode.Disposable {
  private readonly standIns: vscode.Disposable[] = [];
  private loading: Promise<All> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private disposed = false;

  /** @param loadAll loads the extension, and activates it */
  constructor(
    private readonly manifest: { readonly contributes: Contributes },
    private readonly loadAll: () => Promise<All>,
  ) {}

  dispose(): void {
    this.disposed = true;
    this.stop();
  }

  /**
   * @param wasUsed whether the extension was used in this workspace before
   * @returns what the extension exports, once it is loaded; undefined where it is not needed yet
   */
  begin(wasUsed: boolean): Promise<All> | undefined {
    const documents = vscode.workspace.textDocuments;
    // Only a document of a common language starts it for nothing: all else is a command, a view, a task or a file of ours.
    const isPerhapsForNothing = documents.some(({ languageId }) => commonLanguages.has(languageId));
    if (wasUsed || !isPerhapsForNothing || documents.some(isOurs)) return this.load();
    this.standIn();
    void this.search();
    return undefined;
  }

  /** Loads all of it, unless that was done. */
  load(): Promise<All> {
    if (!this.loading) {
      this.stop();
      this.loading = this.loadAll();
    }
    return this.loading;
  }

  private stop(): void {
    clearTimeout(this.timer);
    for (const one of this.standIns.splice(0)) one.dispose();
  }

  private standIn(): void {
    const look = (document: vscode.TextDocument) => {
      if (isOurs(document)) void this.load();
    };
    const { commands, views } = this.manifest.contributes;
    this.standIns.push(
      ...commands.map(({ command }) =>
        vscode.commands.registerCommand(command, async (...given: unknown[]) => {
          await this.load();
          return vscode.commands.executeCommand(command, ...given);
        }),
      ),
      ...Object.values(views)
        .flat()
        .map(({ id }) =>
          vscode.window.registerTreeDataProvider(id, {
            getTreeItem: (item: vscode.TreeItem) => item,
            getChildren: async () => {
              await this.load();
              return [];
            },
          }),
        ),
      vscode.workspace.onDidOpenTextDocument(look),
      vscode.workspace.onDidSaveTextDocument(look),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.search()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!commonLanguages.has(document.languageId)) return;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => look(document), delay);
      }),
    );
  }

  /** Looks for files of ours in the workspace, by their names, and JSON files by how they begin. */
  private async search(): Promise<void> {
    const [ours] = await vscode.workspace.findFiles(ourNames, skippedGlob, 1);
    if (ours) return void this.load();
    const files = await vscode.workspace.findFiles('**/*.json', skippedGlob, mostFiles);
    for (let at = 0; at < files.length; at += portion) {
      if (this.loading || this.disposed) return;
      const begin = await Promise.all(files.slice(at, at + portion).map(beginsAsTemplate));
      if (begin.includes(true)) return void this.load();
    }
  }
}

const isOurs = (document: vscode.TextDocument): boolean => {
  if (document.uri.scheme !== 'file') return false;
  if (document.languageId === 'packer-log' || isOurName(document.uri.fsPath)) return true;
  if (document.languageId !== 'json' && document.languageId !== 'jsonc') return false;
  return isTemplate.test(document.getText(new vscode.Range(0, 0, beginningLines, 0)).slice(0, beginning));
};

async function beginsAsTemplate({ scheme, fsPath }: vscode.Uri): Promise<boolean> {
  if (scheme !== 'file') return false;
  try {
    const file = await open(fsPath, 'r');
    try {
      // What is no regular file might never end.
      if (!(await file.stat()).isFile()) return false;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(beginning), 0, beginning, 0);
      return isTemplate.test(buffer.toString('utf8', 0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
