import path from 'node:path';
import type { Dialect } from '../../pipeline/template/template';
import type { ToolCommand } from '../toolCommand';
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

export interface BuildOptions {
  /** Names of builds; all when empty. */
  readonly only: readonly string[];
  /** Replaces what an earlier build left. */
  readonly force: boolean;
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
 * (hashicorp/packer PR 13582).
 */
export const build = (target: TemplateTarget, { only, force }: BuildOptions): ToolCommand => ({
  tool: 'packer',
  args: [
    'build',
    '-color=false',
    '-timestamp-ui',
    ...(force ? ['-force'] : []),
    ...(only.length ? [`-only=${only.join(',')}`] : []),
    targetArgument(target),
  ],
  cwd: target.cwd,
  env,
  parse: () => undefined,
});
