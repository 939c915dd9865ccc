import * as vscode from 'vscode';
import type { Template } from '../../../pipeline/template/template';
import { activeFile } from '../../activeFile';
import type { LiveLint } from '../../lint/liveLint';
import type { Part } from '../../part';
import { pickTemplate } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import { showConnection } from './showConnection';
import { TimelineDocuments } from './timelineDocuments';

/** What runs in the builds of a template, in order, as a text beside the template. */
export function timelinePart(lint: Pick<LiveLint, 'templates' | 'dependentsOf'>): Part {
  const documents = new TimelineDocuments(lint.templates);
  return {
    commands: {
      'boxwright.packer.showTimeline': async (given?: TemplateArgument) => {
        const template = given ? await pickTemplate(given) : await templateOfOpenFile(lint);
        if (template) await documents.show(template);
      },
      'boxwright.packer.showConnection': async (given?: TemplateArgument) => {
        const template = given ? await pickTemplate(given) : await templateOfOpenFile(lint);
        if (template) await showConnection(template);
      },
    },
    disposables: [documents],
  };
}

/** Of an answer file or script in the editor: the template that leads to it. */
async function templateOfOpenFile(
  lint: Pick<LiveLint, 'templates' | 'dependentsOf'>,
): Promise<Template | undefined> {
  const open = activeFile();
  const leading = open
    ? lint.dependentsOf(open.fsPath).flatMap(({ key }) => lint.templates.all.get(key) ?? [])
    : [];
  const [only, ...others] = leading;
  if (!only) return pickTemplate(undefined);
  if (!others.length) return only;
  const picked = await vscode.window.showQuickPick(
    leading.map((template) => ({ label: vscode.workspace.asRelativePath(template.path), template })),
    { placeHolder: vscode.l10n.t('Select a template') },
  );
  return picked?.template;
}
