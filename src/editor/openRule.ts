import * as vscode from 'vscode';
import { rules } from '../rules/rules';

/**
 * Shows the page of a rule, from the extension itself: no internet is needed. Without a rule, the user picks one.
 * @param id comes from a link: only pages of known rules are opened
 */
export async function openRule(extension: vscode.Uri, id: unknown): Promise<void> {
  const page = id === undefined ? await pickPage() : pageOf(id);
  if (page === undefined) return;
  await vscode.commands.executeCommand(
    'markdown.showPreview',
    vscode.Uri.joinPath(extension, 'docs', 'rules', page),
  );
}

const listOfRules = 'README.md';

const pageOf = (id: unknown): string =>
  rules.some((rule) => rule.id === id) ? `${String(id)}.md` : listOfRules;

async function pickPage(): Promise<string | undefined> {
  const all = {
    label: vscode.l10n.t('All Rules'),
    description: '',
    detail: vscode.l10n.t('The list of rules with what each finds'),
    page: listOfRules,
  };
  const items = rules
    .map(({ id, severity, summary }) => ({
      label: id,
      description: severity,
      detail: summary,
      page: pageOf(id),
    }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en'));
  const picked = await vscode.window.showQuickPick([all, ...items], {
    placeHolder: vscode.l10n.t('Search the rules, such as winrm, sysprep, iso, memory or reboot'),
    matchOnDetail: true,
  });
  return picked?.page;
}
