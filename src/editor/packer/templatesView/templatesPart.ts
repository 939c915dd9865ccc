import * as vscode from 'vscode';
import { notify } from '../../notify';
import type { LiveLint } from '../../lint/liveLint';
import type { Part, EditorServices } from '../../part';
import type { BuildService } from '../builds/buildService';
import { pickTemplate, targetOf } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import { getPlugin } from '../plugins/getPlugin';
import { pluginNotes } from '../plugins/pluginNotes';
import type { PluginAction } from '../plugins/pluginNotes';
import { mainFile } from './mainFile';
import { openScript } from './openScript';
import { filterTemplates, setFilter } from './filterTemplates';
import type { NoteItem, StepItem, TemplateItem, TemplatesItem } from './templateItem';
import { TemplatesView } from './templatesView';

/** The Templates view with the commands that are its own. */
export function templatesPart(
  shared: EditorServices,
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
      'boxwright.packer.filterTemplates': () => filterTemplates(view, tree),
      'boxwright.packer.clearTemplatesFilter': () => setFilter('', view, tree),
      'boxwright.packer.refreshTemplates': () => view.refresh(),
      'boxwright.packer.openTemplate': async (given?: TemplateArgument) => {
        const template = await pickTemplate(given);
        if (template) await vscode.window.showTextDocument(vscode.Uri.file(mainFile(template)));
      },
      'boxwright.packer.openScript': (given?: TemplateArgument | StepItem) => openScript(given, lint),
      'boxwright.packer.installPlugins': async (given?: TemplateArgument | NoteItem) => {
        shared.runner.executable('packer');
        const template = await pickTemplate(given);
        if (!template) return;
        const { cwd } = await targetOf(template);
        const notes =
          given && 'note' in given ? [given.note] : await pluginNotes(shared, template, template.builds, cwd);
        const actions = notes.flatMap(({ action }) => action ?? []);
        if (!actions.length)
          void notify.information(
            vscode.l10n.t(
              'All plugins of {0} are installed.',
              vscode.workspace.asRelativePath(template.path),
            ),
          );
        for (const action of distinct(actions)) await getPlugin(shared, action, template, cwd);
        view.refresh();
      },
    },
    disposables: [
      view,
      tree,
      view.onDidStart((item) => unfold([item], tree)),
      tree.onDidChangeVisibility(({ visible }) => {
        view.setVisible(visible);
        unfold(view.running, tree);
      }),
    ],
  };
}

/** What is being built is seen with its steps, by those who see the view. */
function unfold(items: readonly TemplateItem[], tree: vscode.TreeView<TemplatesItem>): void {
  if (!tree.visible) return;
  for (const item of items)
    // One that is filtered out, or gone by now, can't be shown.
    tree.reveal(item, { expand: true, select: false, focus: false }).then(undefined, () => undefined);
}

/** `packer init` installs all that the template asks for at once. */
const distinct = (actions: readonly PluginAction[]): PluginAction[] => [
  ...new Map(actions.map((action) => [JSON.stringify(action), action])).values(),
];
