import { type SettingTable, vagrantDocs } from '../settingTable';

/** From hashicorp/vagrant-vmware-desktop 3.0.5 lib/vagrant-vmware-desktop/config.rb. */
export const vmwareDesktopSettings: SettingTable = {
  of: 'provider "vmware_desktop"',
  from: 'vagrant-vmware-desktop',
  page: `${vagrantDocs}/providers/vmware/configuration`,
  settings: {
    allowlist_verified: {
      type: 'boolean or symbol',
      default: 'false',
      values: ['true', 'false', ':disable_warning'],
      meaning:
        'Whether the VMX settings of the box were looked through; :disable_warning only stops the warning.',
    },
    base_address: {
      type: 'string',
      meaning: 'The address that VMware reserves for the guest; it needs base_mac as well.',
    },
    base_mac: {
      type: 'string',
      meaning: 'The MAC address on the NAT network; VMware’s begin with 00:50:56.',
    },
    clone_directory: {
      type: 'string',
      meaning: 'The folder in which machines are kept; without it, .vagrant in the project.',
    },
    cpus: {
      type: 'integer',
      meaning: 'How many processors the guest has; without it, as many as the box says.',
    },
    enable_vmrun_ip_lookup: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether VMware Tools are asked for the guest’s address before the DHCP leases are read.',
    },
    functional_hgfs: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether the guest can mount VMware’s own shared folders.',
    },
    gui: { type: 'boolean', default: 'false', meaning: 'Whether the guest’s screen is shown in a window.' },
    linked_clone: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether the disk only holds what differs from a shared copy of the box.',
    },
    memory: {
      type: 'integer',
      unit: 'MB',
      meaning: 'How much memory the guest has; without it, as much as the box says.',
    },
    nat_device: {
      type: 'string',
      meaning: 'The network of this computer that is used for NAT, like vmnet8; without it, it is found.',
    },
    network_adapter: {
      type: 'call',
      call: ' ${1:1}, :${2|hostonly,bridged,nat|}',
      meaning: 'Gives the machine a network card in a slot; slot 0 is the NAT network that Vagrant needs.',
    },
    port_forward_network_pause: {
      type: 'integer',
      default: '0',
      unit: 'seconds',
      meaning: 'How long the guest gets to find its network again after ports were forwarded.',
    },
    shared_folder_special_char: {
      type: 'string',
      default: '"-"',
      meaning: 'What stands for / in the names of shared folders.',
    },
    ssh_info_public: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether SSH goes to the guest’s own address, and not through the forwarded port.',
    },
    unmount_default_hgfs: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether the shares that VMware Tools mount by themselves are taken away.',
    },
    utility_certificate_path: {
      type: 'string',
      meaning: 'The folder with the certificates of the Vagrant VMware Utility.',
    },
    utility_host: {
      type: 'string',
      default: '"127.0.0.1"',
      meaning: 'Where the Vagrant VMware Utility listens.',
    },
    utility_port: { type: 'integer', default: '9922', meaning: 'The port of the Vagrant VMware Utility.' },
    verify_vmnet: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether VMware’s networks are looked at before they are used.',
    },
    vmx: {
      type: 'hash',
      meaning: 'Lines of the .vmx file to set, as v.vmx["name"] = "value"; nil removes one.',
    },
    whitelist_verified: {
      type: 'boolean or symbol',
      default: 'false',
      instead: 'allowlist_verified',
      meaning: 'Whether the VMX settings of the box were looked through.',
    },
  },
};
