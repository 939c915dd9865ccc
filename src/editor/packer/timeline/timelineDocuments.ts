import path from 'node:path';
import * as vscode from 'vscode';
import { standForFiles } from '../../activeFile';
import type { LiveLint } from '../../lint/liveLint';
import { placeUri } from '../log/localFiles';

const timelineScheme = 'boxwright-timeline';

/** The timelines of templates as documents that can only be read, and that follow their templates. */
export class TimelineDocuments
  implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable
{
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  /** Those in which the shown templates lie. */
  private readonly folders = new Map<string, string>();
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(private readonly lint: Pick<LiveLint, 'ask' | 'templates'>) {
    this.subscriptions = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(timelineScheme, this),
      vscode.languages.registerDocumentLinkProvider({ scheme: timelineScheme }, this),
      standForFiles(timelineScheme, ({ query }) => query),
      lint.templates.onDidChange((key) => {
        for (const { uri } of vscode.workspace.textDocuments)
          if (uri.scheme === timelineScheme && (key === undefined || uri.query === key))
            this.changed.fire(uri);
      }),
    ];
  }

  dispose(): void {
    for (const one of this.subscriptions) one.dispose();
  }

  /** @param template its path */
  async show(template: string): Promise<void> {
    const name = vscode.l10n.t('{0}: timeline', path.basename(template)).replace(/[/\\]/g, '-');
    const uri = vscode.Uri.from({ scheme: timelineScheme, path: `/${name}`, query: template });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  async provideTextDocumentContent({ query }: vscode.Uri): Promise<string> {
    const found = await this.lint.ask('timeline', query);
    if (!found) return vscode.l10n.t('{0} is not a Packer template.', query);
    this.folders.set(query, found.folder);
    return found.text;
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const folder = this.folders.get(document.uri.query);
    if (folder === undefined) return [];
    return document
      .getText()
      .split('\n')
      .flatMap((text, line) => {
        // What runs and its place stand two spaces apart.
        const [end = '', at, column] = /:(\d{1,9}):(\d{1,9})$/.exec(text) ?? [];
        const start = text.lastIndexOf('  ') + 2;
        const file = text.slice(start, text.length - end.length);
        if (!end || start < 2 || !file) return [];
        const range = new vscode.Range(line, start, line, text.length);
        const target = { path: path.resolve(folder, file), line: Number(at), column: Number(column) };
        return [new vscode.DocumentLink(range, placeUri(target))];
      });
  }
}
