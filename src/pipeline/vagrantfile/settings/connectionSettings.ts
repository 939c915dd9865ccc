import { type SettingInfo, type SettingTable, vagrantDocs } from './settingTable';

/** What `config.ssh`, `config.ssh.default` and `config.winssh` have; hashicorp/vagrant 2.4.9 kernel_v2/config/ssh_connect.rb. */
const connection: Readonly<Record<string, SettingInfo>> = {
  compression: { type: 'boolean', default: 'true', meaning: 'Whether the connection is compressed.' },
  config: { type: 'string', meaning: 'An ssh_config file that is used for the connection.' },
  connect_retries: {
    type: 'integer',
    default: '5',
    since: '2.4.4',
    meaning: 'How many times a connection that failed is tried again.',
  },
  connect_retry_delay: {
    type: 'number',
    default: '2',
    unit: 'seconds',
    since: '2.4.4',
    meaning: 'The pause between two tries to connect.',
  },
  connect_timeout: {
    type: 'integer',
    default: '15',
    unit: 'seconds',
    meaning: 'How long one try to connect may take; at least 1.',
  },
  disable_deprecated_algorithms: {
    type: 'boolean',
    default: 'false',
    since: '2.3.7',
    meaning: 'Whether algorithms that SSH has given up for weakness are refused.',
  },
  dsa_authentication: { type: 'boolean', default: 'true', meaning: 'Whether DSA keys may be used.' },
  extra_args: {
    type: 'string or array of strings',
    meaning: 'More arguments for the ssh program: for `vagrant ssh`, not for provisioning.',
  },
  host: { type: 'string', meaning: 'The address to connect to; without it, what the provider says.' },
  insert_key: {
    type: 'boolean',
    default: 'true',
    meaning: 'Whether the well-known key of public boxes is replaced by a new one at the first start.',
  },
  key_type: {
    type: 'symbol',
    default: ':auto',
    since: '2.4.1',
    values: [':auto', ':ed25519', ':ecdsa256', ':ecdsa384', ':ecdsa521', ':rsa'],
    meaning: 'The kind of the key that insert_key makes; :auto takes one that the guest’s server knows.',
  },
  keys_only: {
    type: 'boolean',
    default: 'true',
    meaning: 'Whether only Vagrant’s keys are offered, and not those of the SSH agent.',
  },
  paranoid: {
    type: 'boolean',
    default: 'false',
    instead: 'verify_host_key',
    meaning: 'Whether the guest must show a host key that is known.',
  },
  password: {
    type: 'string',
    meaning: 'The password of the user; a key is inserted all the same unless insert_key is false.',
  },
  port: {
    type: 'integer',
    meaning: 'The port to connect to; without it, the one that is forwarded to guest_port.',
  },
  private_key_path: {
    type: 'string or array of strings',
    meaning: 'The private key, or several to be tried, in place of the well-known one of public boxes.',
  },
  remote_user: {
    type: 'string',
    meaning: 'What %r in a ProxyCommand stands for; without it, the username.',
  },
  username: {
    type: 'string',
    meaning: 'The user to log in as; without it, what the provider says, and else vagrant.',
  },
  verify_host_key: {
    type: 'symbol',
    default: ':never',
    values: [':never', ':accept_new_or_local_tunnel', ':accept_new', ':always'],
    meaning: 'How strictly the guest’s host key is compared with the one that was seen before.',
  },
};

/** More of `config.ssh` and `config.winssh`; kernel_v2/config/ssh.rb. */
const session: Readonly<Record<string, SettingInfo>> = {
  export_command_template: {
    type: 'string',
    default: '"export %ENV_KEY%=\\"%ENV_VALUE%\\""',
    meaning: 'How an environment variable is set in the guest’s shell.',
  },
  forward_agent: {
    type: 'boolean',
    default: 'false',
    meaning: 'Whether programs in the guest may use the SSH agent of this computer.',
  },
  forward_env: {
    type: 'array of strings',
    default: 'false',
    meaning: 'Names of environment variables that are sent to the guest.',
  },
  guest_port: {
    type: 'integer',
    default: '22',
    meaning: 'The port of the SSH server in the guest, by which its forwarded port is found.',
  },
  keep_alive: {
    type: 'boolean',
    default: 'true',
    meaning: 'Whether a packet every 5 seconds keeps the connection open.',
  },
  proxy_command: {
    type: 'string',
    meaning: 'A program through which the connection goes; %h and %p stand for host and port.',
  },
  shell: {
    type: 'string',
    default: '"bash -l"',
    meaning: 'The shell that runs Vagrant’s own commands in the guest.',
  },
  ssh_command: {
    type: 'string',
    meaning: 'The ssh program to run for `vagrant ssh`; without it, the one on PATH.',
  },
  sudo_command: {
    type: 'string',
    default: '"sudo -E -H %c"',
    meaning: 'How a command gets the rights of root; %c stands for the command.',
  },
};

