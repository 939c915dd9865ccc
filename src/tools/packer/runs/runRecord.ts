import { isTrue, listOf, mapOf, number, object, oneOf, optional, text, truth } from '../../shape';
import { defaultChoices } from '../commands/buildChoices';
import type { BuildChoices, OnError } from '../commands/buildChoices';
import type { RunStep, StepKind, StepOutput } from '../output/runStep';
import { isFootprint } from './footprint';
import type { Footprint } from './footprint';

/** `abandoned`: Packer is gone, and nobody saw how it ended. */
const statuses = ['running', 'succeeded', 'failed', 'cancelled', 'abandoned'] as const;
export type RunStatus = (typeof statuses)[number];

/** What is kept of a run. Holds no secret. */
export interface RunRecord {
  /** Of this form: `20261123T141502345-3f9a`. */
  readonly id: string;
  /** The run is the one after those with lower ones, whatever the clock says. */
  readonly sequence?: number;
  /** What Packer was given: the file of a JSON template, the folder of an HCL2 one; absolute. */
  readonly template: string;
  readonly choices: BuildChoices;
  /** The folder in which Packer was started. */
  readonly cwd: string;
  /** What it makes; undefined in records of older versions. */
  readonly footprint?: Footprint;
  /** The file with its output; undefined where none could be written. */
  readonly log?: string;
  readonly status: RunStatus;
  /** Undefined while it runs, when a signal ended Packer, and when nobody was there to see it. */
  readonly exitCode?: number;
  /** Milliseconds since 1970. */
  readonly began: number;
  readonly ended?: number;
  readonly packerVersion?: string;
  /** Like `github.com/hashicorp/qemu 1.1.0`. */
  readonly plugins?: readonly string[];
  /** The commit that was checked out, 40 hexadecimal digits. */
  readonly commit?: string;
  readonly steps: readonly RunStep[];
  /** `NAME: what was made`, as Packer prints them. */
  readonly artifacts: readonly string[];
  readonly errors: readonly string[];
  /** The names of builds that went well, whatever became of the others. */
  readonly finished?: readonly string[];
  /** The process; to be trusted only together with `started`, as numbers are used again. */
  readonly pid?: number;
  /** Identifies the process of that number, as tools/processIdentity gives it. */
  readonly started?: string;
}

const isStep = object<RunStep>({
  build: text,
  kind: oneOf<StepKind>([
    'prepare',
    'boot',
    'wait',
    'provision',
    'restart',
    'shutdown',
    'export',
    'post-process',
    'clean-up',
  ]),
  text,
  provisioner: optional(number),
  began: number,
  ended: optional(number),
  failed: optional(isTrue),
  output: optional(object<StepOutput>({ lines: listOf(text), line: number })),
});

const isChoices = object<BuildChoices>({
  only: listOf(text),
  except: listOf(text),
  varFiles: listOf(text),
  variables: mapOf(text),
  secrets: listOf(text),
  force: truth,
  onError: oneOf<OnError>(['cleanup', 'abort', 'run-cleanup-provisioner', 'ask']),
  parallel: number,
  timestamps: truth,
  debugLog: truth,
  withoutRegistry: truth,
});

const isRecord = object<RunRecord>({
  id: text,
  sequence: optional(number),
  template: text,
  choices: isChoices,
  cwd: text,
  footprint: optional(isFootprint),
  log: optional(text),
  status: oneOf(statuses),
  exitCode: optional(number),
  began: number,
  ended: optional(number),
  packerVersion: optional(text),
  plugins: optional(listOf(text)),
  commit: optional(text),
  steps: listOf(isStep),
  artifacts: listOf(text),
  errors: listOf(text),
  finished: optional(listOf(text)),
  pid: optional(number),
  started: optional(text),
});

/** @returns undefined for what is no record of a run; what an older version did not know is as it usually is */
export function toRunRecord(value: unknown): RunRecord | undefined {
  if (typeof value !== 'object' || value === null || !('choices' in value)) return undefined;
  const { choices } = value;
  const whole = { ...value, choices: { ...defaultChoices, ...(choices as object | undefined) } };
  return isRecord(whole) ? whole : undefined;
}
