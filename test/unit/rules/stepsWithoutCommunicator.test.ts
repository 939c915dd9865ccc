import { testRule } from '../../support/ruleTests';

const hcl = (communicator: string, ...steps: string[]) => ({
  'server.pkr.hcl': `source "qemu" "server" {
  communicator = ${communicator}
}

build {
  sources = ["source.qemu.server"]

${steps.map((step) => `  ${step}\n`).join('')}}
`,
});

testRule('steps-without-communicator', {
  found: {
    'a shell step': {
      files: hcl('"none"', 'provisioner «"shell"» {\n    inline = ["dnf -y upgrade"]\n  }'),
      message: /^'shell' needs a connection to the guest.* the build fails here/,
    },
    'a step that is left out': {
      files: {
        'server.json': `{
  "builders": [{ "type": "vsphere-iso", "communicator": "none" }],
  "provisioners": [{ "type": «"shell"», "inline": ["true"] }]
}
`,
      },
      message: /Packer leaves it out/,
    },
    'an upload, and no step on the host': {
      files: hcl(
        '"none"',
        'provisioner «"file"» {\n    source = "a"\n    destination = "/a"\n  }',
        'provisioner "shell-local" {\n    inline = ["true"]\n  }',
      ),
    },
    'in JSON': {
      files: {
        'server.json': `{
  "builders": [{ "type": "virtualbox-iso", "communicator": "none" }],
  "provisioners": [{ "type": «"windows-restart"» }]
}
`,
      },
    },
  },
  silent: {
    'a step on the host': hcl('"none"', 'provisioner "shell-local" {\n    inline = ["true"]\n  }'),
    'a communicator': hcl('"ssh"', 'provisioner "shell" {\n    inline = ["true"]\n  }'),
    'one that is not known': hcl('var.kind', 'provisioner "shell" {\n    inline = ["true"]\n  }'),
    'a step of another plugin': hcl('"none"', 'provisioner "ansible" {\n    playbook_file = "a.yml"\n  }'),
    'a step of another build': hcl(
      '"none"',
      'provisioner "shell" {\n    only = ["qemu.other"]\n    inline = ["true"]\n  }',
    ),
  },
});
