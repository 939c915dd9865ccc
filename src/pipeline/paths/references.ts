import type { PostProcessor, Provisioner, Template } from '../template/template';
import { listOf, setting, strings, text } from '../value';
import type { MapValue, StringValue, Value } from '../value';

/** What a template expects to find at a path when Packer starts. */
export type Expected = 'file' | 'folder' | 'any';

/**
 * Why a path that must exist is not found in a sound repository.
 * - `secret`: a key or certificate, which nobody commits.
 * - `image`: a machine from which the build starts, which another build or a download may put there.
 * - `madeByBuild`: it is read last, so that a step of the build itself may make it.
 * - `inventory`: Ansible only warns.
 */
export type Absence = 'secret' | 'image' | 'madeByBuild' | 'inventory';

/** A path in a template that must exist on the machine that runs Packer. */
export interface Reference {
  readonly value: StringValue;
  readonly expected: Expected;
  /** The setting that holds it, as the user wrote it; or what else does, as users read it. */
  readonly setting: string;
  readonly absence?: Absence;
}

interface Row {
  /** The type of a builder, provisioner or post-processor. */
  readonly type: RegExp;
  /** By its path, where it stands in blocks: `build.path`; a star stands for any name. */
  readonly setting: string;
  readonly expected: Expected;
  readonly absence?: Absence;
  /** Only then is it read. */
  readonly when?: (settings: MapValue) => boolean;
  /** What a path looks like, where the setting also takes other things. */
  readonly like?: RegExp;
}

/*
 * Which settings are paths that have to exist. Sources: the documentation of each component, and for what is
 * checked at start its Prepare() in hashicorp/packer and the packer-plugin-* repositories.
 */
const scripted = /^(shell|powershell|windows-shell|shell-local)$/;

/** What is no address: those of go-getter begin with a protocol, or with the name of a host. */
const localImage = /^(?![\w+.-]{2,}:)(?!(?:github|gitlab|bitbucket)\.)[^?]*\.(?:ovf|ova)$/i;

/** A leading `~` is the home folder in them. Source: packer-plugin-sdk pathing/config_file.go, ExpandUser(). */
const outsideHome = /^[^~]/;

/** Unless the build downloads it from the guest, or makes it itself. Source: hashicorp/packer provisioner/file/provisioner.go. */
const isUploaded = (settings: MapValue): boolean =>
  isNot(setting(settings, 'generated')) && isUnsetOr('upload', setting(settings, 'direction'));

/** What is `true`, or unknown, is not. */
const isNot = (value: Value | undefined): boolean =>
  value === undefined || value.kind === 'null' || (value.kind === 'boolean' && !value.value);

/** What is unknown is neither. */
const isUnsetOr = (usual: string, value: Value | undefined): boolean =>
  !value || value.kind === 'null' || (value.kind === 'string' && !value.partial && value.text === usual);

