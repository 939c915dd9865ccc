import * as vscode from 'vscode';
import type { LiveLint } from '../../lint/liveLint';
import { UserFacingError } from '../../showFailure';
import { pickTemplate } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import type { StepItem } from './templateItem';

/**
 * Opens the script that a step runs; without a step, one of those of a template.
 * @throws UserFacingError when there is none
 */
export async function openScript(
  given: TemplateArgument | StepItem | undefined,
  lint: Pick<LiveLint, 'ask'>,
): Promise<void> {
  const scripts = given && 'step' in given ? given.step.scripts : await scriptsOf(given, lint);
  const script = scripts && (await pickScript(scripts));
  if (script !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(script));
}

/** Those that the builds of a template run, in order. @returns undefined when the user picks no template */
async function scriptsOf(
  given: TemplateArgument | undefined,
  lint: Pick<LiveLint, 'ask'>,
): Promise<readonly string[] | undefined> {
  const template = await pickTemplate(given);
  if (!template) return undefined;
  const scripts = (await lint.ask('scripts', template.path)) ?? [];
  if (!scripts.length)
    throw new UserFacingError(
      vscode.l10n.t('{0} runs no scripts.', vscode.workspace.asRelativePath(template.path)),
    );
  return scripts;
}

async function pickScript(scripts: readonly string[]): Promise<string | undefined> {
  if (scripts.length <= 1) return scripts[0];
  const picked = await vscode.window.showQuickPick(
    scripts.map((script) => ({ label: vscode.workspace.asRelativePath(script), script })),
    { placeHolder: vscode.l10n.t('Select a script to open') },
  );
  return picked?.script;
}
