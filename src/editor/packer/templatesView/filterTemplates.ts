import * as vscode from 'vscode';
import type { TemplatesItem } from './templateItem';
import type { TemplatesView } from './templatesView';

type Tree = Pick<vscode.TreeView<TemplatesItem>, 'message'>;

/** Shows fewer templates with each key that the user types; Escape brings back those that were shown before. */
export function filterTemplates(view: Pick<TemplatesView, 'filter'>, tree: Tree): Promise<void> {
  const before = view.filter;
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Filter Templates');
  box.placeholder = vscode.l10n.t('Words in the path, or in the names and types of builds and provisioners');
  box.value = before;
  return new Promise((resolve) => {
    let kept = before;
    box.onDidChangeValue((value) => setFilter(value.trim(), view, tree));
    box.onDidAccept(() => {
      kept = box.value.trim();
      box.hide();
    });
    box.onDidHide(() => {
      setFilter(kept, view, tree);
      box.dispose();
      resolve();
    });
    box.show();
  });
}

export function setFilter(text: string, view: Pick<TemplatesView, 'filter'>, tree: Tree): void {
  if (text === view.filter) return;
  view.filter = text;
  // The type says that it is a string, and the documentation that undefined takes it away.
  (tree as { message: string | undefined }).message = text
    ? vscode.l10n.t('Only templates with: {0}', text)
    : undefined;
  void vscode.commands.executeCommand('setContext', 'boxwright.packer.templatesFiltered', text !== '');
}
