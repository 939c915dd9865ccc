import * as vscode from 'vscode';
import { takeOverHints } from '../../language/takeOver/takeOverHints';
import { takeOverLens } from '../../language/takeOver/takeOverLens';
import type { TemplateMark } from '../../language/takeOver/templateMarks';
import { editorFiles } from '../editorFiles';
import { languageMessages } from '../language/languageMessages';
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
    return this.marksIn(path).map((mark) => {
      const { location, targets, opens } = mark;
      const text = takeOverLens(mark, (template) => vscode.workspace.asRelativePath(template));
      const icon = opens ? '$(plug)' : '$(info)';
      return new vscode.CodeLens(converter.range(path, location.span), {
        title: `${icon} ${text}`,
        // Without a command VS Code shows a title that can't be clicked.
        command: targets.length ? 'boxwright.goTo' : '',
        tooltip: opens ? vscode.l10n.t('Go to the builder') : vscode.l10n.t('Go to this place'),
        arguments: [targets],
      });
    });
  }

  provideInlayHints(
    { uri: { fsPath: path } }: vscode.TextDocument,
    visible: vscode.Range,
  ): vscode.InlayHint[] {
    const converter = new Converter(editorFiles());
    return takeOverHints(this.marksIn(path), languageMessages)
      .map(({ offset, label, tooltip }) => {
        const hint = new vscode.InlayHint(converter.position(path, offset), label);
        hint.paddingLeft = true;
        hint.tooltip = tooltip;
        return hint;
      })
      .filter(({ position }) => visible.contains(position));
  }

  private marksIn(path: string): TemplateMark[] {
    return settings.takeOverLens() ? this.lint.takeOverMarks(path) : [];
  }
}
