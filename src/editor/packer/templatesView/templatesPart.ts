import * as vscode from 'vscode';
import type { LiveLint } from '../../lint/liveLint';
import type { Part, Shared } from '../../part';
import type { BuildService } from '../builds/buildService';
import { pickTemplate, targetOf } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import { getPlugin } from '../plugins/getPlugin';
import { pluginNotes } from '../plugins/pluginNotes';
import type { PluginAction } from '../plugins/pluginNotes';
import type { NoteItem, TemplatesItem } from './templateItem';
import { TemplatesView } from './templatesView';

/** The Templates view with the commands that are its own. */
export function templatesPart(
  shared: Shared,
  lint: LiveLint,
  builds: BuildService,
): Part & { readonly view: TemplatesView } {
  const view = new TemplatesView(shared, lint, builds);
  const tree = vscode.window.createTreeView<TemplatesItem>('boxwright.templates', {
    treeDataProvider: view,
    showCollapseAll: true,
  });
  return {
    view,
    commands: {
      'boxwright.packer.refreshTemplates': () => view.refresh(),
      'boxwright.packer.openTemplate': async (given?: TemplateArgument) => {
        const [file] = (await pickTemplate(given))?.files ?? [];
        if (file) await vscode.window.showTextDocument(vscode.Uri.file(file.path));
      },
      'boxwright.packer.installPlugins': async (given?: TemplateArgument | NoteItem) => {
        shared.runner.executable('packer');
        const template = await pickTemplate(given);
        if (!template) return;
        const { cwd } = targetOf(template);
        const notes =
          given && 'note' in given ? [given.note] : await pluginNotes(shared, template, template.builds, cwd);
        const actions = notes.flatMap(({ action }) => action ?? []);
        if (!actions.length)
          void vscode.window.showInformationMessage(
            vscode.l10n.t(
              'All plugins of {0} are installed.',
              vscode.workspace.asRelativePath(template.path),
            ),
          );
        for (const action of distinct(actions)) await getPlugin(shared, action, template, cwd);
        view.refresh();
      },
    },
    disposables: [view, tree, tree.onDidChangeVisibility(({ visible }) => view.setVisible(visible))],
  };
}

/** `packer init` installs all that the template asks for at once. */
const distinct = (actions: readonly PluginAction[]): PluginAction[] => [
  ...new Map(actions.map((action) => [JSON.stringify(action), action])).values(),
];