export const provisionerRows: readonly Row[] = [
  { type: scripted, setting: 'script', expected: 'file' },
  { type: scripted, setting: 'scripts', expected: 'file' },
  { type: /^file$/, setting: 'source', expected: 'any', when: isUploaded },
  { type: /^file$/, setting: 'sources', expected: 'any', when: isUploaded },
  // hashicorp/packer-plugin-ansible: what galaxy fills need not exist, so neither `roles_path` nor `collections_path` stands here.
  { type: /^ansible(-local)?$/, setting: 'playbook_file', expected: 'file' },
  { type: /^ansible(-local)?$/, setting: 'galaxy_file', expected: 'file' },
  { type: /^ansible$/, setting: 'inventory_directory', expected: 'folder' },
  // A comma makes it a list of hosts.
  { type: /^ansible$/, setting: 'inventory_file', expected: 'any', absence: 'inventory', like: /^[^,]+$/ },
  { type: /^ansible$/, setting: 'ssh_host_key_file', expected: 'file', absence: 'secret' },
  { type: /^ansible$/, setting: 'ssh_authorized_key_file', expected: 'file', absence: 'secret' },
  { type: /^ansible-local$/, setting: 'playbook_files', expected: 'file' },
  { type: /^ansible-local$/, setting: 'inventory_file', expected: 'file' },
  { type: /^ansible-local$/, setting: 'playbook_dir', expected: 'folder' },
  { type: /^ansible-local$/, setting: 'playbook_paths', expected: 'folder' },
  { type: /^ansible-local$/, setting: 'role_paths', expected: 'folder' },
  { type: /^ansible-local$/, setting: 'collection_paths', expected: 'folder' },
  { type: /^ansible-local$/, setting: 'group_vars', expected: 'folder' },
  { type: /^ansible-local$/, setting: 'host_vars', expected: 'folder' },
  { type: /^puppet-masterless$/, setting: 'manifest_file', expected: 'any' },
  { type: /^puppet-masterless$/, setting: 'manifest_dir', expected: 'folder' },
  { type: /^puppet-masterless$/, setting: 'hiera_config_path', expected: 'file' },
  { type: /^puppet-masterless$/, setting: 'module_paths', expected: 'folder' },
  { type: /^salt-masterless$/, setting: 'local_state_tree', expected: 'folder' },
  { type: /^salt-masterless$/, setting: 'local_pillar_roots', expected: 'folder' },
  { type: /^salt-masterless$/, setting: 'minion_config', expected: 'file' },
  { type: /^salt-masterless$/, setting: 'grains_file', expected: 'file' },
  { type: /^goss$/, setting: 'tests', expected: 'any' },
  { type: /^goss$/, setting: 'vars_file', expected: 'file' },
  // Else it is an address, or a name of Chef's supermarket.
  { type: /^inspec$/, setting: 'profile', expected: 'any', like: /^\.{0,2}\// },
  { type: /^inspec$/, setting: 'ssh_host_key_file', expected: 'file', absence: 'secret' },
  { type: /^inspec$/, setting: 'ssh_authorized_key_file', expected: 'file', absence: 'secret' },
  { type: /^puppet-server$/, setting: 'client_cert_path', expected: 'file', absence: 'secret' },
  { type: /^puppet-server$/, setting: 'client_private_key_path', expected: 'file', absence: 'secret' },
  { type: /^chef-client$/, setting: 'validation_key_path', expected: 'file', absence: 'secret' },
  { type: /^chef-(solo|client)$/, setting: 'config_template', expected: 'file' },
  {
    type: /^chef-(solo|client)$/,
    setting: 'encrypted_data_bag_secret_path',
    expected: 'file',
    absence: 'secret',
  },
  { type: /^chef-solo$/, setting: 'cookbook_paths', expected: 'folder' },
  { type: /^chef-solo$/, setting: 'roles_path', expected: 'folder' },
  { type: /^chef-solo$/, setting: 'data_bags_path', expected: 'folder' },
  { type: /^chef-solo$/, setting: 'environments_path', expected: 'folder' },
];

/** Else the keys of SSH are not read. An unset communicator is SSH, but for builders that have one of their own. */
const connectsBySsh = (settings: MapValue): boolean => isUnsetOr('ssh', setting(settings, 'communicator'));
const hasBastion = (settings: MapValue): boolean =>
  connectsBySsh(settings) && Boolean(text(settings, 'ssh_bastion_host')?.text);

/** On ESXi the machine may lie on the other host. */
const isLocalMachine = (settings: MapValue): boolean => isUnsetOr('', setting(settings, 'remote_type'));

const key = { expected: 'file', absence: 'secret', like: outsideHome } as const;

export const builderRows: readonly Row[] = [
  { type: /^/, setting: 'http_directory', expected: 'folder' },
  { type: /^/, setting: 'user_data_file', expected: 'file' },
  { type: /^ibmcloud-classic$/, setting: 'user_data_file_path', expected: 'file' },
  { type: /^ibmcloud-vpc$/, setting: 'vsi_user_data_file', expected: 'file' },
  { type: /^azure-arm$/, setting: 'custom_data_file', expected: 'file' },
  { type: /^googlecompute$/, setting: 'startup_script_file', expected: 'file' },
  // The values of a map.
  { type: /^googlecompute$/, setting: 'metadata_files', expected: 'file' },
  { type: /^yandex$/, setting: 'metadata_from_file', expected: 'file' },
  { type: /^oracle-classic$/, setting: 'attributes_file', expected: 'file' },
  { type: /^vmware-iso$/, setting: 'vmx_template_path', expected: 'file' },
  { type: /^vmware-iso$/, setting: 'vmx_disk_template_path', expected: 'file' },
  { type: /^docker$/, setting: 'build.path', expected: 'file' },
  { type: /^docker$/, setting: 'build.build_dir', expected: 'folder' },
  { type: /^lxc$/, setting: 'config_file', expected: 'file' },
  { type: /^kubevirt-iso$/, setting: 'media_files', expected: 'any' },
  { type: /^vsphere-clone$/, setting: 'customize.windows_sysprep_file', expected: 'file' },
  { type: /^vsphere-supervisor$/, setting: 'bootstrap_data_file', expected: 'file' },
  { type: /^vagrant$/, setting: 'template', expected: 'file' },
  { type: /^proxmox/, setting: 'additional_iso_files.cd_files', expected: 'any' },
  { type: /^amazon-instance$/, setting: 'x509_cert_path', expected: 'file', absence: 'secret' },
  { type: /^amazon-instance$/, setting: 'x509_key_path', expected: 'file', absence: 'secret' },
  // packer-plugin-sdk communicator/config.go
  { type: /^/, setting: 'ssh_private_key_file', when: connectsBySsh, ...key },
  { type: /^/, setting: 'ssh_certificate_file', when: connectsBySsh, ...key },
  { type: /^/, setting: 'ssh_bastion_private_key_file', when: hasBastion, ...key },
  { type: /^/, setting: 'ssh_bastion_certificate_file', when: hasBastion, ...key },
  { type: /^vmware-vmx$/, setting: 'source_path', expected: 'file', absence: 'image', when: isLocalMachine },
  { type: /^parallels-(?:pvm|macvm)$/, setting: 'source_path', expected: 'any', absence: 'image' },
  { type: /^utm-utm$/, setting: 'source_path', expected: 'any', absence: 'image' },
  { type: /^hyperv-vmcx$/, setting: 'clone_from_vmcx_path', expected: 'folder', absence: 'image' },
  { type: /^virtualbox-ovf$/, setting: 'source_path', expected: 'file', absence: 'image', like: localImage },
  // Any other is the name of a box.
  {
    type: /^vagrant$/,
    setting: 'source_path',
    expected: 'file',
    absence: 'image',
    like: /^(?![\w+.-]{2,}:).*\.box$/,
  },
  { type: /^/, setting: 'floppy_files', expected: 'any' },
  { type: /^/, setting: 'floppy_dirs', expected: 'any' },
  { type: /^/, setting: 'cd_files', expected: 'any' },
];

/** The build may make it itself. */
const isNotGenerated = (settings: MapValue): boolean =>
  isNot(setting(settings, 'vagrantfile_template_generated'));

export const postProcessorRows: readonly Row[] = [
  { type: /^vagrant$/, setting: 'vagrantfile_template', expected: 'file', when: isNotGenerated },
  { type: /^vagrant$/, setting: 'include', expected: 'any', absence: 'madeByBuild' },
  // For one provider each; they go before what stands outside (packer-plugin-vagrant post-processor/vagrant).
  { type: /^vagrant$/, setting: 'override.*.vagrantfile_template', expected: 'file', when: isNotGenerated },
  { type: /^vagrant$/, setting: 'override.*.include', expected: 'any', absence: 'madeByBuild' },
  { type: /^shell-local$/, setting: 'script', expected: 'file' },
  { type: /^shell-local$/, setting: 'scripts', expected: 'file' },
];

type Component = Provisioner | PostProcessor;

/** Every path of a template's settings that is fully known, each once, in the order of the template. */
export function references(template: Template): Reference[] {
  const found = new Set<Reference>();
  const seen = new Set<MapValue>();
  const collect = (rows: readonly Row[], type: string, settings: MapValue) => {
    if (seen.has(settings)) return;
    seen.add(settings);
    for (const row of rows) {
      if (!row.type.test(type) || row.when?.(settings) === false) continue;
      const { expected, absence } = row;
      const path = row.setting.split('.');
      const name = path.at(-1) ?? '';
      for (const given of valuesAt(settings, path))
        for (const value of given.kind === 'map'
          ? given.entries.flatMap((one) => strings(one.value))
          : strings(given))
          if (!value.partial && value.text && !isSeveral(given, name) && row.like?.test(value.text) !== false)
            found.add(referenceTo(value, expected, name, absence));
    }
  };
  const lists = new Set<readonly Component[]>();
  const collectAll = (rows: readonly Row[], list: readonly Component[]) => {
    // Most builds share all of their steps.
    if (lists.has(list)) return;
    lists.add(list);
    for (const { type, settings } of list) collect(rows, type, settings);
  };
  for (const build of template.builds) {
    collect(builderRows, build.type, build.source);
    collectAll(provisionerRows, build.provisioners);
    collectAll(postProcessorRows, build.postProcessors);
  }
  return [...found];
}

/**
 * What functions of HCL2 were to read for the builds of a template and could not, each once. Their paths start in the
 * template's folder.
 */
export function failedReads({ builds }: Template): Reference[] {
  const found = new Map<string, Reference>();
  const seen = new Set<Value>();
  const visit = (value: Value): void => {
    if (seen.has(value)) return;
    seen.add(value);
    const { unread } = value;
    if (unread) found.set(`${unread.location.path}:${unread.location.span.start}`, readOf(unread));
    if (value.kind === 'list') value.items.forEach(visit);
    if (value.kind === 'map') for (const entry of value.entries) visit(entry.value);
  };
  const lists = new Set<readonly Component[]>();
  for (const { source, provisioners, postProcessors } of builds) {
    visit(source);
    for (const list of [provisioners, postProcessors]) {
      if (lists.has(list)) continue;
      lists.add(list);
      for (const { settings } of list) visit(settings);
    }
  }
  return [...found.values()];
}

const readOf = (value: StringValue): Reference => referenceTo(value, 'file', 'a function');

function referenceTo(value: StringValue, expected: Expected, name: string, absence?: Absence): Reference {
  const reason = absence ?? (secretName.test(value.text) ? 'secret' : undefined);
  return { value, expected, setting: name, ...(reason && { absence: reason }) };
}

/** What a key is called, wherever it is named. */
const secretName = /(?:^|[\\/])id_(?:rsa|dsa|ecdsa|ed25519)(?:\.pub)?$|\.(?:pem|key|ppk|p12|pfx|pub)$/i;

/** What stands at a path of names, in all blocks that have one of them. */
function valuesAt(settings: MapValue, [name = '', ...below]: readonly string[]): Value[] {
  const given =
    name === '*' ? settings.entries.map(({ value }) => value) : [setting(settings, name)].filter(isGiven);
  if (!below.length) return given;
  return given.flatMap((value) =>
    listOf(value).flatMap((block) => (block.kind === 'map' ? valuesAt(block, below) : [])),
  );
}

const isGiven = (value: Value | undefined): value is Value => value !== undefined;

/** Where it expects a list, Packer splits a string at its commas (packer-plugin-sdk template/config/decode.go). */
const isSeveral = (given: Value | undefined, name: string): boolean =>
  given?.kind === 'string' && given.text.includes(',') && /s$/.test(name);
