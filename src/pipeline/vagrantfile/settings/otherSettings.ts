import { type SettingTable, vagrantDocs } from './settingTable';

/** `config` itself: its parts. Those of a plugin are there as long as it is installed. */
export const configSettings: SettingTable = {
  of: 'config',
  from: 'Vagrant',
  page: `${vagrantDocs}/vagrantfile`,
  settings: {
    nfs: { type: 'part', meaning: 'How folders are shared by NFS.' },
    smb: { type: 'part', meaning: 'How folders are shared by SMB.' },
    ssh: { type: 'part', meaning: 'How Vagrant gets into the machine by SSH.' },
    trigger: { type: 'part', meaning: 'What runs before and after commands like `vagrant up`.' },
    vagrant: { type: 'part', meaning: 'How Vagrant itself behaves in this project.' },
    vm: { type: 'part', meaning: 'The machine: its box, networks, folders, providers and provisioners.' },
    winrm: {
      type: 'part',
      meaning: 'How Vagrant gets into a Windows machine by WinRM, with vm.communicator = "winrm".',
    },
    winssh: {
      type: 'part',
      meaning:
        'How Vagrant gets into a Windows machine by its own OpenSSH server, with vm.communicator = "winssh".',
    },
  },
};

/** `config.vagrant`; hashicorp/vagrant 2.4.9 plugins/kernel_v2/config/vagrant.rb. */
export const vagrantSettings: SettingTable = {
  of: 'config.vagrant',
  from: 'Vagrant',
  page: `${vagrantDocs}/vagrantfile/vagrant_settings`,
  settings: {
    host: {
      type: 'string or symbol',
      default: ':detect',
      meaning: 'The system of this computer, where Vagrant does not find it out by itself.',
    },
    plugins: {
      type: 'string, array of strings, or hash',
      meaning:
        'Plugins that the project needs; Vagrant offers to install those that are missing, for it alone.',
    },
    sensitive: {
      type: 'string or array of strings',
      meaning: 'Texts that Vagrant leaves out of all that it prints.',
    },
  },
};

/** `config.nfs`; plugins/synced_folders/nfs/config.rb. */
export const nfsSettings: SettingTable = {
  of: 'config.nfs',
  from: 'Vagrant',
  page: `${vagrantDocs}/synced-folders/nfs`,
  settings: {
    functional: { type: 'boolean', default: 'true', meaning: 'Whether NFS may be used for synced folders.' },
    map_gid: {
      type: 'integer',
      default: ':auto',
      meaning:
        'The group on this computer that owns what the guest writes; else that of whoever runs Vagrant.',
    },
    map_uid: {
      type: 'integer',
      default: ':auto',
      meaning: 'The user on this computer who owns what the guest writes; else whoever runs Vagrant.',
    },
    verify_installed: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether Vagrant looks for an NFS server first.',
    },
  },
};

/** `config.smb`; plugins/synced_folders/smb/config.rb. */
export const smbSettings: SettingTable = {
  of: 'config.smb',
  from: 'Vagrant',
  page: `${vagrantDocs}/synced-folders/smb`,
  settings: {
    functional: { type: 'boolean', default: 'true', meaning: 'Whether SMB may be used for synced folders.' },
  },
};
