/** What a step of a run is. */
export type StepKind =
  'prepare' | 'boot' | 'wait' | 'provision' | 'restart' | 'shutdown' | 'export' | 'post-process' | 'clean-up';

/** A part of a run, as its output tells. */
export interface RunStep {
  /** The name of the build. */
  readonly build: string;
  readonly kind: StepKind;
  /** What Packer said it does, like `Waiting for WinRM to become available...`. */
  readonly text: string;
  /** Of a provisioner: its place among those of the template that run in this build, from 0, as far as that is known. */
  readonly provisioner?: number;
  /** Milliseconds since 1970. */
  readonly began: number;
  /** Undefined while it goes on, and when the run ended in it. */
  readonly ended?: number;
  readonly failed?: true;
  /** Of a step that failed: what its programs said last. */
  readonly output?: StepOutput;
}

/** The last lines of a step. */
export interface StepOutput {
  /** Without what PowerShell shows below a message; at most 5, of at most 500 UTF-16 units. */
  readonly lines: readonly string[];
  /** Where the last of them stands in the output of the run: its line, from 0. */
  readonly line: number;
}
