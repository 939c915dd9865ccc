import * as vscode from 'vscode';
import type { TemplateMark } from '../../lint/lintProtocol';
import { editorFiles } from '../editorFiles';
import { settings } from '../settings';
import { Converter } from './convert';
import type { LiveLint } from './liveLint';

/** Shows where Packer connects: above the line, and behind the command that lets it in. */
export class TakeOverView implements vscode.CodeLensProvider, vscode.InlayHintsProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  readonly onDidChangeInlayHints = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly lint: LiveLint) {
    const refresh = () => this.changed.fire();
    this.subscriptions = [
      this.changed,
      lint.onDidChange(refresh),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('boxwright.lint.takeOverLens')) refresh();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  provideCodeLenses({ uri: { fsPath: path } }: vscode.TextDocument): vscode.CodeLens[] {
    const converter = new Converter(editorFiles());
    return this.marksIn(path).map(({ location, builder, opens, text, builds, template }) => {
      const of = builds.length ? `: ${builds.join(', ')}` : '';
      const name = template === undefined ? '' : ` – ${vscode.workspace.asRelativePath(template)}`;
      const icon = opens ? '$(plug)' : '$(info)';
      const target = vscode.Uri.file(builder.path);
      const selection = converter.range(builder.path, builder.span);
      return new vscode.CodeLens(converter.range(path, location.span), {
        title: `${icon} ${text}${of}${name}`,
        tooltip: vscode.l10n.t('Go to the builder'),
        command: 'vscode.open',
        arguments: [target, { selection } satisfies vscode.TextDocumentShowOptions],
      });
    });
  }

  provideInlayHints(
    { uri: { fsPath: path } }: vscode.TextDocument,
    visible: vscode.Range,
  ): vscode.InlayHint[] {
    const converter = new Converter(editorFiles());
    const places = this.marksIn(path)
      .filter(({ opens }) => opens)
      .map(({ location, text }) => ({ at: converter.range(path, location.span).end, text }))
      .filter(({ at }) => visible.contains(at));
    // Builds that differ say it once here; the lens says which they are.
    return [
      ...new Map(places.map((place) => [`${place.at.line}:${place.at.character}`, place])).values(),
    ].map(({ at, text }) => {
      const hint = new vscode.InlayHint(at, vscode.l10n.t('Packer connects'));
      hint.paddingLeft = true;
      hint.tooltip = text;
      return hint;
    });
  }

  private marksIn(path: string): TemplateMark[] {
    return settings.takeOverLens() ? this.lint.takeOverMarks(path) : [];
  }
}
