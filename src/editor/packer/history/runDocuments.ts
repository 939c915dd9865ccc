import path from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { standForFiles } from '../../activeFile';
import { editorFiles } from '../../editorFiles';
import { Converter } from '../../lint/convert';
import { UserFacingError } from '../../showFailure';
import type { BuildService } from '../builds/buildService';
import { placeUri } from '../log/localFiles';
import { runText } from './runText';
import type { RunText, TextLink } from './runText';
import { usualBefore } from '../../../tools/packer/plan/usualRuns';

const runScheme = 'boxwright-run';

/** A running build's document changes no oftener than this. Milliseconds. */
const interval = 1000;

/** Runs as documents that can only be read. That of a run that goes on goes along with it. */
export class RunDocuments
  implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable
{
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  /** By their uris, while they are open. */
  private readonly shown = new Map<string, RunText>();
  private refreshed = 0;
  private readonly subscriptions: readonly vscode.Disposable[];

  /** @param onDidUpdate a build that runs has come further */
  constructor(
    private readonly builds: BuildService,
    onDidUpdate: vscode.Event<void>,
  ) {
    this.subscriptions = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(runScheme, this),
      vscode.languages.registerDocumentLinkProvider({ scheme: runScheme }, this),
      standForFiles(runScheme, ({ query }) => this.recordOf(query)?.template),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.shown.delete(uri.toString())),
      builds.onDidEnd((record) => this.refresh(record.id)),
      onDidUpdate(() => {
        if (!this.shown.size || Date.now() < this.refreshed + interval) return;
        this.refreshed = Date.now();
        for (const { record } of builds.all) this.refresh(record.id);
      }),
    ];
  }

  dispose(): void {
    for (const one of this.subscriptions) one.dispose();
  }

  /** @param id of the run @throws UserFacingError when it is not known any more */
  async show(id: string): Promise<void> {
    const record = this.recordOf(id);
    if (!record) throw new UserFacingError(vscode.l10n.t('This run is no longer in the history.'));
    const document = await vscode.workspace.openTextDocument(uriOf(record));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const record = this.recordOf(uri.query);
    if (!record) return `${vscode.l10n.t('This run is no longer in the history.')}\n`;
    const { templateAt, timelinesOf } = await import('../templates/readTemplates');
    const template = templateAt(record.template);
    // Of many builds the few that ran.
    const ran = new Set(record.steps.map(({ build }) => build));
    const timelines = template ? timelinesOf(template, record.cwd, ran) : [];
    const usual = usualBefore(record, this.builds.store);
    const made = runText({ record, timelines, usual, now: Date.now() });
    this.shown.set(uri.toString(), made);
    return made.text;
  }

  provideDocumentLinks({ uri, lineCount }: vscode.TextDocument): vscode.DocumentLink[] {
    const converter = new Converter(editorFiles());
    return (this.shown.get(uri.toString())?.links ?? [])
      .filter(({ line }) => line < lineCount)
      .map((link) => {
        const range = new vscode.Range(link.line, link.start, link.line, link.end);
        const made = new vscode.DocumentLink(range, targetOf(link, converter));
        made.tooltip = link.tooltip;
        return made;
      });
  }

  private refresh(id: string): void {
    for (const key of this.shown.keys()) {
      const uri = vscode.Uri.parse(key);
      if (uri.query === id) this.changed.fire(uri);
    }
  }

  /** Of a run that goes on, as far as it has come. */
  private recordOf(id: string): RunRecord | undefined {
    return (
      this.builds.all.find(({ record }) => record.id === id)?.record ??
      this.builds.store.list().find((record) => record.id === id)
    );
  }
}

function uriOf({ id, template, began }: RunRecord): vscode.Uri {
  const time = new Date(began).toLocaleString(vscode.env.language, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const name = vscode.l10n.t('Run of {0}, {1}', path.basename(template), time).replace(/[/\\]/g, '-');
  return vscode.Uri.from({ scheme: runScheme, path: `/${name}`, query: id });
}

function targetOf({ target }: TextLink, converter: Converter): vscode.Uri {
  if (typeof target === 'string') return vscode.Uri.file(target);
  if ('log' in target) return placeUri({ path: target.log, line: target.line + 1 });
  const { start } = converter.range(target.path, target.span);
  return vscode.Uri.file(target.path).with({ fragment: `L${start.line + 1},${start.character + 1}` });
}
