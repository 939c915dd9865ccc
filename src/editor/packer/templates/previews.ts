import * as vscode from 'vscode';
import { UserFacingError } from '../../showFailure';
import { VirtualDocuments } from './virtualDocuments';

/** The scheme of the right side; package.json shows the button for it. */
const scheme = 'boxwright-preview';

interface Preview {
  /** The file that is shown on the left side. */
  readonly before: vscode.Uri;
  /** The name of the right side; its ending tells the language. */
  readonly name: string;
  readonly text: string;
  readonly title: string;
  readonly apply: () => Promise<void>;
}

/** Shows what would become of a file beside what it is, with a button that does it. */
export class Previews implements vscode.Disposable {
  private readonly documents = new VirtualDocuments(scheme);
  private readonly shown = new Map<string, Preview>();
  private readonly closing = vscode.workspace.onDidCloseTextDocument(({ uri }) =>
    this.shown.delete(uri.toString()),
  );

  dispose(): void {
    this.documents.dispose();
    this.closing.dispose();
  }

  async show(preview: Preview): Promise<void> {
    const after = this.documents.add(preview.name, preview.text);
    this.shown.set(after.toString(), preview);
    await vscode.commands.executeCommand('vscode.diff', preview.before, after, preview.title, {
      preview: false,
    });
  }

  /**
   * Does what a preview shows, and closes it.
   * @param uri of its right side; that of the active editor if there is none
   */
  async apply(uri: vscode.Uri | undefined): Promise<void> {
    const key = (uri ?? activePreview())?.toString();
    const preview = key === undefined ? undefined : this.shown.get(key);
    if (key === undefined || !preview)
      throw new UserFacingError(
        vscode.l10n.t('There is no preview to apply. Run an upgrade or a conversion first.'),
      );
    await preview.apply();
    this.shown.delete(key);
    await vscode.window.tabGroups.close(tabs().filter(({ input }) => rightSide(input)?.toString() === key));
  }
}

const tabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

const rightSide = (input: unknown): vscode.Uri | undefined =>
  input instanceof vscode.TabInputTextDiff ? input.modified : undefined;

const activePreview = (): vscode.Uri | undefined =>
  rightSide(vscode.window.tabGroups.activeTabGroup.activeTab?.input);
