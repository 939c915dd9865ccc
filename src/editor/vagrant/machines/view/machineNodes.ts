import type { KnownMachine } from '../../../../tools/vagrant/knownMachines';
import type { FolderMachines } from '../status/machineStore';

/** An item of the Machines view. */
export type MachineNode =
  | { readonly kind: 'vagrantfile'; readonly of: FolderMachines }
  | { readonly kind: 'machine'; readonly machine: KnownMachine; readonly isOther: boolean }
  | { readonly kind: 'others'; readonly machines: readonly KnownMachine[]; readonly expanded: boolean }
  | { readonly kind: 'snapshot'; readonly machine: KnownMachine; readonly name: string }
  | { readonly kind: 'message'; readonly label: string; readonly detail: string; readonly missing: boolean };
