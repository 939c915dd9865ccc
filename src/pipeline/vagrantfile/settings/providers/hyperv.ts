import { type SettingTable, vagrantDocs } from '../settingTable';

/** From hashicorp/vagrant 2.4.9 plugins/providers/hyperv/config.rb. */
export const hypervSettings: SettingTable = {
  of: 'provider "hyperv"',
  from: 'Vagrant',
  page: `${vagrantDocs}/providers/hyperv/configuration`,
  settings: {
    auto_start_action: {
      type: 'string',
      default: '"Nothing"',
      values: ['"Nothing"', '"StartIfRunning"', '"Start"'],
      meaning: 'What becomes of the machine when this computer starts.',
    },
    auto_stop_action: {
      type: 'string',
      default: '"ShutDown"',
      values: ['"ShutDown"', '"TurnOff"', '"Save"'],
      meaning: 'What becomes of the machine when this computer shuts down.',
    },
    cpus: {
      type: 'integer',
      meaning: 'How many processors the guest has; without it, as many as the box says.',
    },
    differencing_disk: {
      type: 'boolean',
      default: 'false',
      instead: 'linked_clone',
      meaning: 'Whether the disk only holds what differs from the box’s.',
    },
    enable_automatic_checkpoints: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether Hyper-V makes a checkpoint at every start of the machine.',
    },
    enable_checkpoints: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether checkpoints can be made, which snapshots need.',
    },
    enable_enhanced_session_mode: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether a Linux guest’s screen may be shown through RDP over the virtual socket.',
    },
    enable_virtualization_extensions: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether a hypervisor can run in the guest.',
    },
    ip_address_timeout: {
      type: 'integer',
      default: '120',
      unit: 'seconds',
      meaning: 'How long Vagrant waits for the guest to have an address.',
    },
    linked_clone: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether the disk only holds what differs from the box’s: quick to make, and small.',
    },
    mac: { type: 'string', meaning: 'The MAC address of the network card.' },
    maxmemory: {
      type: 'integer',
      unit: 'MB',
      meaning: 'The most memory that the guest may get; setting it switches dynamic memory on.',
    },
    memory: {
      type: 'integer',
      unit: 'MB',
      meaning: 'How much memory the guest starts with; without it, as much as the box says.',
    },
    vlan_id: { type: 'integer', meaning: 'The VLAN of the network card.' },
    vm_integration_services: {
      type: 'hash',
      meaning:
        'Which services between host and guest run: guest_service_interface, heartbeat, key_value_pair_exchange, shutdown, time_synchronization, vss.',
    },
    vmname: {
      type: 'string',
      meaning: 'What Hyper-V calls the machine; without it, a name that is made up.',
    },
  },
};
