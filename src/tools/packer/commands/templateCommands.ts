import path from 'node:path';
import type { ToolCommand } from '../../toolCommand';
import type { BuildChoices } from './buildChoices';
import { variableArguments } from './choiceArguments';
import { environment, fileArgument, targetArgument } from './packer';
import type { TemplateTarget } from './packer';
import { printed } from './packerFailure';

/*
 * What Packer does with templates besides building them. All of them throw PackerFailure when it refuses.
 */

/**
 * Installs the plugins that `required_plugins` of an HCL2 template names; 1.7.0 and newer.
 * @param upgrade whether installed ones give way to the newest versions that the template allows
 */
export const init = (target: TemplateTarget, upgrade = false): ToolCommand<readonly string[]> => ({
  tool: 'packer',
  args: ['init', ...(upgrade ? ['-upgrade'] : []), targetArgument(target)],
  limit: 'long',
  cwd: target.cwd,
  env: environment,
  parse: (result) => readInstalled(printed(result)),
});

/** `github.com/hashicorp/qemu v1.1.0`. Source: hashicorp/packer command/init.go. */
const readInstalled = (output: string): string[] =>
  [...output.matchAll(/^Installed plugin (\S+ \S+) in /gm)].map(([, plugin]) => plugin ?? '');

/** What Packer reads out of a template, as text for people. */
export const inspect = (target: TemplateTarget, choices: BuildChoices): ToolCommand<string> => ({
  tool: 'packer',
  args: ['inspect', ...variableArguments(choices), targetArgument(target)],
  cwd: target.cwd,
  env: environment,
  parse: printed,
});

/** Packer's console on a template. For a terminal. */
export const console = (target: TemplateTarget, choices: BuildChoices): ToolCommand => ({
  tool: 'packer',
  args: ['console', ...variableArguments(choices), targetArgument(target)],
  cwd: target.cwd,
  env: environment,
  parse: () => undefined,
});

/**
 * A JSON template as the newest Packer would have it: its objects' keys sorted, its layout lost.
 * @param file absolute; it is not changed
 */
export const fix = (file: string): ToolCommand<string> => ({
  tool: 'packer',
  args: ['fix', '-validate=false', fileArgument(path.basename(file))],
  cwd: path.dirname(file),
  env: environment,
  parse: printed,
});

/**
 * Writes an HCL2 template made of a JSON template; 1.6.2 and newer.
 * @param file the JSON template; absolute
 * @param output the name of a file in the same folder; a file of this name is replaced
 */
export const convert = (file: string, output: string): ToolCommand<unknown> => ({
  tool: 'packer',
  args: ['hcl2_upgrade', `-output-file=${output}`, fileArgument(path.basename(file))],
  cwd: path.dirname(file),
  env: environment,
  parse: printed,
});

/**
 * Brings an HCL2 file into the usual layout, in place; 1.6.6 and newer. Packer 1.7.0 can read the text from its input
 * instead, but prints nothing there up to 1.7.2 when the layout is right already.
 * @param file absolute
 */
export const format = (file: string): ToolCommand<unknown> => ({
  tool: 'packer',
  args: ['fmt', fileArgument(path.basename(file))],
  cwd: path.dirname(file),
  env: environment,
  parse: printed,
});
