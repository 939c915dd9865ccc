import { type SettingInfo, type SettingTable, vagrantDocs } from './settingTable';

/** What every call of `config.vm.provision` takes; hashicorp/vagrant 2.4.9 kernel_v2/config/vm_provisioner.rb. */
export const provisionOptions: SettingTable = {
  of: 'config.vm.provision',
  from: 'Vagrant',
  page: `${vagrantDocs}/provisioning/basic_usage`,
  settings: {
    after: {
      type: 'string or symbol',
      values: [':all', ':each'],
      meaning:
        'The name of the provisioner that this one follows. Before Vagrant 2.4.0 it takes VAGRANT_EXPERIMENTAL="dependency_provisioners".',
    },
    before: {
      type: 'string or symbol',
      values: [':all', ':each'],
      meaning:
        'The name of the provisioner that this one goes ahead of. Before Vagrant 2.4.0 it takes VAGRANT_EXPERIMENTAL="dependency_provisioners".',
    },
    communicator_required: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether Vagrant must be connected to the guest before the provisioner can run.',
    },
    preserve_order: {
      type: 'boolean',
      default: 'false',
      meaning:
        'Whether the provisioner keeps its place when a machine changes one that was defined outside of it.',
    },
    run: {
      type: 'string',
      default: '"once"',
      values: ['"once"', '"always"', '"never"'],
      meaning:
        'When it runs: when the machine is made and on request, at every start, or only when it is asked for by name.',
    },
    type: {
      type: 'string',
      meaning: 'What kind of provisioner it is, when the first argument is a name of its own.',
    },
  },
};

/** plugins/provisioners/shell/config.rb */
const shell: SettingTable = {
  of: 'provisioner "shell"',
  from: 'Vagrant',
  page: `${vagrantDocs}/provisioning/shell`,
  settings: {
    args: {
      type: 'string or array of strings',
      meaning: 'Arguments of the script; those of an array are quoted.',
    },
    binary: {
      type: 'boolean',
      default: 'false',
      meaning:
        'Whether line ends of the script stay as they are; else those of Windows become those of Unix.',
    },
    env: { type: 'hash', meaning: 'Environment variables of the script.' },
    inline: { type: 'string', meaning: 'The script itself.' },
    keep_color: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether the output keeps the colours that the script gives it.',
    },
    md5: { type: 'string', meaning: 'What a downloaded script must hash to.' },
    name: { type: 'string', meaning: 'What the script is called in the output.' },
    path: { type: 'string', meaning: 'The script: a file, from the folder of the Vagrantfile, or a URL.' },
    powershell_args: {
      type: 'string',
      default: '"-ExecutionPolicy Bypass"',
      meaning: 'Arguments of PowerShell itself, in a Windows guest.',
    },
    powershell_elevated_interactive: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether an elevated script runs on the desktop of the user, who must be logged on.',
    },
    privileged: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether the script runs with sudo, and in a Windows guest elevated, by a scheduled task.',
    },
    reboot: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether the guest is rebooted afterwards, and Vagrant connects again.',
    },
    reset: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether Vagrant connects anew afterwards, as a new login.',
    },
    sensitive: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether the values of env are left out of the output.',
    },
    sha1: { type: 'string', meaning: 'What a downloaded script must hash to.' },
    sha256: { type: 'string', meaning: 'What a downloaded script must hash to.' },
    sha384: { type: 'string', meaning: 'What a downloaded script must hash to.' },
    sha512: { type: 'string', meaning: 'What a downloaded script must hash to.' },
    upload_path: {
      type: 'string',
      meaning:
        'Where the script is put in the guest; without it, /tmp/vagrant-shell or C:\\tmp\\vagrant-shell.',
    },
  },
};

/** plugins/provisioners/file/config.rb */
const file: SettingTable = {
  of: 'provisioner "file"',
  from: 'Vagrant',
  page: `${vagrantDocs}/provisioning/file`,
  settings: {
    destination: {
      type: 'string',
      meaning: 'Where it is put in the guest. The user who connects must be allowed to write there.',
    },
    source: {
      type: 'string',
      meaning: 'The file or folder on this computer, from the folder of the Vagrantfile.',
    },
  },
};

