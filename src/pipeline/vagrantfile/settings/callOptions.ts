import { type SettingTable, vagrantDocs } from './settingTable';

/** `config.vm.define "name", …`. */
export const defineOptions: SettingTable = {
  of: 'config.vm.define',
  from: 'Vagrant',
  page: `${vagrantDocs}/multi-machine`,
  settings: {
    autostart: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether `vagrant up` without a name starts the machine, too.',
    },
    primary: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether commands that are for one machine mean this one when none is named.',
    },
  },
};

/** `config.vm.network "forwarded_port", …`. */
export const forwardedPortOptions: SettingTable = {
  of: 'config.vm.network "forwarded_port"',
  from: 'Vagrant',
  page: `${vagrantDocs}/networking/forwarded_ports`,
  settings: {
    auto_correct: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether another port of usable_port_range is taken when the host’s is in use.',
    },
    guest: { type: 'integer', meaning: 'The port in the guest.' },
    guest_ip: {
      type: 'string',
      meaning: 'The address in the guest to which the port leads; without it, every one.',
    },
    host: { type: 'integer', meaning: 'The port on this computer; below 1024 only root may take it.' },
    host_ip: {
      type: 'string',
      meaning:
        'The address of this computer on which the port is open; without it, every one: for others, too.',
    },
    id: { type: 'string', meaning: 'A name, by which a later line changes or removes this port.' },
    protocol: {
      type: 'string',
      default: '"tcp"',
      values: ['"tcp"', '"udp"'],
      meaning: 'What is forwarded; a port for both is forwarded twice.',
    },
  },
};

const address = {
  auto_config: {
    type: 'boolean',
    default: 'true',
    meaning: 'Whether Vagrant sets up the network in the guest; else the box must do it.',
  },
  ip: { type: 'string', meaning: 'The guest’s address in the network.' },
  type: {
    type: 'string',
    values: ['"dhcp"', '"static"'],
    meaning: '"dhcp" lets the network give the guest its address.',
  },
} as const;

/** `config.vm.network "private_network", …`. */
export const privateNetworkOptions: SettingTable = {
  of: 'config.vm.network "private_network"',
  from: 'Vagrant',
  page: `${vagrantDocs}/networking/private_network`,
  settings: {
    ...address,
    netmask: { type: 'string', meaning: 'Which part of the address is the network’s.' },
    virtualbox__intnet: {
      type: 'boolean or string',
      meaning:
        'Of VirtualBox: a network of guests alone, which this computer is not part of; perhaps its name.',
    },
  },
};

/** `config.vm.network "public_network", …`. */
export const publicNetworkOptions: SettingTable = {
  of: 'config.vm.network "public_network"',
  from: 'Vagrant',
  page: `${vagrantDocs}/networking/public_network`,
  settings: {
    ...address,
    bridge: {
      type: 'string or array of strings',
      meaning: 'The network card, or on Hyper-V the switch, to bridge to; without it, Vagrant asks.',
    },
    use_dhcp_assigned_default_route: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether the guest reaches the Internet through this network.',
    },
  },
};

/** `config.vm.synced_folder ".", "/vagrant", …`. */
export const syncedFolderOptions: SettingTable = {
  of: 'config.vm.synced_folder',
  from: 'Vagrant',
  page: `${vagrantDocs}/synced-folders/basic_usage`,
  settings: {
    create: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether the folder on this computer is made when it is not there.',
    },
    disabled: { type: 'boolean', default: 'false', meaning: 'Whether the folder is left out after all.' },
    group: {
      type: 'string',
      meaning: 'The group that owns the folder in the guest; without it, the SSH user’s.',
    },
    id: { type: 'string', meaning: 'The name of the mount in the guest.' },
    mount_options: { type: 'array of strings', meaning: 'More options of the mount in the guest.' },
    nfs_udp: { type: 'boolean', default: 'true', meaning: 'Of NFS: whether UDP is used.' },
    nfs_version: { type: 'integer', default: '3', meaning: 'Of NFS: the version of the protocol.' },
    owner: {
      type: 'string',
      meaning: 'The user who owns the folder in the guest; without it, the SSH user.',
    },
    rsync__args: { type: 'array of strings', meaning: 'Of rsync: its arguments, in place of Vagrant’s own.' },
    rsync__auto: {
      type: 'boolean',
      default: 'true',
      meaning: 'Of rsync: whether `vagrant rsync-auto` follows the folder.',
    },
    rsync__exclude: {
      type: 'string or array of strings',
      meaning: 'Of rsync: what is not copied; .vagrant/ never is.',
    },
    rsync__verbose: { type: 'boolean', default: 'false', meaning: 'Of rsync: whether its output is shown.' },
    smb_host: { type: 'string', meaning: 'Of SMB: the address of this computer, as the guest sees it.' },
    smb_password: {
      type: 'string',
      meaning: 'Of SMB: the password; without it, Vagrant asks, which is safer.',
    },
    smb_username: { type: 'string', meaning: 'Of SMB: the user of this computer; without it, Vagrant asks.' },
    type: {
      type: 'string',
      values: ['"rsync"', '"smb"', '"nfs"', '"virtualbox"'],
      meaning: 'How the folder is shared; without it, the best way that works here.',
    },
  },
};
