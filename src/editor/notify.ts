import * as vscode from 'vscode';
import { plainText } from './plainText';

/*
 * All that the user is told and asked in notifications, dialogs, progresses and input boxes: names and messages in it come
 * from files and networks, and are text. eslint.notify.mjs allows VS Code's own functions here alone.
 */

type Show = (message: string, ...actions: string[]) => Thenable<string | undefined>;

/** Shows a notification. @returns the action that was chosen; undefined when it was closed */
export const notify = {
  information: (message, ...actions) => vscode.window.showInformationMessage(plainText(message), ...actions),
  warning: (message, ...actions) => vscode.window.showWarningMessage(plainText(message), ...actions),
  error: (message, ...actions) => vscode.window.showErrorMessage(plainText(message), ...actions),
} satisfies Record<string, Show>;

/** A question that waits for its answer. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  /** What the button that goes on says. */
  readonly yes: string;
}

/** Asks whether to go on. */
export const confirm = async ({ yes, ...asked }: Question): Promise<boolean> =>
  (await choose(asked, yes)) === yes;

/** Asks how to go on. @returns undefined when it is not to */
export async function choose(
  { message, detail }: Omit<Question, 'yes'>,
  ...ways: readonly string[]
): Promise<string | undefined> {
  return vscode.window.showWarningMessage(
    plainText(message),
    { modal: true, detail: plainText(detail) },
    ...ways,
  );
}

type Progress = vscode.Progress<{ message?: string; increment?: number }>;

/** Shows that something goes on. */
export const withProgress = <T>(
  options: vscode.ProgressOptions,
  work: (progress: Progress, token: vscode.CancellationToken) => Thenable<T>,
): Thenable<T> =>
  vscode.window.withProgress(
    { ...options, ...(options.title !== undefined && { title: plainText(options.title) }) },
    (progress, token) =>
      work(
        {
          report: ({ message, ...step }) =>
            progress.report({ ...step, ...(message !== undefined && { message: plainText(message) }) }),
        },
        token,
      ),
  );

/** Asks for a text. */
export const askForText = (options: vscode.InputBoxOptions): Thenable<string | undefined> =>
  vscode.window.showInputBox({
    ...options,
    ...(options.prompt !== undefined && { prompt: plainText(options.prompt) }),
  });