/** plugins/provisioners/ansible/config/base.rb */
const ansibleCommon: Readonly<Record<string, SettingInfo>> = {
  become: {
    type: 'boolean',
    default: 'false',
    meaning: 'Whether tasks run as another user, root by default.',
  },
  become_user: { type: 'string', meaning: 'That other user.' },
  compatibility_mode: {
    type: 'string',
    default: '"auto"',
    values: ['"auto"', '"1.8"', '"2.0"'],
    meaning: 'The oldest Ansible that must understand what Vagrant passes.',
  },
  config_file: { type: 'string', meaning: 'Ansible’s configuration file.' },
  extra_vars: { type: 'string or hash', meaning: 'Variables of the playbook, or a file with them.' },
  galaxy_command: {
    type: 'string',
    default: '"ansible-galaxy install --role-file=%{role_file} --roles-path=%{roles_path} --force"',
    meaning: 'How roles of galaxy_role_file are installed.',
  },
  galaxy_role_file: { type: 'string', meaning: 'The list of roles to install from Ansible Galaxy first.' },
  galaxy_roles_path: {
    type: 'string',
    meaning: 'Where they are put; without it, roles beside the playbook.',
  },
  groups: { type: 'hash', meaning: 'Groups of machines in the inventory that Vagrant writes.' },
  host_vars: { type: 'hash', meaning: 'Variables of machines in the inventory that Vagrant writes.' },
  inventory_path: { type: 'string', meaning: 'An inventory in place of the one that Vagrant writes.' },
  limit: {
    type: 'string or array of strings',
    meaning: 'The machines or groups that the playbook is run for; without it, this machine.',
  },
  playbook: { type: 'string', meaning: 'The playbook, from the folder of the Vagrantfile.' },
  playbook_command: {
    type: 'string',
    default: '"ansible-playbook"',
    meaning: 'The program that runs the playbook.',
  },
  raw_arguments: {
    type: 'array of strings',
    meaning: 'More arguments of ansible-playbook, which win over all settings.',
  },
  skip_tags: { type: 'string or array of strings', meaning: 'Leaves out what has these tags.' },
  start_at_task: { type: 'string', meaning: 'The task to begin with.' },
  sudo: {
    type: 'boolean',
    default: 'false',
    instead: 'become',
    meaning: 'Whether tasks run as another user.',
  },
  sudo_user: { type: 'string', instead: 'become_user', meaning: 'That other user.' },
  tags: { type: 'string or array of strings', meaning: 'Runs only what has these tags.' },
  vault_password_file: { type: 'string', meaning: 'The file with the password of Ansible Vault.' },
  verbose: {
    type: 'boolean or string',
    default: 'false',
    values: ['true', '"v"', '"vv"', '"vvv"', '"vvvv"'],
    meaning: 'How much Ansible tells.',
  },
  version: { type: 'string', meaning: 'The version of Ansible that is expected.' },
};

/** plugins/provisioners/ansible/config/host.rb */
const ansible: SettingTable = {
  of: 'provisioner "ansible"',
  from: 'Vagrant',
  page: `${vagrantDocs}/provisioning/ansible`,
  settings: {
    ...ansibleCommon,
    ask_become_pass: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether Ansible asks for the password of become.',
    },
    ask_sudo_pass: {
      type: 'boolean',
      default: 'false',
      instead: 'ask_become_pass',
      meaning: 'Whether Ansible asks for the password of become.',
    },
    ask_vault_pass: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether Ansible asks for the password of the vault.',
    },
    force_remote_user: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether the user of Vagrant’s own connection is used, whatever the playbook says.',
    },
    host_key_checking: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether the guest’s host key must be known.',
    },
    raw_ssh_args: { type: 'array of strings', meaning: 'More options of the ssh program.' },
  },
};

