import path from 'node:path';
import { defaultChoices } from '../../../../tools/packer/commands/buildChoices';
import type { BuildChoices } from '../../../../tools/packer/commands/buildChoices';

/** The task type of package.json. */
export const taskType = 'packer';

export const taskCommands = ['build', 'validate', 'init'] as const;
export type TaskCommand = (typeof taskCommands)[number];

/** A task as it stands in tasks.json; its schema is in package.json. What is left out is as Packer has it. */
export interface PackerTaskDefinition extends Partial<Omit<BuildChoices, 'onError'>> {
  readonly type: typeof taskType;
  readonly command: TaskCommand;
  /** Relative to the workspace folder, or absolute. */
  readonly template: string;
  /** A task has no terminal that could be asked. */
  readonly onError?: Exclude<BuildChoices['onError'], 'ask'>;
  /** The file to which a build writes its output: a name beside the template, or absolute. */
  readonly log?: string;
}

/**
 * What of another type than it should be does not count; tasks.json shows it as wrong.
 * @param folder of the workspace; what the definition names is relative to it
 */
export function choicesOf(definition: PackerTaskDefinition, folder: string): BuildChoices {
  const given = Object.entries(defaultChoices).map(([name, usual]: [string, unknown]): [string, unknown] => {
    const value: unknown = definition[name as keyof BuildChoices];
    const fits = typeof value === typeof usual && Array.isArray(value) === Array.isArray(usual);
    return [name, fits ? value : usual];
  });
  const choices = Object.fromEntries(given) as unknown as BuildChoices;
  return { ...choices, varFiles: choices.varFiles.map((file) => path.resolve(folder, file)) };
}

/** The definition that leads to these choices again. @param folder of the workspace; undefined outside of one */
export function definitionOf(
  command: TaskCommand,
  template: string,
  choices: BuildChoices,
  folder: string | undefined,
): PackerTaskDefinition {
  const written = { ...choices, varFiles: choices.varFiles.map((file) => inFolder(file, folder)) };
  const chosen = Object.entries(written).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(defaultChoices[name as keyof BuildChoices]),
  );
  return { type: taskType, command, template: inFolder(template, folder), ...Object.fromEntries(chosen) };
}

/** As tasks.json has paths: with slashes, relative where they lie in the workspace folder. */
function inFolder(file: string, folder: string | undefined): string {
  if (folder === undefined || !path.isAbsolute(file)) return file;
  const relative = path.relative(folder, file);
  if (relative.startsWith('..') || path.isAbsolute(relative)) return file;
  return relative.split(path.sep).join('/') || '.';
}

/** How a task is called in lists. */
export function taskName({ command, template, only }: PackerTaskDefinition): string {
  return `${command} ${template}${Array.isArray(only) && only.length ? ` (${only.join(', ')})` : ''}`;
}
