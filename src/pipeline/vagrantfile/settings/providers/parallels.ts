import type { SettingTable } from '../settingTable';

/** From Parallels/vagrant-parallels 2.4.7 lib/vagrant-parallels/config.rb. */
export const parallelsSettings: SettingTable = {
  of: 'provider "parallels"',
  from: 'vagrant-parallels',
  page: 'https://parallels.github.io/vagrant-parallels/docs/configuration.html',
  settings: {
    check_guest_tools: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether Vagrant warns of Parallels Tools that are missing or old.',
    },
    cpus: {
      type: 'integer',
      meaning: 'How many processors the guest has; without it, as many as the box says.',
    },
    customize: {
      type: 'call',
      call: ' ["set", :id, "--${1:option}", "${2:value}"]',
      meaning: 'Runs prlctl with these arguments before the machine boots; :id stands for the machine.',
    },
    destroy_unused_network_interfaces: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether host-only networks that no machine uses are deleted.',
    },
    functional_psf: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether the guest can mount Parallels’ own shared folders.',
    },
    linked_clone: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether the disk only holds what differs from a shared copy of the box.',
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
      meaning: 'What Parallels Desktop calls the machine; without it, the folder’s name and a time.',
    },
    network_adapter: {
      type: 'call',
      call: ' ${1:1}, :${2|hostonly,bridged,shared|}',
      meaning: 'Gives the machine a network card in a slot; slot 0 is the shared network that Vagrant needs.',
    },
    optimize_power_consumption: {
      type: 'boolean',
      instead: 'customize',
      meaning: 'Whether the guest saves power; today’s releases take no notice of it.',
    },
    regen_src_uuid: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether each machine gets an identity of its own, other than that of its box.',
    },
    update_guest_tools: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether Parallels Tools are brought up to date at the start.',
    },
  },
};
