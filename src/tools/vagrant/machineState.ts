/** What a state means, whatever the provider calls it. */
export type StateKind = 'running' | 'stopped' | 'suspended' | 'notCreated' | 'unknown';

/** The words of VirtualBox, VMware, Hyper-V, libvirt, Parallels, Docker, QEMU, clouds, and Vagrant's own. */
const kinds: Readonly<Record<string, StateKind>> = {
  running: 'running',
  poweron: 'running',
  active: 'running',
  up: 'running',
  poweroff: 'stopped',
  powered_off: 'stopped',
  shutoff: 'stopped',
  off: 'stopped',
  stopped: 'stopped',
  not_running: 'stopped',
  aborted: 'stopped',
  halted: 'stopped',
  saved: 'suspended',
  suspended: 'suspended',
  paused: 'suspended',
  pmsuspended: 'suspended',
  not_created: 'notCreated',
  host_state_not_created: 'notCreated',
};

/** The state of a machine that is defined and was not created yet, in Vagrant's words. */
export const notCreated = 'not created';

/** A state for people (empty where it is not known), and what it means. */
export interface MachineState {
  readonly state: string;
  readonly kind: StateKind;
}

/** @param given `not_created` as well as `not created`; Vagrant writes `preparing` before it knows */
export const readState = (given: string): MachineState => ({
  state: given === 'preparing' ? '' : given.replaceAll('_', ' '),
  kind: stateKind(given),
});

/**
 * @param state what `vagrant status` or the machine index says; the index holds the words of people, with spaces.
 * `preparing` stands there until somebody asks for the state.
 */
export const stateKind = (state: string): StateKind =>
  kinds[state.toLowerCase().replace(/[ -]+/g, '_')] ?? 'unknown';
