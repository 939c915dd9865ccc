import * as vscode from 'vscode';
import type { MissingScript } from '../../language/fixes/missingScript';
import type { MarkTarget } from '../../language/takeOver/takeOverMarks';
import type { Location } from '../../text/location';
import type { Part, EditorServices } from '../part';
import { FixAll } from './fixAll';
import { goTo } from './goTo';
import { Hovers } from './hovers';
import { lintOpenFile } from './lintOpenFile';
import { LintStatus } from './lintStatus';
import { LintTasks, lintTaskType } from './lintTask';
import { lintWhen } from './lintWhen';
import type { LiveLint } from './liveLint';
import { QuickFixes } from './quickFixes';
import { TakeOverView } from './takeOverView';

/** The linter in the editor: diagnostics, fixes, lenses, hovers, status, tasks. */
export function lintPart(
  { context, files }: EditorServices,
  lint: LiveLint,
): Part & { readonly status: Pick<LintStatus, 'item'> } {
  const status = new LintStatus(lint);
  const tasks = new LintTasks(lint);
  const takeOver = new TakeOverView(lint);
  /** What the linter shows can be of any language: scripts, user data. */
  const anyFile: vscode.DocumentSelector = { scheme: 'file' };
  return {
    status,
    commands: {
      'boxwright.lintWorkspace': () => tasks.run(),
      'boxwright.lintFile': () => lintOpenFile(lint),
      'boxwright.acceptFindings': async () => (await import('./acceptFindings')).acceptFindings(lint),
      'boxwright.goTo': (targets: readonly MarkTarget[]) => goTo(targets),
      'boxwright.computeIsoChecksum': async (at: Location, iso: string) =>
        (await import('./computeIsoChecksum')).computeIsoChecksum(at, iso),
      'boxwright.createScript': async (script: MissingScript) =>
        (await import('./createScript')).createScript(script),
      'boxwright.openExample': async () => (await import('../openExample')).openExample(context.extensionUri),
      'boxwright.openRule': async (id: unknown) =>
        (await import('../openRule')).openRule(context.extensionUri, id),
    },
    disposables: [
      status,
      takeOver,
      lintWhen(lint, files),
      vscode.tasks.registerTaskProvider(lintTaskType, tasks),
      vscode.languages.registerCodeActionsProvider(anyFile, new QuickFixes(lint), {
        providedCodeActionKinds: QuickFixes.kinds,
      }),
      vscode.languages.registerCodeActionsProvider(anyFile, new FixAll(lint), {
        providedCodeActionKinds: [FixAll.kind],
      }),
      vscode.languages.registerCodeLensProvider(anyFile, takeOver),
      vscode.languages.registerInlayHintsProvider(anyFile, takeOver),
      vscode.languages.registerHoverProvider(anyFile, new Hovers(lint)),
    ],
  };
}
