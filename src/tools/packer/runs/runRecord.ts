import type { BuildChoices } from '../commands/buildChoices';
import type { RunStep } from '../output/runStep';

/** `abandoned`: Packer is gone, and nobody saw how it ended. */
export type RunStatus = 'running' | 'succeeded' | 'failed' | 'cancelled' | 'abandoned';

/** What is kept of a run. Holds no secret. */
export interface RunRecord {
  /** Of this form: `20261123T141502345-3f9a`; sorts by time. */
  readonly id: string;
  /** What Packer was given: the file of a JSON template, the folder of an HCL2 one; absolute. */
  readonly template: string;
  readonly choices: BuildChoices;
  /** The folder in which Packer was started. */
  readonly cwd: string;
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
  /** The process; to be trusted only together with `started`, as numbers are used again. */
  readonly pid?: number;
  /** Identifies the process of that number, as tools/processIdentity gives it. */
  readonly started?: string;
}
