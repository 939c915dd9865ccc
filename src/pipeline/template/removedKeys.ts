import { groupBy } from '../../text/groupBy';
import { wasInPacker } from '../packer/pluginTable';
import { hasOption } from '../schema/usualOptions';

/** What stands in the place of a setting that Packer has given another name, or none. */
export type Replacement =
  | { readonly kind: 'renamed'; readonly to: string }
  /** The setting does nothing any more. */
  | { readonly kind: 'gone' }
  /** Another setting says it in other words. */
  | { readonly kind: 'reworded'; readonly to: string; readonly words: Reworded }
  /** It belongs into a map of its own, in HCL2 a block. */
  | { readonly kind: 'moved'; readonly into: string; readonly list: boolean; readonly as: string }
  /** Into `iso_checksum`, with the kind of checksum in front. */
  | { readonly kind: 'checksum' };

type Reworded =
  /** Booleans by what they say now. */
  | { readonly yes: string; readonly no: string }
  /** One value where there is a list now. */
  | 'list';

export interface RemovedKey {
  readonly part: 'builder' | 'provisioner' | 'post-processor';
  readonly types: Types;
  readonly key: string;
  readonly replacement: Replacement;
  /** The old name still works. */
  readonly stillRead?: true;
}

/** Which components had it. */
interface Types {
  test(type: string): boolean;
  toString(): string;
}

/** The builders that were a part of Packer and have what stands in its place: plugins of others have their own history. */
const having = (option: string): Types => ({
  test: (type) => wasInPacker({ kind: 'builder', type }) && hasOption({ kind: 'builder', type }, option),
  toString: () => `with ${option}`,
});

const renamed = (to: string): Replacement => ({ kind: 'renamed', to });
const gone: Replacement = { kind: 'gone' };
const checksum: Replacement = { kind: 'checksum' };
const moved = (into: string, list: boolean) => (as: string) => ({ kind: 'moved', into, list, as }) as const;
const adapter = moved('network_adapters', true);
const disk = moved('storage', true);
const override = moved('override', false);

/** Builders that take their ISO, or their connection, from the SDK. */
const iso = having('iso_checksum');
const connected = having('ssh_private_key_file');
const amazon = /^amazon-(ebs|ebssurrogate|ebsvolume|instance)$/;
const amazonOrChroot = /^amazon-(ebs|ebssurrogate|ebsvolume|instance|chroot)$/;
const parallels = /^parallels-(iso|pvm)$/;
const hyperv = /^hyperv-(iso|vmcx)$/;
const virtualbox = /^virtualbox-(iso|ovf|vm)$/;
const vsphere = /^vsphere-iso$/;

const rows = (
  part: RemovedKey['part'],
  types: Types,
  keys: Readonly<Record<string, Replacement>>,
  stillRead = false,
): RemovedKey[] =>
  Object.entries(keys).map(([key, replacement]) => ({
    part,
    types,
    key,
    replacement,
    ...(stillRead && { stillRead }),
  }));

/*
 * Source: the fixers of `packer fix` (hashicorp/packer fix/), each checked against what Packer 1.6.6 refuses and
 * against the settings of today's plugins (their *.hcl2spec.go). `access_key` of scaleway is not here: today's plugin
 * has one again.
 */
export const removedKeys: readonly RemovedKey[] = [
  ...rows('builder', iso, { iso_checksum_type: checksum, iso_checksum_url: checksum, iso_md5: checksum }),
  ...rows('builder', connected, {
    ssh_key_path: renamed('ssh_private_key_file'),
    ssh_disable_agent: renamed('ssh_disable_agent_forwarding'),
  }),
  ...rows('builder', connected, { ssh_wait_timeout: renamed('ssh_timeout') }, true),
  ...rows('builder', virtualbox, {
    guest_additions_attach: {
      kind: 'reworded',
      to: 'guest_additions_mode',
      words: { yes: 'attach', no: 'upload' },
    },
  }),
  ...rows('builder', virtualbox, { ssh_skip_nat_mapping: renamed('skip_nat_mapping') }, true),
  ...rows(
    'builder',
    /^(virtualbox-(iso|ovf|vm)|qemu)$/,
    { ssh_host_port_min: renamed('host_port_min'), ssh_host_port_max: renamed('host_port_max') },
    true,
  ),
  ...rows('builder', parallels, {
    headless: gone,
    parallels_tools_host_path: gone,
  }),
  ...rows('builder', /^parallels-iso$/, { guest_os_distribution: renamed('guest_os_type') }),
  ...rows('builder', hyperv, {
    cpu: renamed('cpus'),
    ram_size: renamed('memory'),
    vhd_temp_path: gone,
  }),
  ...rows('builder', /^hyperv-vmcx$/, { clone_from_vmxc_path: renamed('clone_from_vmcx_path') }),
  ...rows('builder', vsphere, {
    network: adapter('network'),
    network_card: adapter('network_card'),
    networkCard: adapter('network_card'),
    disk_size: disk('disk_size'),
    disk_thin_provisioned: disk('disk_thin_provisioned'),
    disk_eagerly_scrub: disk('disk_eagerly_scrub'),
  }),
  ...rows('builder', amazonOrChroot, {
    enhanced_networking: renamed('ena_support'),
    spot_price_auto_product: gone,
  }),
  ...rows('builder', amazon, {
    shutdown_behaviour: renamed('shutdown_behavior'),
    ssh_private_ip: {
      kind: 'reworded',
      to: 'ssh_interface',
      words: { yes: 'private_ip', no: 'public_ip' },
    },
    temporary_security_group_source_cidr: {
      kind: 'reworded',
      to: 'temporary_security_group_source_cidrs',
      words: 'list',
    },
  }),
  ...rows('builder', /^docker$/, { login_email: gone }),
  ...rows('provisioner', /^ansible-local$/, { galaxycommand: renamed('galaxy_command') }),
  ...rows('post-processor', /^docker-(push|import)$/, { login_email: gone }),
  ...rows('post-processor', /^manifest$/, { filename: renamed('output') }),
  ...rows('post-processor', /^vagrant$/, {
    aws: override('aws'),
    digitalocean: override('digitalocean'),
    virtualbox: override('virtualbox'),
    vmware: override('vmware'),
  }),
];

/** What has become of a setting of old; undefined where it is none. @param part undefined for what has none */
export const removedKeyOf = (
  part: RemovedKey['part'] | undefined,
  type: string,
  key: string,
): RemovedKey | undefined => byKey.get(key)?.find((row) => row.part === part && row.types.test(type));

const byKey = groupBy(removedKeys, ({ key }) => key);
