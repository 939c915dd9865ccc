import path from 'node:path';
import * as vscode from 'vscode';
import { timelineText } from '../../../lint/report/timelineText';
import { readPipeline } from '../../../pipeline/pipeline';
import type { Template } from '../../../pipeline/template/template';
import { standForFiles } from '../../activeFile';
import { editorFiles } from '../../editorFiles';
import type { TemplateList } from '../../lint/templateList';
import { placeUri } from '../log/localFiles';
import { templateAt } from '../templates/templateAt';

const timelineScheme = 'boxwright-timeline';

/** The timelines of templates as documents that can only be read, and that follow their templates. */
export class TimelineDocuments
  implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable
{
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(templates: Pick<TemplateList, 'onDidChange'>) {
    this.subscriptions = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(timelineScheme, this),
      vscode.languages.registerDocumentLinkProvider({ scheme: timelineScheme }, this),
      standForFiles(timelineScheme, ({ query }) => query),
      templates.onDidChange((key) => {
        for (const { uri } of vscode.workspace.textDocuments)
          if (uri.scheme === timelineScheme && (key === undefined || uri.query === key))
            this.changed.fire(uri);
      }),
    ];
  }

  dispose(): void {
    for (const one of this.subscriptions) one.dispose();
  }

  async show({ path: template }: Template): Promise<void> {
    const name = vscode.l10n.t('{0}: timeline', path.basename(template)).replace(/[/\\]/g, '-');
    const uri = vscode.Uri.from({ scheme: timelineScheme, path: `/${name}`, query: template });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  provideTextDocumentContent({ query }: vscode.Uri): string {
    const template = templateAt(query);
    if (!template) return vscode.l10n.t('{0} is not a Packer template.', query);
    const sources = editorFiles();
    const { timelines } = readPipeline(template, sources);
    return timelineText(timelines, { sources, cwd: template.folder }, false);
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const folder = templateAt(document.uri.query)?.folder;
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
