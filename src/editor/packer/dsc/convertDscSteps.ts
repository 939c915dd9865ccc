import path from 'node:path';
import * as vscode from 'vscode';
import { notify } from '../../notify';
import type { Template } from '../../../pipeline/template/template';
import type { Location } from '../../../text/location';
import { applyEdits } from '../../../text/textEdit';
import { editorFiles } from '../../editorFiles';
import { lineEdits } from '../../lineEdits';
import { Converter } from '../../lint/convert';
import { UserFacingError } from '../../showFailure';
import { pickTemplate } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import type { Previews } from '../templates/previews';
import { isSamePath } from '../../../text/pathKey';

/**
 * Shows what a template looks like with core provisioners in place of its dsc steps. It reads and writes texts alone, so
 * it needs neither Packer nor trust.
 * @param offset in a step of the given file, which is converted alone; without it, the step of the cursor, else all
 * @throws UserFacingError
 */
export async function convertDscSteps(
  argument: TemplateArgument | undefined,
  offset: number | undefined,
  previews: Previews,
): Promise<void> {
  const template = await pickTemplate(argument);
  if (!template) return;
  const [{ convertDsc }, { dscPlaces }, { readPipeline }] = await Promise.all([
    import('../../../rules/fixes/convertDsc/convertDsc'),
    import('../../../rules/fixes/convertDsc/dscPlaces'),
    import('../../../pipeline/pipeline'),
  ]);
  const all = dscPlaces(template);
  if (!all.length)
    throw new UserFacingError(
      vscode.l10n.t('{0} has no dsc provisioner.', vscode.workspace.asRelativePath(template.path)),
    );
  const at = placeOf(argument, offset);
  const [here] = all.filter((place) => at && isIn(place, at));
  const pipeline = readPipeline(template, editorFiles());
  const made = (here ? [here] : all).map((place) => convertDsc(pipeline, place));
  const converted = made.filter((one) => one.kind === 'converted');
  const refused = made.filter((one) => one.kind === 'refused').map((one) => one.reason);
  if (!converted.length)
    throw new UserFacingError(vscode.l10n.t('Cannot convert the dsc step. {0}', refused.join(' ')));
  for (const file of new Set(converted.map(({ edit }) => edit.path)))
    await showPreview(
      template,
      file,
      converted.flatMap(({ edit }) => (isSamePath(edit.path, file) ? [edit] : [])),
      previews,
    );
  showNotes([...new Set(converted.flatMap(({ notes }) => notes))], refused);
}

interface Place {
  readonly path: string;
  readonly offset: number;
}

const isIn = ({ path: file, span }: Location, at: Place): boolean =>
  isSamePath(file, at.path) && span.start <= at.offset && at.offset <= span.end;

/** The given place, or the cursor: where the command is called on no other file. */
function placeOf(argument: TemplateArgument | undefined, offset: number | undefined): Place | undefined {
  const given = argument && ('uri' in argument ? argument.uri : argument);
  if (given && offset !== undefined) return { path: given.fsPath, offset };
  const editor = given ? undefined : vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { fsPath } = editor.document.uri;
  return { path: fsPath, offset: new Converter(editorFiles()).offset(fsPath, editor.selection.active) };
}

async function showPreview(
  template: Template,
  file: string,
  edits: Parameters<typeof applyEdits>[1],
  previews: Previews,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const before = document.getText();
  const source = template.files.find((one) => isSamePath(one.path, file))?.text ?? before;
  const after = applyEdits(source, edits);
  const name = path.basename(file);
  await previews.show({
    before: document.uri,
    name,
    text: after,
    title: vscode.l10n.t('{0}: dsc as core provisioners (preview)', name),
    apply: async () => {
      if (document.getText() !== before)
        throw new UserFacingError(
          vscode.l10n.t(
            "{0} has changed since this preview was created, so it was not applied. Run 'Convert dsc to Core Provisioners' again.",
            name,
          ),
        );
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, lineEdits(before, after));
      await vscode.workspace.applyEdit(edit);
      await vscode.window.showTextDocument(document);
    },
  });
}

/** What is not quite the same afterwards. */
function showNotes(notes: readonly string[], refused: readonly string[]): void {
  const left = refused.map((reason) => vscode.l10n.t('A dsc step was not converted: {0}', reason));
  const remarks = [...left, ...notes];
  if (remarks.length)
    void notify.warning(vscode.l10n.t('Before you apply the preview: {0}', remarks.join(' ')));
}
