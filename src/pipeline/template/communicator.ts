import { memoizeByObject } from '../../text/memoizeByObject';
import type { Location } from '../../text/location';
import { isTrue, numberOf, setting } from '../value';
import { builderOf } from './builders/builders';
import type { StringValue, Value } from '../value';
import { defaultOf } from '../schema/usualOptions';
import { durationOf, parseDuration } from './duration';
import type { Build } from './template';

/** A setting with what holds where it is unset. */
export interface Configured<Type> {
  /** Undefined where it can't be known, or where it is unset and there is no default. */
  readonly value: Type | undefined;
  /** Undefined where it is not set. */
  readonly location?: Location;
  /** Where the value itself stands, when it comes from a variable. */
  readonly definition?: Location;
}

/** `both`: Packer prepares SSH and WinRM, and the guest decides. `other`: one of the builder's own. */
export type CommunicatorKind = 'ssh' | 'winrm' | 'none' | 'both' | 'other' | 'unknown';

/** How Packer reaches the guest of a build. */
export interface Communicator {
  readonly kind: CommunicatorKind;
  /** The setting; undefined where it is unset. */
  readonly location?: Location;
  readonly definition?: Location;
  readonly port: Configured<number>;
  readonly host: Configured<string>;
  /** The host's ports that a hypervisor with NAT forwards to the guest's. */
  readonly hostPorts: { readonly minimum: Configured<number>; readonly maximum: Configured<number> };
  /** Whether the guest's own port is used as it is, without forwarding. */
  readonly skipNatMapping: Configured<boolean>;
  readonly useSsl: Configured<boolean>;
  readonly useNtlm: Configured<boolean>;
  readonly insecure: Configured<boolean>;
  /** May be `sensitive`. */
  readonly username: Configured<StringValue>;
  /** The password itself is read by nobody. */
  readonly passwordSet: boolean;
  readonly passwordLocation?: Location;
  /** Milliseconds until Packer gives up. */
  readonly timeout: Configured<number>;
  /** Milliseconds between the first connection and the one that is used. */
  readonly pauseBeforeConnecting: Configured<number>;
}

const minute = 60_000;

const kinds: Readonly<Record<string, CommunicatorKind | undefined>> = {
  ssh: 'ssh',
  winrm: 'winrm',
  none: 'none',
};

/** packer-plugin-sdk communicator/config.go: settings by communicator, with the old names that still work. */
export const communicatorNames = {
  winrm: {
    port: ['winrm_port'],
    host: ['winrm_host'],
    username: ['winrm_username'],
    password: ['winrm_password'],
    timeout: ['winrm_timeout', 'winrm_wait_timeout'],
    timeoutName: 'winrm_timeout',
    defaultTimeout: 30 * minute,
  },
  ssh: {
    port: ['ssh_port'],
    host: ['ssh_host'],
    username: ['ssh_username'],
    password: ['ssh_password'],
    // The old name wins where both are set.
    timeout: ['ssh_wait_timeout', 'ssh_timeout'],
    timeoutName: 'ssh_timeout',
    defaultTimeout: 5 * minute,
  },
};

/** The communicator of a build, with the defaults that Packer takes. */
export const communicatorOf = memoizeByObject((build: Build): Communicator => {
  const read = <Type>(
    settings: readonly string[],
    convert: (value: Value) => Type | undefined,
    otherwise: Type | undefined,
  ): Configured<Type> => {
    const value = settings.map((name) => setting(build.source, name)).find(isSet);
    return value ? { value: convert(value), ...placeOf(value) } : { value: otherwise };
  };
  const flag = (name: string, otherwise = false) => read([name], booleanOf, otherwise);

  const chosen = setting(build.source, 'communicator');
  const usual = builderOf(build.type);
  const kind = isSet(chosen) ? kindOf(chosen) : (usual?.communicator ?? 'ssh');
  const own = kind === 'winrm' || kind === 'both' ? communicatorNames.winrm : communicatorNames.ssh;
  const winrm = own === communicatorNames.winrm;
  const useSsl = flag('winrm_use_ssl');
  const defaultPort = !winrm ? 22 : useSsl.value === undefined ? undefined : useSsl.value ? 5986 : 5985;
  const password = own.password.map((name) => setting(build.source, name)).find(isSet);
  // With both, nobody knows which of the two the guest answers.
  const certain = kind === 'ssh' || kind === 'winrm';
  return {
    kind,
    ...(isSet(chosen) && placeOf(chosen)),
    port: read(own.port, numberOf, certain ? defaultPort : undefined),
    host: read(own.host, textOf, undefined),
    hostPorts: {
      minimum: read(['ssh_host_port_min', 'host_port_min'], numberOf, undefined),
      maximum: read(['ssh_host_port_max', 'host_port_max'], numberOf, undefined),
    },
    skipNatMapping: read(['skip_nat_mapping', 'ssh_skip_nat_mapping'], booleanOf, false),
    useSsl,
    useNtlm: flag('winrm_use_ntlm', /^azure-/.test(build.type)),
    insecure: flag('winrm_insecure'),
    username: read(own.username, stringOf, undefined),
    passwordSet: password !== undefined,
    ...(password && { passwordLocation: password.location }),
    timeout: read(own.timeout, durationOf, certain ? timeoutOf(build, own) : undefined),
    pauseBeforeConnecting: read(['pause_before_connecting'], durationOf, 0),
  };
});

/** That of the builder's own; builders of which nothing is known take the SDK's. */
function timeoutOf(
  { type }: Build,
  { timeoutName, defaultTimeout }: (typeof communicatorNames)[keyof typeof communicatorNames],
): number {
  const minutes = builderOf(type)?.timeoutMinutes;
  if (minutes !== undefined) return minutes * minute;
  const usual = defaultOf({ kind: 'builder', type }, timeoutName);
  return (typeof usual === 'string' ? parseDuration(usual) : undefined) ?? defaultTimeout;
}

/** An empty text is an unset one to Packer. */
const isSet = (value: Value | undefined): value is Value =>
  value !== undefined && value.kind !== 'null' && !(value.kind === 'string' && value.text === '');

const placeOf = ({ location, definition }: Value) => ({ location, ...(definition && { definition }) });

const stringOf = (value: Value): StringValue | undefined =>
  value.kind === 'string' && !value.partial ? value : undefined;

const textOf = (value: Value): string | undefined => stringOf(value)?.text;

function kindOf(value: Value): CommunicatorKind {
  const text = textOf(value);
  return text === undefined ? 'unknown' : (kinds[text] ?? 'other');
}

function booleanOf(value: Value): boolean | undefined {
  if (value.kind === 'boolean') return value.value;
  if (value.kind !== 'string' || value.partial) return undefined;
  return isTrue(value) ? true : /^(0|f|false)$/i.test(value.text) ? false : undefined;
}
