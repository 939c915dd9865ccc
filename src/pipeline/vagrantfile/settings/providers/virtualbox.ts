import { type SettingTable, vagrantDocs } from '../settingTable';

/** From hashicorp/vagrant 2.4.9 plugins/providers/virtualbox/config.rb. */
export const virtualboxSettings: SettingTable = {
  of: 'provider "virtualbox"',
  from: 'Vagrant',
  page: `${vagrantDocs}/providers/virtualbox/configuration`,
  settings: {
    auto_nat_dns_proxy: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether Vagrant switches VirtualBox’s DNS proxy on or off as the host needs it.',
    },
    check_guest_additions: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether Vagrant warns of Guest Additions that are missing or older than VirtualBox.',
    },
    cpus: {
      type: 'integer',
      meaning: 'How many processors the guest has; without it, as many as the box says.',
    },
    customize: {
      type: 'call',
      call: ' ["modifyvm", :id, "--${1:option}", "${2:value}"]',
      meaning: 'Runs VBoxManage with these arguments before the machine boots; :id stands for the machine.',
    },
    default_nic_type: {
      type: 'string',
      values: ['"virtio"', '"82540EM"', '"82543GC"', '"82545EM"', '"Am79C970A"', '"Am79C973"'],
      meaning: 'The kind of all network cards that name none; without it, VirtualBox’s own choice.',
    },
    destroy_unused_network_interfaces: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether host-only networks that no machine of this user uses are deleted.',
    },
    functional_vboxsf: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether the guest can mount VirtualBox’s own shared folders.',
    },
    gui: { type: 'boolean', default: 'false', meaning: 'Whether the guest’s screen is shown in a window.' },
    linked_clone: {
      type: 'boolean',
      default: 'false',
      meaning:
        'Whether the disk only holds what differs from a shared copy of the box: quick to make, and small.',
    },
    linked_clone_snapshot: {
      type: 'string',
      meaning: 'The snapshot of the shared copy to begin from; it must be there.',
    },
    memory: {
      type: 'integer',
      unit: 'MB',
      meaning: 'How much memory the guest has; without it, as much as the box says.',
    },
    name: {
      type: 'string',
      meaning: 'What VirtualBox calls the machine; without it, the folder’s name and a time.',
    },
    network_adapter: {
      type: 'call',
      call: ' ${1:2}, :${2|hostonly,bridged,intnet,nat|}',
      meaning: 'Gives the machine a network card in a slot; slot 1 is the NAT network that Vagrant needs.',
    },
  },
};
