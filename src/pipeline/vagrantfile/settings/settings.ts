import define from './calls/define.json';
import forwardedPort from './calls/forwardedPort.json';
import privateNetwork from './calls/privateNetwork.json';
import provision from './calls/provision.json';
import publicNetwork from './calls/publicNetwork.json';
import syncedFolder from './calls/syncedFolder.json';
import config from './config/config.json';
import nfs from './config/nfs.json';
import smb from './config/smb.json';
import ssh from './config/ssh.json';
import sshDefault from './config/sshDefault.json';
import vagrant from './config/vagrant.json';
import vm from './config/vm.json';
import winrm from './config/winrm.json';
import winssh from './config/winssh.json';
import type { NameListData } from './nameList.generated';
import providers from './providers.json';
import hyperv from './providers/hyperv.json';
import libvirt from './providers/libvirt.json';
import parallels from './providers/parallels.json';
import qemu from './providers/qemu.json';
import virtualbox from './providers/virtualbox.json';
import vmwareDesktop from './providers/vmwareDesktop.json';
import provisioners from './provisioners.json';
import ansible from './provisioners/ansible.json';
import ansibleLocal from './provisioners/ansibleLocal.json';
import dsc from './provisioners/dsc.json';
import file from './provisioners/file.json';
import shell from './provisioners/shell.json';
import type { SettingTable } from './settingTable';
import ansibleCommon from './shared/ansible.json';
import guestAddress from './shared/guestAddress.json';
import sshSession from './shared/sshSession.json';

/** The settings of what `config` leads to, by the path to it. */
export const objectSettings: ReadonlyMap<string, SettingTable> = new Map(
  [
    config,
    vm,
    withSettingsOf(ssh, sshDefault, sshSession),
    sshDefault,
    winrm,
    withSettingsOf(winssh, sshDefault, sshSession),
    vagrant,
    nfs,
    smb,
  ].map((table: SettingTable) => [table.of, table]),
);

/** By the name of the provider. The older names of VMware’s plugin lead to today’s. */
export const providerSettings: ReadonlyMap<string, SettingTable> = new Map<string, SettingTable>([
  ['virtualbox', virtualbox],
  ['hyperv', hyperv],
  ['vmware_desktop', vmwareDesktop],
  ['vmware_fusion', vmwareDesktop],
  ['vmware_workstation', vmwareDesktop],
  ['libvirt', libvirt],
  ['parallels', parallels],
  ['qemu', qemu],
]);

/** Every provider that can be named, with what it is. */
export const providerNames: Readonly<Record<string, string>> = meanings(providers);

export const networkKinds: ReadonlyMap<string, SettingTable> = new Map<string, SettingTable>([
  ['forwarded_port', forwardedPort],
  ['private_network', withSettingsOf(privateNetwork, guestAddress)],
  ['public_network', withSettingsOf(publicNetwork, guestAddress)],
]);

/** The options of calls of `config.vm` that have the same whatever their first argument is. */
export const callOptions: ReadonlyMap<string, SettingTable> = new Map<string, SettingTable>([
  ['define', define],
  ['synced_folder', syncedFolder],
]);

/** What every call of `config.vm.provision` takes. */
export const provisionOptions: SettingTable = provision;

/** By type. */
export const provisionerSettings: ReadonlyMap<string, SettingTable> = new Map<string, SettingTable>([
  ['shell', shell],
  ['file', file],
  ['ansible', withSettingsOf(ansible, ansibleCommon)],
  ['ansible_local', withSettingsOf(ansibleLocal, ansibleCommon)],
  ['dsc', dsc],
]);

/** Every type that can be named, with what it is for. Types of plugins other than dsc are not known. */
export const provisionerTypes: Readonly<Record<string, string>> = meanings(provisioners);

/** A table with the settings that it shares with others; its own win. */
function withSettingsOf(table: SettingTable, ...shared: readonly SettingTable[]): SettingTable {
  const inherited = shared.map(({ settings }) => settings);
  return { ...table, settings: Object.assign({}, ...inherited, table.settings) as SettingTable['settings'] };
}

function meanings({ names }: NameListData): Record<string, string> {
  return Object.fromEntries(Object.entries(names).map(([name, { meaning }]) => [name, meaning]));
}
