import path from 'node:path';
import type { Dialect } from '../../pipeline/template/template';
import type { ToolCommand } from '../toolCommand';
import { defaultChoices } from './buildChoices';
import type { BuildChoices } from './buildChoices';
import { runArguments, selectionArguments } from './choiceArguments';
import { readDiagnostics } from './readDiagnostics';
import type { PackerDiagnostic } from './readDiagnostics';

/** What Packer is pointed at. */
export interface TemplateTarget {
  readonly dialect: Dialect;
  /** The file of a JSON template, the folder of an HCL2 one; absolute. */
  readonly path: string;
  /** The folder in which Packer is started; absolute. */
  readonly cwd: string;
}

/** @deprecated BuildChoices has all. */
export type BuildOptions = Pick<BuildChoices, 'only' | 'force'>;

/** What goes with a build's choices and is not kept with them. */
export interface BuildExtras {
  /**
   * For a JSON template: a JSON file with the values of `choices.secrets`, which Packer reads when it starts. Nobody
   * else may read it, and the caller removes it.
   */
  readonly secretsFile?: string;
  /** For an HCL2 template: the values of `choices.secrets`. Packer is given them in its environment. */
  readonly secretValues?: Readonly<Record<string, string>>;
  /** Where Packer writes its debug log when `choices.debugLog` is set. Absolute. */
  readonly debugLogFile?: string;
}

/** No request to HashiCorp for newer versions while a tool is run for the user. */
const env = { CHECKPOINT_DISABLE: '1' };

const targetArgument = ({ path: target, cwd }: TemplateTarget): string => path.relative(cwd, target) || '.';

/** Packer's version, like `1.6.6`; undefined when it prints none. */
export const version = (cwd: string): ToolCommand<string | undefined> => ({
  tool: 'packer',
  args: ['version'],
  cwd,
  env,
  parse: ({ stdout }) => /Packer v(\d+\.\d+\.\d+[^\s]*)/.exec(stdout)?.[1],
});

/** Everything that Packer itself finds wrong with a template. */
export const validate = (target: TemplateTarget): ToolCommand<PackerDiagnostic[]> => ({
  tool: 'packer',
  args: ['validate', targetArgument(target)],
  cwd: target.cwd,
  env,
  parse: readDiagnostics,
});

/**
 * A build. Its output is the plain one: the machine-readable form printed sensitive variables before 1.15.1
 * (hashicorp/packer PR 13582). Secrets are given to it in ways that no list of processes shows.
 */
export const build = (
  target: TemplateTarget,
  choices: Partial<BuildChoices>,
  { secretsFile, secretValues = {}, debugLogFile }: BuildExtras = {},
): ToolCommand => {
  const all = { ...defaultChoices, ...choices };
  return {
    tool: 'packer',
    args: [
      'build',
      '-color=false',
      ...runArguments(all),
      ...selectionArguments(all),
      // The last file that sets a variable counts.
      ...(secretsFile === undefined ? [] : [`-var-file=${secretsFile}`]),
      targetArgument(target),
    ],
    cwd: target.cwd,
    env: {
      ...env,
      // One that is on for everything that the user runs would write into the output.
      PACKER_LOG: '',
      ...(all.debugLog && debugLogFile !== undefined && { PACKER_LOG: '1', PACKER_LOG_PATH: debugLogFile }),
      ...Object.fromEntries(Object.entries(secretValues).map(([name, value]) => [`PKR_VAR_${name}`, value])),
    },
    parse: () => undefined,
  };
};
