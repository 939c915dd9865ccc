import type { SyntaxProblem } from '../../syntax/syntaxProblem';
import type { Span } from '../../text/span';

/**
 * What a Vagrantfile says, as far as reading tells it without running Ruby. Wherever a value is undefined, the file
 * sets something that reading can't tell.
 */
export interface Vagrantfile {
  /** Absolute path. */
  readonly path: string;
  /** In the order in which they are defined. A file that defines none has one machine, `default`. */
  readonly machines: readonly Machine[];
  /**
   * Code that can't be followed and may set anything: what is missing in the model may be set there. Empty for a
   * file that was read completely.
   */
  readonly hidden: readonly Span[];
  /** What Ruby does not take: the first mistake, and what does not follow from it. These places are hidden, too. */
  readonly problems: readonly SyntaxProblem[];
}

export interface Machine {
  /** Undefined for a machine whose name isn't known; it may then stand for several, or none. */
  readonly name: string | undefined;
  /** The call that defines it; for `default` the call of `Vagrant.configure`. */
  readonly span: Span;
  /** It may not be defined at all. */
  readonly conditional: boolean;
  readonly primary: boolean | undefined;
  readonly autostart: boolean | undefined;
  readonly box: Setting<string> | undefined;
  readonly boxVersion: Setting<string> | undefined;
  readonly guest: Setting<string> | undefined;
  readonly communicator: Setting<string> | undefined;
  readonly hostname: Setting<string> | undefined;
  /** Every setting that may hold, in the order in which Vagrant applies them: of two for one path the last wins. */
  readonly settings: readonly Setting[];
  /** Every amount of memory that may hold, in the same order. */
  readonly memory: readonly MachineMemory[];
  /** Every block of a provider that counts for the machine. */
  readonly providers: readonly MachineProvider[];
  /** In the order in which they run. */
  readonly provisioners: readonly MachineProvisioner[];
}

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/** Something that the file says on its way through branches and loops. */
export interface Statement {
  /** It stands in a branch or loop of which it can't be told whether it runs. */
  readonly conditional: boolean;
  /** Set for this provider only. Of memory, which always is: undefined for a provider whose name isn't known. */
  readonly provider: string | undefined;
}

/** A value that may be the default of a variable of the environment. */
interface Assumed {
  /** It holds unless the environment says otherwise. */
  readonly unlessEnvironment?: true;
}

/** `config.winrm.username = "vagrant"`. Symbols are given as text. */
export interface Setting<T extends Plain = Plain> extends Statement, Assumed {
  /** Without `config`: `winrm.username`, `vm.box`. Of an option of a provisioner its name. */
  readonly path: string;
  readonly nameSpan: Span;
  /** Undefined when it isn't known, and for every secret. */
  readonly value: T | undefined;
  /** The expression. */
  readonly span: Span;
  /** The text inside the quotes or of the heredoc, where that is written, be it in a variable. */
  readonly content: Span | undefined;
  /** It stands outside of all machines, which share it. */
  readonly inherited?: true;
  /** A password or the like: what it is set to is not kept. */
  readonly secret: boolean;
}

export interface MachineMemory extends Statement, Assumed {
  /** `maximum`: the upper end of Hyper-V's dynamic memory. */
  readonly kind: 'memory' | 'maximum';
  readonly megabytes: number | undefined;
  readonly spelling: 'memory' | 'maxmemory' | 'customize' | 'vmx';
  /** The number as written, or the variable that holds it. */
  readonly span: Span;
}

/** `config.vm.provider "libvirt" do |v|`. Its `provider` is its name. */
export interface MachineProvider extends Statement {
  /** The name. */
  readonly span: Span;
}

export interface MachineProvisioner extends Statement {
  /** Its own name, or else its type. */
  readonly name: string | undefined;
  /** It has a name of its own. */
  readonly named: boolean;
  readonly type: string | undefined;
  readonly run: 'once' | 'always' | 'never' | 'unknown';
  /** Undefined when it isn't known. */
  readonly reboot: boolean | undefined;
  readonly path: Setting<string> | undefined;
  readonly inline: Setting<string> | undefined;
  /** All options, of the call and of its block; of two with one name the last wins. */
  readonly options: readonly Setting[];
  /** The call, block included; of one that is set up in several calls the last. */
  readonly span: Span;
  readonly nameSpan: Span;
}

/** The setting that holds for a machine whatever its provider is; undefined when there is none. */
export const settingOf = (machine: Machine, path: string): Setting | undefined =>
  machine.settings.findLast((setting) => setting.path === path && setting.provider === undefined);

/** A setting whose value is text; one of another kind has no known value. */
export function asText(setting: Setting | undefined): Setting<string> | undefined {
  return setting && { ...setting, value: typeof setting.value === 'string' ? setting.value : undefined };
}
