/** What a component of Packer is. */
export type ComponentKind = 'builder' | 'provisioner' | 'postProcessor' | 'dataSource';

/** A component that a template uses. */
export interface Component {
  readonly kind: ComponentKind;
  /** Like `virtualbox-iso`. */
  readonly type: string;
}

/** A plugin, and what it brings. */
export interface PluginRow {
  /** The address that `packer plugins install` takes. */
  readonly source: string;
  /** The first version of Packer without it; undefined for one that was never part of Packer. */
  readonly unbundled?: string;
  readonly builders?: RegExp;
  readonly provisioners?: RegExp;
  readonly postProcessors?: RegExp;
  readonly dataSources?: RegExp;
}

/**
 * Who brings which component. Sources: Packer's changelog (1.7.5, 1.8.3, 1.8.4, 1.8.7, 1.9.0, 1.9.2, 1.10.0),
 * command/vendored_plugins.go of 1.9.5, command/hcl2_upgrade.go of 1.16.0, and the plugins' own repositories.
 */
export const pluginTable: readonly PluginRow[] = [
  { source: 'github.com/hashicorp/virtualbox', unbundled: '1.10.0', builders: /^virtualbox-(iso|ovf|vm)$/ },
  { source: 'github.com/hashicorp/hyperv', unbundled: '1.9.0', builders: /^hyperv-(iso|vmcx)$/ },
  { source: 'github.com/vmware/vmware', unbundled: '1.10.0', builders: /^vmware-(iso|vmx)$/ },
  {
    source: 'github.com/vmware/vsphere',
    unbundled: '1.10.0',
    builders: /^vsphere-(iso|clone|supervisor)$/,
    postProcessors: /^vsphere(-template)?$/,
    dataSources: /^vsphere-/,
  },
  { source: 'github.com/hashicorp/qemu', unbundled: '1.10.0', builders: /^qemu$/ },
  {
    source: 'github.com/hashicorp/vagrant',
    unbundled: '1.10.0',
    builders: /^vagrant$/,
    postProcessors: /^vagrant(-cloud|-registry)?$/,
  },
  {
    source: 'github.com/Parallels/parallels',
    unbundled: '1.9.2',
    builders: /^parallels-(iso|pvm|macvm|ipsw)$/,
  },
  {
    source: 'github.com/hashicorp/amazon',
    unbundled: '1.10.0',
    builders: /^amazon-(ebs|chroot|ebssurrogate|ebsvolume|instance)$/,
    postProcessors: /^amazon-import$/,
    dataSources: /^amazon-/,
  },
  {
    source: 'github.com/hashicorp/azure',
    unbundled: '1.10.0',
    builders: /^azure-(arm|chroot|dtl)$/,
    provisioners: /^azure-dtlartifact$/,
    dataSources: /^azure-/,
  },
  {
    source: 'github.com/hashicorp/docker',
    unbundled: '1.10.0',
    builders: /^docker$/,
    postProcessors: /^docker-(import|push|save|tag)$/,
  },
  {
    source: 'github.com/hashicorp/googlecompute',
    unbundled: '1.10.0',
    builders: /^googlecompute$/,
    postProcessors: /^googlecompute-(export|import)$/,
    dataSources: /^googlecompute-/,
  },
  { source: 'github.com/hashicorp/ansible', unbundled: '1.10.0', provisioners: /^ansible(-local)?$/ },
  { source: 'github.com/hashicorp/chef', unbundled: '1.9.0', provisioners: /^chef-(client|solo)$/ },
  { source: 'github.com/hashicorp/puppet', unbundled: '1.9.0', provisioners: /^puppet-(masterless|server)$/ },
  { source: 'github.com/hashicorp/salt', unbundled: '1.9.0', provisioners: /^salt-masterless$/ },
  { source: 'github.com/hashicorp/inspec', unbundled: '1.9.0', provisioners: /^inspec$/ },
  { source: 'github.com/hashicorp/converge', unbundled: '1.9.0', provisioners: /^converge$/ },
  { source: 'github.com/hashicorp/proxmox', unbundled: '1.9.0', builders: /^proxmox(-iso|-clone)?$/ },
  { source: 'github.com/hashicorp/openstack', unbundled: '1.9.0', builders: /^openstack$/ },
  {
    source: 'github.com/hashicorp/alicloud',
    unbundled: '1.9.0',
    builders: /^alicloud-ecs$/,
    postProcessors: /^alicloud-import$/,
  },
  { source: 'github.com/hashicorp/cloudstack', unbundled: '1.9.0', builders: /^cloudstack$/ },
  { source: 'github.com/hetznercloud/hcloud', unbundled: '1.9.0', builders: /^hcloud$/ },
  { source: 'github.com/hashicorp/hyperone', unbundled: '1.9.0', builders: /^hyperone$/ },
  { source: 'github.com/hashicorp/jdcloud', unbundled: '1.9.0', builders: /^jdcloud$/ },
  { source: 'github.com/hashicorp/lxc', unbundled: '1.9.0', builders: /^lxc$/ },
  { source: 'github.com/hashicorp/lxd', unbundled: '1.9.0', builders: /^lxd$/ },
  { source: 'github.com/hashicorp/ncloud', unbundled: '1.9.0', builders: /^ncloud$/ },
  { source: 'github.com/hashicorp/tencentcloud', unbundled: '1.9.0', builders: /^tencentcloud-cvm$/ },
  { source: 'github.com/hashicorp/triton', unbundled: '1.9.0', builders: /^triton$/ },
  {
    source: 'github.com/hashicorp/yandex',
    unbundled: '1.9.0',
    builders: /^yandex$/,
    postProcessors: /^yandex-(export|import)$/,
  },
  {
    source: 'github.com/digitalocean/digitalocean',
    unbundled: '1.8.7',
    builders: /^digitalocean$/,
    postProcessors: /^digitalocean-import$/,
  },
  { source: 'github.com/linode/linode', unbundled: '1.8.7', builders: /^linode$/ },
  {
    source: 'github.com/ucloud/ucloud',
    unbundled: '1.8.7',
    builders: /^ucloud-uhost$/,
    postProcessors: /^ucloud-import$/,
  },
  { source: 'github.com/hashicorp/profitbricks', unbundled: '1.8.7', builders: /^profitbricks$/ },
  { source: 'github.com/hashicorp/oneandone', unbundled: '1.8.7', builders: /^oneandone$/ },
  { source: 'github.com/hashicorp/oracle', unbundled: '1.8.4', builders: /^oracle-(oci|classic)$/ },
  { source: 'github.com/scaleway/scaleway', unbundled: '1.8.3', builders: /^scaleway$/ },
  { source: 'github.com/outscale/outscale', unbundled: '1.8.3', builders: /^(osc|outscale)-/ },
  { source: 'github.com/exoscale/exoscale', unbundled: '1.7.5', postProcessors: /^exoscale-import$/ },
  { source: 'github.com/rgl/windows-update', provisioners: /^windows-update$/ },
  { source: 'github.com/YaleUniversity/goss', provisioners: /^goss$/ },
];

/** What every Packer has built in (command/execute.go of 1.16.0); older ones lack a few, which nobody uses there. */
const core: Readonly<Record<ComponentKind, RegExp>> = {
  builder: /^(file|null)$/,
  provisioner:
    /^(breakpoint|file|hcp-sbom|powershell|shell|shell-local|sleep|windows-restart|windows-shell)$/,
  postProcessor: /^(artifice|checksum|compress|manifest|provenance|shell-local)$/,
  dataSource: /^(http|null|hcp-packer-(artifact|image|iteration|version))$/,
};

export const isCore = ({ kind, type }: Component): boolean => core[kind].test(type);

const columns = {
  builder: 'builders',
  provisioner: 'provisioners',
  postProcessor: 'postProcessors',
  dataSource: 'dataSources',
} as const;

/** The plugin that brings a component; undefined when nobody is known to. */
export const pluginOf = ({ kind, type }: Component): PluginRow | undefined =>
  pluginTable.find((row) => row[columns[kind]]?.test(type));

/** The last part of a plugin's address: with it the types of its components begin. */
export const nameOf = (source: string): string => source.slice(source.lastIndexOf('/') + 1).toLowerCase();