/** `config.ssh`. */
export const sshSettings: SettingTable = {
  of: 'config.ssh',
  from: 'Vagrant',
  page: `${vagrantDocs}/vagrantfile/ssh_settings`,
  settings: {
    ...connection,
    ...session,
    forward_x11: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether windows of programs in the guest open on this computer.',
    },
    pty: {
      type: 'boolean',
      default: 'false',
      meaning: 'Whether provisioners get a terminal. Their output then comes at their end only.',
    },
  },
};

/** `config.ssh.default`: what holds when neither the Vagrantfile nor the provider says otherwise. */
export const sshDefaultSettings: SettingTable = {
  of: 'config.ssh.default',
  from: 'Vagrant',
  page: `${vagrantDocs}/vagrantfile/ssh_settings`,
  settings: connection,
};

/** `config.winssh`; communicators/winssh/config.rb. */
export const winsshSettings: SettingTable = {
  of: 'config.winssh',
  from: 'Vagrant',
  page: `${vagrantDocs}/vagrantfile/winssh_settings`,
  settings: {
    ...connection,
    ...session,
    export_command_template: {
      type: 'string',
      default: '"$env:%ENV_KEY%=\\"%ENV_VALUE%\\""',
      meaning:
        'How an environment variable is set in the guest’s shell; for cmd: set %ENV_KEY%="%ENV_VALUE%".',
    },
    shell: {
      type: 'string',
      default: '"powershell"',
      values: ['"powershell"', '"cmd"'],
      meaning:
        'The shell that runs Vagrant’s own commands. `vagrant ssh` gets the one that the guest’s server starts.',
    },
    sudo_command: {
      type: 'string',
      default: '"%c"',
      meaning:
        'How a command gets the rights of an administrator; the user is taken for one. %c stands for the command.',
    },
    upload_directory: {
      type: 'string',
      default: '"C:/Windows/Temp"',
      meaning: 'The folder in the guest into which scripts are copied to be run.',
    },
  },
};

/** `config.winrm`; communicators/winrm/config.rb. */
export const winrmSettings: SettingTable = {
  of: 'config.winrm',
  from: 'Vagrant',
  page: `${vagrantDocs}/vagrantfile/winrm_settings`,
  settings: {
    basic_auth_only: {
      type: 'boolean',
      default: 'false',
      meaning:
        'Whether only Basic authentication is tried. It needs transport = :plaintext, and sends the password readably.',
    },
    codepage: {
      type: 'string',
      meaning: 'The code page of the guest’s console, for Windows older than 7 and Server 2008 R2.',
    },
    execution_time_limit: {
      type: 'string',
      default: '"PT2H"',
      unit: 'ISO 8601 duration',
      meaning: 'How long one command may run in the guest.',
    },
    guest_port: {
      type: 'integer',
      default: '5985',
      meaning:
        'The port of WinRM in the guest, by which its forwarded port is found; 5986 with transport = :ssl.',
    },
    host: { type: 'string', meaning: 'The address to connect to; without it, what the provider says.' },
    max_tries: {
      type: 'integer',
      default: '20',
      meaning: 'How many times a shell that could not be opened is tried, retry_delay apart.',
    },
    password: { type: 'string', default: '"vagrant"', meaning: 'The password of the user.' },
    port: {
      type: 'integer',
      default: '5985',
      meaning: 'The port to connect to when none is forwarded; 5986 with transport = :ssl.',
    },
    retry_delay: {
      type: 'integer',
      default: '2',
      unit: 'seconds',
      meaning: 'The pause between two tries to open a shell.',
    },
    ssl_peer_verification: {
      type: 'boolean',
      default: 'true',
      meaning: 'Whether the guest’s certificate must be trusted; one that signed itself is not.',
    },
    timeout: {
      type: 'integer',
      default: '1800',
      unit: 'seconds',
      meaning:
        'How long the guest may take to answer. A command that runs longer is asked about again and goes on.',
    },
    transport: {
      type: 'symbol',
      default: ':negotiate',
      values: [':negotiate', ':ssl', ':plaintext'],
      meaning: 'How the connection is protected: NTLM or Kerberos, TLS, or not at all.',
    },
    username: { type: 'string', default: '"vagrant"', meaning: 'The user to log in as.' },
  },
};
