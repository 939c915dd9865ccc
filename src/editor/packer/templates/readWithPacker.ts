import path from 'node:path';
import type { BuildChoices } from '../../../tools/packer/commands/buildChoices';
import type { TemplateTarget } from '../../../tools/packer/commands/packer';
import { inspect } from '../../../tools/packer/commands/templateCommands';
import type { ToolRunner } from '../../../tools/toolRunner';
import { askPacker } from './askPacker';
import { pickTemplate } from './pickTemplate';
import type { TemplateArgument } from './pickTemplate';
import { saveTemplate } from './saveTemplate';
import type { RequestOf } from '../../../tools/packer/commands/buildRequest';

interface Inspected {
  /** Of the template's file. */
  readonly name: string;
  readonly target: TemplateTarget;
  readonly choices: BuildChoices;
  /** What Packer reads out of it. */
  readonly text: string;
}

/**
 * Has Packer read a template, saved, with the choices of its last build.
 * @param failed says that it can't: it is given the file's name and the reason
 * @returns undefined when the user picks no template
 * @throws ToolMissing, WorkspaceUntrusted, UserFacingError
 */
export async function readWithPacker(
  argument: TemplateArgument | undefined,
  runner: ToolRunner,
  requestOf: RequestOf,
  failed: (name: string, reason: string) => string,
): Promise<Inspected | undefined> {
  runner.executable('packer');
  const template = await pickTemplate(argument);
  if (!template) return undefined;
  await saveTemplate(template);
  const { target, choices } = await requestOf(template);
  const name = path.basename(template.path);
  const text = await askPacker(runner, inspect(target, choices), {
    failed: (reason) => failed(name, reason),
  });
  return { name, target, choices, text };
}
