import path from 'node:path';
import type { Dialect } from '../../../pipeline/template/template';
import type { ToolCommand } from '../../toolCommand';
import { defaultChoices } from './buildChoices';
import type { BuildChoices } from './buildChoices';
import { registryEnvironment, runArguments, secretEnvironment, selectionArguments } from './choiceArguments';
import type { Secrets } from './choiceArguments';
import { unlessSet } from '../../unlessSet';
import { readDiagnostics } from '../output/readDiagnostics';
import type { PackerDiagnostic } from '../output/readDiagnostics';

/** What Packer is pointed at. */
export interface TemplateTarget {
  readonly dialect: Dialect;
  /** The file of a JSON template, the folder of an HCL2 one; absolute. */
  readonly path: string;
  /** The folder in which Packer is started; absolute. */
  readonly cwd: string;
}

/** What goes with a build's choices and is not kept with them. */
export interface BuildExtras extends Secrets {
  /** Where Packer writes its debug log when `choices.debugLog` is set. Absolute. */
  readonly debugLogFile?: string;
}

/** No request to HashiCorp for newer versions while a tool is run for the user. */
export const environment = unlessSet({ CHECKPOINT_DISABLE: '1' });

/** A template as an argument of Packer. */
export const targetArgument = ({ path: target, cwd }: TemplateTarget): string =>
  fileArgument(path.relative(cwd, target) || '.');

/** A relative path as an argument of Packer, which takes what begins with a dash for an option. */
export const fileArgument = (relative: string): string =>
  relative.startsWith('-') ? `.${path.sep}${relative}` : relative;

/** Packer's version, like `1.6.6`; undefined when it prints none. */
export const version = (cwd: string): ToolCommand<string | undefined> => ({
  tool: 'packer',
  args: ['version'],
  limit: 'moment',
  cwd,
  env: environment,
  parse: ({ stdout }) => /Packer v(\d+\.\d+\.\d+[^\s]*)/.exec(stdout)?.[1],
});

/** Everything that Packer itself finds wrong with a template, with the variables of these choices. */
export const validate = (
  target: TemplateTarget,
  choices: Partial<BuildChoices> = {},
  secrets: Secrets = {},
): ToolCommand<PackerDiagnostic[]> => ({
  tool: 'packer',
  args: [
    'validate',
    ...selectionArguments({ ...defaultChoices, ...choices }, secrets),
    targetArgument(target),
  ],
  limit: 'long',
  cwd: target.cwd,
  env: { ...environment, ...secretEnvironment(secrets) },
  parse: readDiagnostics,
});

/**
 * A build. Its output is the plain one: the machine-readable form printed sensitive variables before 1.15.1
 * (hashicorp/packer PR 13582). Secrets are given to it in ways that no list of processes shows.
 */
export const build = (
  target: TemplateTarget,
  choices: Partial<BuildChoices>,
  extras: BuildExtras = {},
): ToolCommand => {
  const all = { ...defaultChoices, ...choices };
  return {
    tool: 'packer',
    args: [
      'build',
      '-color=false',
      ...runArguments(all),
      ...selectionArguments(all, extras),
      targetArgument(target),
    ],
    cwd: target.cwd,
    env: {
      ...environment,
      // One that is on for everything that the user runs would write into the output.
      PACKER_LOG: '',
      ...(all.debugLog &&
        extras.debugLogFile !== undefined && { PACKER_LOG: '1', PACKER_LOG_PATH: extras.debugLogFile }),
      ...registryEnvironment(all),
      ...secretEnvironment(extras),
    },
    parse: () => undefined,
  };
};

/**
 * A build that waits for Enter before each step, for a terminal that takes what the user types. There is no need for
 * plain output, nor for times.
 */
export const buildStepByStep = (
  target: TemplateTarget,
  choices: BuildChoices,
  secrets: Secrets = {},
): ToolCommand => {
  // Packer runs the builds one after the other then, whatever it is told.
  const all = { ...choices, timestamps: false, parallel: 0 };
  return {
    tool: 'packer',
    args: [
      'build',
      '-debug',
      ...runArguments(all),
      ...selectionArguments(all, secrets),
      targetArgument(target),
    ],
    cwd: target.cwd,
    env: { ...environment, ...registryEnvironment(all), ...secretEnvironment(secrets) },
    parse: () => undefined,
  };
};
