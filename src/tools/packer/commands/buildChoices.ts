/**
 * What Packer does when a step fails: `cleanup` removes what was made, `abort` leaves all as it is, the machine
 * running too, and `run-cleanup-provisioner` (1.7 and newer) runs the template's own provisioner for that first.
 * `ask` needs a terminal that can answer.
 */
export type OnError = 'cleanup' | 'abort' | 'run-cleanup-provisioner' | 'ask';

/** What a build is asked for. It holds no secret: it is remembered, recorded and shown. */
export interface BuildChoices {
  /** Names of builds; all when empty. */
  readonly only: readonly string[];
  /** Names of builds that are left out. */
  readonly except: readonly string[];
  /** Files with values of variables, as Packer is given them: absolute, or relative to where it is started. */
  readonly varFiles: readonly string[];
  /** Values of variables, by name. */
  readonly variables: Readonly<Record<string, string>>;
  /** Names of the variables whose values are kept secret, and are given to Packer beside these choices. */
  readonly secrets: readonly string[];
  /** Replaces what an earlier build left. */
  readonly force: boolean;
  readonly onError: OnError;
  /** How many builds may run at the same time; 0 for all. */
  readonly parallel: number;
  /** Whether each line of the output begins with the time. */
  readonly timestamps: boolean;
  /** Whether Packer writes its debug log (`PACKER_LOG`) beside the other one. */
  readonly debugLog: boolean;
  /** Publishes nothing to HCP Packer (`HCP_PACKER_REGISTRY=off`), whatever the template says. */
  readonly withoutRegistry: boolean;
}

/** As `packer build` does without options, but for the times, which the record of a run is read from. */
export const defaultChoices: BuildChoices = {
  only: [],
  except: [],
  varFiles: [],
  variables: {},
  secrets: [],
  force: false,
  onError: 'cleanup',
  parallel: 0,
  timestamps: true,
  debugLog: false,
  withoutRegistry: false,
};
