import * as vscode from 'vscode';
import { activeFile } from '../../activeFile';
import type { LiveLint } from '../../lint/liveLint';
import type { Part } from '../../part';
import { pickTemplate } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import { showConnection } from './showConnection';
import { TimelineDocuments } from './timelineDocuments';

/** What runs in the builds of a template, in order, as a text beside the template. */
export function timelinePart(lint: Pick<LiveLint, 'templates' | 'dependentsOf' | 'ask'>): Part {
  const documents = new TimelineDocuments(lint);
  return {
    commands: {
      'boxwright.packer.showTimeline': async (given?: TemplateArgument) => {
        const template = await templateOf(given, lint);
        if (template !== undefined) await documents.show(template);
      },
      'boxwright.packer.showConnection': async (given?: TemplateArgument) => {
        const template = await templateOf(given, lint);
        if (template !== undefined) await showConnection(template, lint);
      },
    },
    disposables: [documents],
  };
}

/** The path of the given template; of an answer file or script in the editor, that of the template that leads to it. */
async function templateOf(
  given: TemplateArgument | undefined,
  lint: Pick<LiveLint, 'templates' | 'dependentsOf'>,
): Promise<string | undefined> {
  if (given) return (await pickTemplate(given))?.path;
  const open = activeFile();
  const leading = (open ? lint.dependentsOf(open.fsPath) : []).filter(({ key }) =>
    lint.templates.all.has(key),
  );
  const [only, ...others] = leading;
  if (!only) return (await pickTemplate(undefined))?.path;
  if (!others.length) return only.key;
  const picked = await vscode.window.showQuickPick(
    leading.map(({ key }) => ({ label: vscode.workspace.asRelativePath(key), key })),
    { placeHolder: vscode.l10n.t('Select a template') },
  );
  return picked?.key;
}
