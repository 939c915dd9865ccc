import * as vscode from 'vscode';
import type { PlacedMark } from '../../analysis/questions';
import { takeOverHints } from '../../language/takeOver/takeOverHints';
import { takeOverLens } from '../../language/takeOver/takeOverLens';
import { languageMessages } from '../language/languageMessages';
import { settings } from '../settings';
import { asRange } from './convert';
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
      lint.onDidLint(refresh),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('boxwright.lint.takeOverLens')) refresh();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  async provideCodeLenses({ uri: { fsPath: path } }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const marks = await this.marksIn(path);
    return marks.map((mark) => {
      const { location, targets, opens } = mark;
      const text = takeOverLens(mark, (template) => vscode.workspace.asRelativePath(template));
      const icon = opens ? '$(plug)' : '$(info)';
      return new vscode.CodeLens(asRange(location.range), {
        title: `${icon} ${text}`,
        // Without a command VS Code shows a title that can't be clicked.
        command: targets.length ? 'boxwright.goTo' : '',
        tooltip: opens ? vscode.l10n.t('Go to the builder') : vscode.l10n.t('Go to this place'),
        arguments: [targets],
      });
    });
  }

  async provideInlayHints(
    { uri: { fsPath: path } }: vscode.TextDocument,
    visible: vscode.Range,
  ): Promise<vscode.InlayHint[]> {
    return takeOverHints(await this.marksIn(path), languageMessages)
      .map(({ at: { line, character }, label, tooltip }) => {
        const hint = new vscode.InlayHint(new vscode.Position(line, character), label);
        hint.paddingLeft = true;
        hint.tooltip = tooltip;
        return hint;
      })
      .filter(({ position }) => visible.contains(position));
  }

  /** Most files are nothing to the linter, and it is not asked about them. */
  private async marksIn(path: string): Promise<readonly PlacedMark[]> {
    if (!settings.takeOverLens() || !this.lint.dependentsOf(path).length) return [];
    return (await this.lint.ask('takeOverMarks', path)) ?? [];
  }
}
