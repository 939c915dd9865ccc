import * as vscode from 'vscode';
import type { LiveLint } from '../../lint/liveLint';
import { settings } from '../../settings';

/** Shows the defaults that matter behind the first lines of sources and steps. */
export class PackerDefaultHints implements vscode.InlayHintsProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeInlayHints = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly lint: Pick<LiveLint, 'ask' | 'onDidLint'>) {
    const refresh = () => this.changed.fire();
    this.subscriptions = [
      this.changed,
      lint.onDidLint(refresh),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('boxwright.packer.showDefaults')) refresh();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  async provideInlayHints(
    { uri: { fsPath: path } }: vscode.TextDocument,
    visible: vscode.Range,
  ): Promise<vscode.InlayHint[]> {
    if (!settings.showDefaults()) return [];
    const found = (await this.lint.ask('defaultHints', path)) ?? [];
    return found
      .map(({ at: { line, character }, label }) => {
        const hint = new vscode.InlayHint(new vscode.Position(line, character), label);
        hint.paddingLeft = true;
        hint.tooltip = vscode.l10n.t('Defaults: options that are not set. Set one to change it.');
        return hint;
      })
      .filter(({ position }) => visible.contains(position));
  }
}
