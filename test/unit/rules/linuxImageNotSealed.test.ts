import { testRule } from '../../support/ruleTests';

/** A build of a Linux image, with lines of its source and the commands of its steps. */
const image = (
  type: string,
  name: string,
  source: readonly string[],
  commands: readonly string[],
  rest: readonly string[] = [],
) => ({
  'server.pkr.hcl': `source «"${type}"» "${name}" {
${source.map((line) => `  ${line}\n`).join('')}}

build {
  sources = ["source.${type}.${name}"]

  provisioner "shell" {
    inline = [${commands.map((command) => JSON.stringify(command)).join(', ')}]
  }
${rest.map((line) => `  ${line}\n`).join('')}}
`,
});

const unmarked = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replace(/[«»]/g, '')]));

const root = ['ssh_username = "root"'];
const install = ['dnf install -y nginx'];
const reset = ['rm -f /etc/ssh/ssh_host_*', 'truncate -s 0 /etc/machine-id'];

testRule('linux-image-not-sealed', {
  found: {
    'a template of Proxmox': {
      files: image('proxmox-iso', 'debian-12', root, install),
      message: /machine ID and SSH host keys, and all machines/,
    },
    'a disk of QEMU, by its ISO file': {
      files: image(
        'qemu',
        'server',
        [...root, 'iso_url = "https://example.test/Rocky-9.4-x86_64-minimal.iso"'],
        install,
      ),
    },
    'a template of vSphere': {
      files: image(
        'vsphere-iso',
        'server',
        [...root, 'guest_os_type = "rhel9_64Guest"', 'convert_to_template = true'],
        install,
      ),
    },
    'the machine ID alone, where cloud-init makes host keys': {
      files: image('proxmox-iso', 'ubuntu-2404', root, ['apt-get install -y cloud-init']),
      message: /keeps its machine ID and cloud-init state, and/,
    },
    'the host keys alone': {
      files: image('proxmox-clone', 'alma-9', root, ['echo -n > /etc/machine-id']),
      message: /keeps its SSH host keys, and/,
    },
    'sudo rights of the user of the build': {
      files: image(
        'proxmox-iso',
        'debian-12',
        ['ssh_username = "packer"'],
        ["echo 'packer ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/packer", ...reset],
      ),
      message: /sudo rights of 'packer'/,
    },
    'a build in JSON': {
      files: {
        'server.json': `{
  "builders": [{ "type": «"qemu"», "name": "centos-9", "ssh_username": "root" }],
  "provisioners": [{ "type": "shell", "inline": ["yum install -y nginx"] }]
}
`,
      },
    },
  },
  silent: {
    'an image that is reset': unmarked(image('proxmox-iso', 'debian-12', root, [...install, ...reset])),
    'an image that is reset by a script of its shutdown_command': unmarked(
      image(
        'qemu',
        'debian-12',
        [...root, 'shutdown_command = "rm -f /etc/machine-id /etc/ssh/ssh_host_*; poweroff"'],
        install,
      ),
    ),
    'a Vagrant box': unmarked(image('qemu', 'debian-12', root, install, ['post-processor "vagrant" {}'])),
    'the image of a cloud': unmarked(image('amazon-ebs', 'debian-12', root, install)),
    'a container': unmarked(image('docker', 'debian-12', [], install)),
    'a machine of vSphere that stays one': unmarked(
      image('vsphere-iso', 'server', [...root, 'guest_os_type = "rhel9_64Guest"'], install),
    ),
    'what Ansible may do': unmarked(
      image('proxmox-iso', 'debian-12', root, install, [
        'provisioner "ansible" {',
        '  playbook_file = "site.yml"',
        '}',
      ]),
    ),
    'what a script may do that is not there': unmarked(
      image('proxmox-iso', 'debian-12', root, install, [
        'provisioner "shell" {',
        '  script = "cleanup.sh"',
        '}',
      ]),
    ),
    'what a downloaded script may do': unmarked(
      image('proxmox-iso', 'debian-12', root, ['curl -s https://example.test/x.sh | sh']),
    ),
    'what is read from a variable': unmarked(
      image('proxmox-iso', 'debian-12', root, install, [
        'provisioner "shell" {',
        '  inline = var.commands',
        '}',
      ]),
    ),
    'answers of the installer that are elsewhere': unmarked(
      image(
        'qemu',
        'debian-12',
        [...root, 'boot_command = ["auto url=https://example.test/preseed.cfg<enter>"]'],
        install,
      ),
    ),
    'answers of the installer that only Packer knows': unmarked(
      image('qemu', 'debian-12', [...root, 'http_content = var.answers'], install),
    ),
    'an unknown system': unmarked(image('proxmox-iso', 'appliance', root, install)),
    'another system': unmarked(image('qemu', 'freebsd-14', root, install)),
    'a system without systemd': unmarked(image('qemu', 'alpine-3-20', root, install)),
    'a service that resets the image when it starts': {
      ...unmarked(
        image('proxmox-iso', 'debian-12', root, install, [
          'provisioner "file" {',
          '  source      = "first-boot.service"',
          '  destination = "/etc/systemd/system/"',
          '}',
        ]),
      ),
      'first-boot.service': 'ExecStart=/bin/sh -c "rm /etc/machine-id; ssh-keygen -A"\n',
    },
  },
});
