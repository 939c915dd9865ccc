import path from 'node:path';
import * as vscode from 'vscode';
import { findVariableFiles } from '../../../../pipeline/template/findVariableFiles';
import { editorFiles } from '../../../editorFiles';
import { back, separator } from '../../../multiStepInput';
import type { FlowState, Step } from './flowState';
import { isAmongPaths } from '../../../../text/pathKey';
import { PathSet } from '../../../../text/pathMap';

interface FileItem extends vscode.QuickPickItem {
  readonly path: string;
}

const browse = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('folder-opened'),
  tooltip: vscode.l10n.t('Browse…'),
});

/** Which files set variables: those that are near the template, and others that the user looks for. */
export const varFilesStep: Step = {
  applies: (state) => state.variables().length > 0 || state.choices.varFiles.length > 0,
  async ask(state, place) {
    let chosen = state.choices.varFiles.map((file) => path.resolve(state.cwd, file));
    let added: readonly string[] = [];
    for (;;) {
      const { automatic, others } = found(state);
      const all = [...new PathSet([...chosen, ...added, ...others])];
      const items = all.map(itemOf);
      const answer = await state.input.ask<FileItem>({
        ...place,
        items: [
          ...items,
          ...(automatic.length
            ? [
                separator(
                  vscode.l10n.t(
                    'Loaded automatically: {0}',
                    automatic.map((file) => path.basename(file)).join(', '),
                  ),
                ),
              ]
            : []),
        ],
        ticked: items.filter((item) => isAmongPaths(item.path, chosen)),
        placeholder: all.length
          ? vscode.l10n.t('Select variable files. Later files override earlier ones')
          : vscode.l10n.t('No variable files found near the template. Press Enter to continue'),
        buttons: [browse()],
      });
      if (answer?.kind === 'button') {
        chosen = inOrder(chosen, answer.ticked);
        const files = await askForFiles(state);
        added = [...added, ...files];
        chosen = [...new PathSet([...chosen, ...files])];
      } else if (answer?.kind !== 'items') return answer === back ? 'back' : undefined;
      else {
        state.choices = { ...state.choices, varFiles: inOrder(chosen, answer.items) };
        return 'next';
      }
    }
  },
};

/** What was chosen before keeps its place; what is new comes last, and counts most. */
function inOrder(before: readonly string[], ticked: readonly FileItem[]): string[] {
  const now = ticked.map((item) => item.path);
  return [
    ...before.filter((file) => isAmongPaths(file, now)),
    ...now.filter((file) => !isAmongPaths(file, before)),
  ];
}

function itemOf(file: string): FileItem {
  const relative = vscode.workspace.asRelativePath(file);
  return { label: path.basename(file), description: path.dirname(relative), path: file };
}

const found = ({ template, variables }: FlowState) =>
  findVariableFiles(
    template,
    editorFiles(),
    variables().map(({ name }) => name),
  );

async function askForFiles({ template }: FlowState): Promise<string[]> {
  const uris = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Variable files'),
    defaultUri: vscode.Uri.file(template.folder),
    canSelectMany: true,
    filters: {
      [vscode.l10n.t('Variable files')]: template.dialect === 'hcl2' ? ['hcl', 'json'] : ['json'],
    },
  });
  return (uris ?? []).map(({ fsPath }) => fsPath);
}
