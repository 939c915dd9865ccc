import {
  defineOptions,
  forwardedPortOptions,
  privateNetworkOptions,
  publicNetworkOptions,
  syncedFolderOptions,
} from './callOptions';
import { sshDefaultSettings, sshSettings, winrmSettings, winsshSettings } from './connectionSettings';
import { machineSettings } from './machineSettings';
import { configSettings, nfsSettings, smbSettings, vagrantSettings } from './otherSettings';
import { hypervSettings } from './providers/hyperv';
import { libvirtSettings } from './providers/libvirt';
import { parallelsSettings } from './providers/parallels';
import { qemuSettings } from './providers/qemu';
import { virtualboxSettings } from './providers/virtualbox';
import { vmwareDesktopSettings } from './providers/vmwareDesktop';
import type { SettingTable } from './settingTable';

/** The settings of what `config` leads to, by the path to it. */
export const objectSettings: ReadonlyMap<string, SettingTable> = new Map(
  [
    configSettings,
    machineSettings,
    sshSettings,
    sshDefaultSettings,
    winrmSettings,
    winsshSettings,
    vagrantSettings,
    nfsSettings,
    smbSettings,
  ].map((table) => [table.of, table]),
);

/** By the name of the provider. The older names of VMware’s plugin lead to today’s. */
export const providerSettings: ReadonlyMap<string, SettingTable> = new Map([
  ['virtualbox', virtualboxSettings],
  ['hyperv', hypervSettings],
  ['vmware_desktop', vmwareDesktopSettings],
  ['vmware_fusion', vmwareDesktopSettings],
  ['vmware_workstation', vmwareDesktopSettings],
  ['libvirt', libvirtSettings],
  ['parallels', parallelsSettings],
  ['qemu', qemuSettings],
]);

/** Every provider that can be named, with what it is. */
export const providerNames: Readonly<Record<string, string>> = {
  virtualbox: 'Oracle VirtualBox.',
  hyperv: 'Microsoft Hyper-V.',
  vmware_desktop: 'VMware Workstation and Fusion. Of the plugin vagrant-vmware-desktop.',
  libvirt: 'KVM and QEMU through libvirt. Of the plugin vagrant-libvirt.',
  parallels: 'Parallels Desktop. Of the plugin vagrant-parallels.',
  qemu: 'QEMU alone. Of the plugin vagrant-qemu.',
  docker: 'Containers of Docker in place of machines.',
};

export const networkKinds: ReadonlyMap<string, SettingTable> = new Map([
  ['forwarded_port', forwardedPortOptions],
  ['private_network', privateNetworkOptions],
  ['public_network', publicNetworkOptions],
]);

/** The options of calls of `config.vm` that have the same whatever their first argument is. */
export const callOptions: ReadonlyMap<string, SettingTable> = new Map([
  ['define', defineOptions],
  ['synced_folder', syncedFolderOptions],
]);

export { provisionerSettings, provisionerTypes, provisionOptions } from './provisioners';
