import type { Span } from '../../text/span';
import type { Budget } from '../budget';
import type { MachineMemory, MachineProvider, Setting } from './vagrantfile';

/** What one piece of configuration says, in the order in which its code runs. */
export interface Recording {
  readonly settings: Setting[];
  readonly memory: MachineMemory[];
  readonly providers: MachineProvider[];
  readonly provisioners: ProvisionerCall[];
}

/** One call of `config.vm.provision`. */
export interface ProvisionerCall {
  /** The name by which a later call or an inner configuration changes the same provisioner. */
  readonly id: string | undefined;
  readonly type: string | undefined;
  readonly options: Setting[];
  readonly span: Span;
  readonly nameSpan: Span;
  readonly conditional: boolean;
  readonly provider: string | undefined;
}

/** One call of `config.vm.define`. */
export interface MachineCall {
  readonly name: string | undefined;
  readonly span: Span;
  readonly conditional: boolean;
  readonly primary: boolean | undefined;
  readonly autostart: boolean | undefined;
  readonly recording: Recording;
}

/** What the whole file says. */
export interface FileRecording {
  /** Outside of all machines. */
  readonly common: Recording;
  readonly machines: MachineCall[];
  /** The first call of `Vagrant.configure`. */
  configured: { readonly span: Span; readonly conditional: boolean } | undefined;
  readonly hidden: Span[];
  /** What is left for reading it. */
  readonly budget: Budget;
}

export const newRecording = (): Recording => ({ settings: [], memory: [], providers: [], provisioners: [] });
