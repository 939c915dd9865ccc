import { testRule } from '../../support/ruleTests';

/** A build of a cloud image with shell steps, one for each list of commands. */
const build = (image: string, source: string, ...steps: readonly string[]) => ({
  'server.pkr.hcl': `source "${image}" "server" {
  ssh_username = "root"
  ${source}
}

build {
  sources = ["source.${image}.server"]
${steps.map((step) => `\n  ${step}\n`).join('')}}
`,
});

const shell = (...commands: readonly string[]) =>
  `provisioner "shell" {\n    inline = [${commands.map((command) => `"${command}"`).join(', ')}]\n  }`;

const ubuntu = 'image = "ubuntu-24.04"';
const install = ['apt-get update', '«apt-get install -y nginx»'];
const plain = install.map((command) => command.replace(/[«»]/g, ''));

testRule('apt-before-cloud-init', {
  found: {
    'the first command': {
      files: build('hcloud', ubuntu, shell(...install)),
      message: /cloud-init status --wait/,
    },
    'a command after an upload': {
      files: {
        ...build(
          'digitalocean',
          ubuntu,
          'provisioner "file" {\n    source = "a"\n    destination = "/tmp/a"\n  }',
          shell(...install),
        ),
        a: '',
      },
    },
    'an AMI by its name': {
      files: build(
        'amazon-ebs',
        'source_ami_filter {\n    filters = { name = "ubuntu/images/*24.04*" }\n    owners = ["099720109477"]\n  }',
        shell('«sudo apt-get -y upgrade»'),
      ),
    },
  },
  silent: {
    'a wait before it': build('hcloud', ubuntu, shell('cloud-init status --wait', ...plain)),
    'a wait in an earlier step': build('hcloud', ubuntu, shell('cloud-init status --wait'), shell(...plain)),
    'a loop that waits': build(
      'hcloud',
      ubuntu,
      shell('while [ ! -f /var/lib/cloud/instance/boot-finished ]; do sleep 1; done', ...plain),
    ),
    'a pause': build(
      'hcloud',
      ubuntu,
      `provisioner "shell" {\n    pause_before = "30s"\n    inline = ["apt-get install -y nginx"]\n  }`,
    ),
    'a pause before Packer connects': build(
      'hcloud',
      `${ubuntu}\n  pause_before_connecting = "1m"`,
      shell(...plain),
    ),
    'something else before it': build(
      'hcloud',
      ubuntu,
      'provisioner "ansible" {\n    playbook_file = "a.yml"\n  }',
      shell(...plain),
    ),
    'an image of another system': build('hcloud', 'image = "rocky-9"', shell('dnf install -y nginx')),
    'a machine that is installed': build('qemu', 'vm_name = "ubuntu"', shell(...plain)),
  },
});
