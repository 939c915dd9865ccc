import { testRule } from '../../support/ruleTests';

/** An HCL2 template of one build. */
const hcl = (source: readonly string[], build: readonly string[] = [], type = 'qemu') => ({
  'server.pkr.hcl': `source "${type}" "server" {
  ssh_username = "packer"
${source.map((line) => `  ${line}\n`).join('')}}

build {
  sources = ["source.${type}.server"]
${build.map((line) => `  ${line}\n`).join('')}}
`,
});

const step = (type: string, ...lines: string[]) =>
  hcl([], [`provisioner "${type}" {`, ...lines.map((line) => `  ${line}`), '}']);

const last = (type: string, ...lines: string[]) =>
  hcl([], [`post-processor "${type}" {`, ...lines.map((line) => `  ${line}`), '}']);

/** Of the paths that a step or builder checks when Packer starts. */
const found = (files: Record<string, string>) => ({ files, fixed: false as const });
const perhaps = (files: Record<string, string>, message?: RegExp) => ({
  ...found(files),
  severity: 'warning' as const,
  ...(message && { message }),
});

const playbook = { 'site.yml': '- hosts: all\n' };

testRule('file-missing', {
  found: {
    'what is uploaded, of several': found({
      ...step('file', 'sources = ["a.conf", «"b.conf"»]', 'destination = "/tmp/"'),
      'a.conf': '',
    }),
    'user data of any cloud': found(hcl(['user_data_file = «"cloud-init.yml"»'], [], 'hcloud')),
    'custom data': found(hcl(['custom_data_file = «"init.yml"»'], [], 'azure-arm')),
    'a file in metadata': found(
      hcl(['metadata_files = { user-data = «"user-data.yml"» }'], [], 'googlecompute'),
    ),
    'roles that are to be installed': found({
      ...step('ansible', 'playbook_file = "site.yml"', 'galaxy_file = «"requirements.yml"»'),
      ...playbook,
    }),
    'a folder of inventories': found({
      ...step('ansible', 'playbook_file = "site.yml"', 'inventory_directory = «"inventories"»'),
      ...playbook,
    }),
    'an inventory, without which Ansible goes on': perhaps(
      {
        ...step('ansible', 'playbook_file = "site.yml"', 'inventory_file = «"hosts.ini"»'),
        ...playbook,
      },
      /Ansible only warns/,
    ),
    'a folder of ansible-local that is a file': found({
      ...step('ansible-local', 'playbook_file = "site.yml"', 'group_vars = «"vars"»'),
      ...playbook,
      vars: '',
    }),
    'roles of ansible-local': found({
      ...step('ansible-local', 'playbook_file = "site.yml"', 'role_paths = ["roles/a", «"roles/b"»]'),
      ...playbook,
      'roles/a/tasks/main.yml': '',
    }),
    'states of Salt': found(step('salt-masterless', 'local_state_tree = «"salt/states"»')),
    'cookbooks of Chef': found(step('chef-solo', 'cookbook_paths = [«"cookbooks"»]')),
    'modules of Puppet': found({
      ...step('puppet-masterless', 'manifest_file = "site.pp"', 'module_paths = [«"modules"»]'),
      'site.pp': '',
    }),
    'a key, which may be elsewhere': perhaps(
      hcl(['ssh_private_key_file = «"keys/builder"»']),
      /unless the file is put there first/,
    ),
    'the key of a bastion': perhaps(
      hcl(['ssh_bastion_host = "jump"', 'ssh_bastion_private_key_file = «"keys/jump"»']),
    ),
    'a key that is uploaded': perhaps(step('file', 'source = «"id_ed25519.pub"»', 'destination = "/tmp/"')),
    'the machine to start from, which another build makes': {
      ...perhaps(
        hcl(['source_path = «"output-base/base.ovf"»'], [], 'virtualbox-ovf'),
        /unless another build/,
      ),
      severity: 'info' as const,
    },
    'a box to start from': {
      ...perhaps(hcl(['source_path = «"boxes/debian.box"»'], [], 'vagrant')),
      severity: 'info' as const,
    },
    'what goes into a box, which a step may make': perhaps(
      last('vagrant', 'include = [«"info.json"»]'),
      /fails at its end/,
    ),
    'what file() reads': found(hcl(['user_data = file(«"user-data.yml"»)'], [], 'amazon-ebs')),
    'what templatefile() reads': found(
      hcl(['cd_content = { "user-data" = templatefile(«"${path.root}/user-data.pkrtpl.hcl"», {}) }']),
    ),
    'what a function reads in a local': found({
      'server.pkr.hcl': `locals {
  seed = templatefile(«"http/ks.pkrtpl.hcl"», { name = "server" })
}

source "qemu" "server" {
  http_content = { "/ks.cfg" = trimspace(local.seed) }
}

build {
  sources = ["source.qemu.server"]
}
`,
    }),
    'what is read inside of a text': found(
      step('shell', 'inline = ["echo \'${file(«"motd"»)}\' | sudo tee /etc/motd"]'),
    ),
    'what is read from the folder of the template, and lies beside it': found({
      'images/server.pkr.hcl': hcl(['user_data = file(«"user-data.yml"»)'], [], 'amazon-ebs')[
        'server.pkr.hcl'
      ],
      'user-data.yml': '',
    }),
    'a path made of the default of a variable': perhaps({
      'server.pkr.hcl': `variable "name" {
  default = "debian"
}

source "amazon-ebs" "server" {
  user_data = file(«"\${var.name}.yml"»)
}

build {
  sources = ["source.amazon-ebs.server"]
}
`,
    }),
  },
  silent: {
    'what exists': {
      ...step('file', 'sources = ["a.conf", "conf.d/"]', 'destination = "/tmp/"'),
      'a.conf': '',
      'conf.d/b.conf': '',
    },
    'what is downloaded from the guest': step(
      'file',
      'sources = ["/etc/os-release"]',
      'destination = "out/"',
      'direction = "download"',
    ),
    'what the build makes': step(
      'file',
      'sources = ["made.conf"]',
      'destination = "/tmp/"',
      'generated = true',
    ),
    'folders that galaxy fills': {
      ...step(
        'ansible',
        'playbook_file = "site.yml"',
        'roles_path = ".roles"',
        'collections_path = ".collections"',
      ),
      ...playbook,
    },
    'a list of hosts': {
      ...step('ansible', 'playbook_file = "site.yml"', 'inventory_file = "default,other"'),
      ...playbook,
    },
    'a key in the home folder': hcl(['ssh_private_key_file = "~/.ssh/id_rsa"']),
    'keys that are not used': hcl([
      'communicator = "winrm"',
      'ssh_private_key_file = "keys/builder"',
      'ssh_bastion_private_key_file = "keys/jump"',
    ]),
    'a key from a variable without a value': {
      'server.pkr.hcl': `variable "key" {
  default = ""
}

source "qemu" "server" {
  ssh_private_key_file = var.key
}

build {
  sources = ["source.qemu.server"]
}
`,
    },
    'a machine behind an address': hcl(
      ['source_path = "https://example.test/base.ova"'],
      [],
      'virtualbox-ovf',
    ),
    'a machine on another host': hcl(
      ['remote_type = "esx5"', 'source_path = "/vmfs/volumes/a/base.vmx"'],
      [],
      'vmware-vmx',
    ),
    'the name of a box': hcl(['source_path = "debian/bookworm64"'], [], 'vagrant'),
    'a Vagrantfile that the build makes': last(
      'vagrant',
      'vagrantfile_template = "out/Vagrantfile"',
      'vagrantfile_template_generated = true',
    ),
    'what a function tries to read': hcl(['user_data = try(file("user-data.yml"), "")'], [], 'amazon-ebs'),
    'what is read only where it exists': hcl(
      ['user_data = fileexists("user-data.yml") ? file("user-data.yml") : ""'],
      [],
      'amazon-ebs',
    ),
    'what is read in the home folder': hcl(['user_data = file("~/user-data.yml")'], [], 'amazon-ebs'),
    'what a source reads that nobody builds': {
      'server.pkr.hcl': `source "amazon-ebs" "unused" {
  user_data = file("user-data.yml")
}

${hcl([])['server.pkr.hcl']}`,
    },
    'what is read for a step that never runs': hcl(
      [],
      ['provisioner "shell" {', '  only = ["amazon-ebs.other"]', '  inline = [file("other.sh")]', '}'],
    ),
  },
});
