import { isTrue, setting, text } from '../../../pipeline/value';
import type { MapValue } from '../../../pipeline/value';

/** A program that the plugin of a builder starts, and without which it does nothing. */
export interface BuilderProgram {
  readonly builders: RegExp;
  readonly program: string;
  /** The setting that names another one, where there is such a setting. */
  readonly setting?: string;
  /** Where the builder gets by without it, or looks for it where only the template knows. */
  readonly unless?: (source: MapValue) => boolean;
  /** On these systems the plugin also looks where nothing here can: in the registry, in folders of its own. */
  readonly foundElsewhere?: readonly NodeJS.Platform[];
  readonly source: string;
}

const isRemote = (source: MapValue): boolean => setting(source, 'remote_type') !== undefined;

/** Only these formats are written by OVF Tool. */
const exportsNoOvf = (source: MapValue): boolean =>
  !/^ov[af]$/i.test(text(source, 'format')?.text ?? '') ||
  isTrue(setting(source, 'skip_export')) ||
  isRemote(source);

/*
 * What the plugins look for when a build begins; all others that are not here ask a service for the machine. Sources: the
 * code of each, which looks on PATH where nothing else is said.
 */
export const builderPrograms: readonly BuilderProgram[] = [
  {
    builders: /^virtualbox-/,
    program: 'VBoxManage',
    source:
      'https://github.com/hashicorp/packer-plugin-virtualbox/blob/main/builder/virtualbox/common/driver.go',
  },
  {
    builders: /^qemu$/,
    program: 'qemu-system-x86_64',
    setting: 'qemu_binary',
    source: 'https://github.com/hashicorp/packer-plugin-qemu/blob/main/builder/qemu/builder.go',
  },
  {
    builders: /^qemu$/,
    program: 'qemu-img',
    source: 'https://github.com/hashicorp/packer-plugin-qemu/blob/main/builder/qemu/builder.go',
  },
  {
    builders: /^vmware-(iso|vmx)$/,
    program: 'vmrun',
    unless: (source) => isRemote(source) || setting(source, 'fusion_app_path') !== undefined,
    // On Linux versions of the plugin before 2.0 get by with VMware Player, which has none.
    foundElsewhere: ['win32', 'darwin', 'linux'],
    source: 'https://github.com/vmware/packer-plugin-vmware/blob/main/builder/vmware/common/driver.go',
  },
  {
    builders: /^vmware-(iso|vmx)$/,
    program: 'ovftool',
    unless: exportsNoOvf,
    foundElsewhere: ['win32', 'darwin'],
    source: 'https://github.com/vmware/packer-plugin-vmware/blob/main/builder/vmware/common/driver.go',
  },
  {
    builders: /^parallels-/,
    program: 'prlctl',
    source:
      'https://github.com/Parallels/packer-plugin-parallels/blob/main/builder/parallels/common/driver.go',
  },
  {
    builders: /^docker$/,
    program: 'docker',
    setting: 'docker_path',
    source: 'https://github.com/hashicorp/packer-plugin-docker/blob/main/builder/docker/driver_docker.go',
  },
  {
    builders: /^vagrant$/,
    program: 'vagrant',
    source: 'https://github.com/hashicorp/packer-plugin-vagrant/blob/main/builder/vagrant/driver.go',
  },
  {
    builders: /^azure-/,
    program: 'az',
    unless: (source) => !isTrue(setting(source, 'use_azure_cli_auth')),
    source: 'https://developer.hashicorp.com/packer/integrations/hashicorp/azure#authentication-for-azure',
  },
];