/** plugins/provisioners/ansible/config/guest.rb */
const ansibleLocal: SettingTable = {
  of: 'provisioner "ansible_local"',
  from: 'Vagrant',
  page: `${vagrantDocs}/provisioning/ansible_local`,
  settings: {
    ...ansibleCommon,
    install: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether Ansible is installed in a guest that has none.',
    },
    install_mode: {
      type: 'symbol',
      default: ':default',
      values: [':default', ':pip', ':pip_args_only'],
      meaning: 'How it is installed: by the system’s packages, by pip, or by pip with pip_args alone.',
    },
    pip_args: { type: 'string', meaning: 'Arguments of pip.' },
    pip_install_cmd: { type: 'string', meaning: 'How pip itself is installed.' },
    provisioning_path: {
      type: 'string',
      default: '"/vagrant"',
      meaning: 'The folder in the guest from which Ansible runs.',
    },
    tmp_path: {
      type: 'string',
      default: '"/tmp/vagrant-ansible"',
      meaning: 'The folder in the guest for what Vagrant writes.',
    },
  },
};

/** mefellows/vagrant-dsc lib/vagrant-dsc/config.rb */
const dsc: SettingTable = {
  of: 'provisioner "dsc"',
  from: 'vagrant-dsc',
  page: 'https://github.com/mefellows/vagrant-dsc#usage',
  settings: {
    abort_on_dsc_failure: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether Vagrant fails when DSC does; else it goes on.',
    },
    configuration_data_file: { type: 'string', meaning: 'The configuration data, a .psd1 file.' },
    configuration_file: {
      type: 'string',
      default: '"default.ps1"',
      meaning: 'The script with the configuration.',
    },
    configuration_name: {
      type: 'string',
      meaning: 'The configuration in it; without it, the name of the file without .ps1.',
    },
    configuration_params: {
      type: 'hash',
      meaning: 'Parameters of the configuration, by their names with a dash; nil for a switch.',
    },
    manifests_path: {
      type: 'string',
      meaning: 'The folder of the configuration; without it, that of configuration_file.',
    },
    module_install: {
      type: 'array of strings',
      meaning: 'Modules that are installed from the PowerShell Gallery first.',
    },
    module_path: {
      type: 'array of strings',
      meaning: 'Folders of this computer with modules that the configuration needs.',
    },
    mof_path: {
      type: 'string',
      meaning: 'A folder with a compiled configuration; the configuration itself is not needed then.',
    },
    synced_folder_type: {
      type: 'string',
      meaning: 'How the folders get into the guest; without it, as others do.',
    },
    temp_dir: {
      type: 'string',
      meaning: 'The folder in the guest to work in; without it, /tmp/vagrant-dsc-1 and so on.',
    },
  },
};

/** By type. */
export const provisionerSettings: ReadonlyMap<string, SettingTable> = new Map([
  ['shell', shell],
  ['file', file],
  ['ansible', ansible],
  ['ansible_local', ansibleLocal],
  ['dsc', dsc],
]);

/** Every type that can be named, with what it is for. Types of plugins other than dsc are not known. */
export const provisionerTypes: Readonly<Record<string, string>> = {
  shell: 'Runs a script in the guest.',
  file: 'Copies a file or folder into the guest.',
  dsc: 'Applies a PowerShell Desired State Configuration. Of the plugin vagrant-dsc.',
  ansible: 'Runs Ansible on this computer, against the guest.',
  ansible_local: 'Runs Ansible in the guest.',
  chef_apply: 'Runs a Chef recipe with chef-apply.',
  chef_client: 'Registers the guest at a Chef server.',
  chef_solo: 'Runs Chef without a server.',
  chef_zero: 'Runs Chef with a server in the guest.',
  cfengine: 'Runs CFEngine.',
  docker: 'Installs Docker in the guest and runs containers.',
  podman: 'Installs Podman in the guest and runs containers.',
  puppet: 'Applies a Puppet manifest.',
  puppet_server: 'Registers the guest at a Puppet server.',
  salt: 'Runs Salt.',
};
