import { shownUrls } from '../../pipeline/shownUrls';
import { unlessSet } from '../unlessSet';
import type { ToolCommand, ToolResult } from '../toolCommand';

/** No request to HashiCorp for newer versions while a tool is run for the user. */
export const vagrantEnv = unlessSet({ VAGRANT_CHECKPOINT_DISABLE: '1' });

/** A call of Vagrant that is followed in a terminal: nobody reads its output but the user. */
export const vagrantCommand = (cwd: string, ...args: string[]): ToolCommand => ({
  tool: 'vagrant',
  args,
  cwd,
  env: vagrantEnv,
  parse: () => undefined,
});

/** @throws RangeError for what Vagrant would take for an option */
export function positional(value: string): string {
  if (value.startsWith('-'))
    throw new RangeError(`'${value}' cannot be passed to Vagrant because it begins with a dash.`);
  return value;
}

/** @throws Error with Vagrant's reason when it failed */
export function expectSuccess({ exitCode, stdout, stderr }: ToolResult): void {
  if (exitCode !== 0)
    throw new Error(
      firstParagraph(stderr) ||
        firstParagraph(stdout) ||
        (exitCode === undefined ? 'Vagrant was stopped before it finished.' : `exit ${exitCode}`),
    );
}

const firstParagraph = (text: string): string =>
  (
    shownUrls(text)
      .trim()
      .split(/\r?\n\s*\r?\n/)[0] ?? ''
  ).replace(/\s+/g, ' ');
