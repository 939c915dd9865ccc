import * as vscode from 'vscode';
import { readPipeline } from '../../../pipeline/pipeline';
import { scriptFiles } from '../../../tools/packer/plan/plannedSteps';
import { editorFiles } from '../../editorFiles';
import { UserFacingError } from '../../showFailure';
import { pickTemplate } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import type { StepItem } from './templateItem';

/**
 * Opens the script that a step runs; without a step, one of those of a template.
 * @throws UserFacingError when there is none
 */
export async function openScript(given: TemplateArgument | StepItem | undefined): Promise<void> {
  const scripts = given && 'step' in given ? given.step.scripts : await scriptsOf(given);
  const script = scripts && (await pickScript(scripts));
  if (script !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(script));
}

/** Those that the builds of a template run, in order. @returns undefined when the user picks no template */
async function scriptsOf(given: TemplateArgument | undefined): Promise<readonly string[] | undefined> {
  const template = await pickTemplate(given);
  if (!template) return undefined;
  const { timelines } = readPipeline(template, editorFiles());
  const scripts = new Set(timelines.flatMap(({ steps }) => steps.flatMap(scriptFiles)));
  if (!scripts.size)
    throw new UserFacingError(
      vscode.l10n.t('{0} runs no scripts.', vscode.workspace.asRelativePath(template.path)),
    );
  return [...scripts];
}

async function pickScript(scripts: readonly string[]): Promise<string | undefined> {
  if (scripts.length <= 1) return scripts[0];
  const picked = await vscode.window.showQuickPick(
    scripts.map((script) => ({ label: vscode.workspace.asRelativePath(script), script })),
    { placeHolder: vscode.l10n.t('Select a script to open') },
  );
  return picked?.script;
}
