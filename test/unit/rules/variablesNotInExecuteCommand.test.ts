import { testRule } from '../../support/ruleTests';

const hcl = (type: string, ...lines: string[]) => ({
  'server.pkr.hcl': `source "qemu" "server" {
  ssh_username = "packer"
}

build {
  sources = ["source.qemu.server"]

  provisioner "${type}" {
${lines.map((line) => `    ${line}\n`).join('')}  }
}
`,
});

const variables = 'environment_vars = ["SHRINK=yes"]';

testRule('variables-not-in-execute-command', {
  found: {
    'a list of variables': {
      files: hcl('shell', variables, 'execute_command = «"sudo sh {{ .Path }}"»', 'inline = ["true"]'),
      message: /has no \{\{ \.Vars \}\}/,
    },
    'a map of variables': {
      files: hcl(
        'windows-shell',
        'env = { SHRINK = "yes" }',
        'execute_command = «"{{.Path}}"»',
        'inline = ["dir"]',
      ),
    },
    PowerShell: {
      files: hcl(
        'powershell',
        variables,
        'execute_command = «"powershell -File {{.Path}}"»',
        'inline = ["dir"]',
      ),
    },
    'in JSON': {
      files: {
        'server.json': `{
  "builders": [{ "type": "qemu", "ssh_username": "packer" }],
  "provisioners": [
    {
      "type": "shell",
      "environment_vars": ["A=b"],
      "execute_command": «"chmod +x {{ .Path }}; sudo {{ .Path }}"»,
      "inline": ["true"]
    }
  ]
}
`,
      },
    },
  },
  silent: {
    'variables that are passed on': hcl(
      'shell',
      variables,
      'execute_command = "{{ .Vars }} sudo -E sh {{ .Path }}"',
      'inline = ["true"]',
    ),
    'a file of variables': hcl(
      'shell',
      variables,
      'use_env_var_file = true',
      'execute_command = ". {{ .EnvVarFile }}; {{ .Path }}"',
      'inline = ["true"]',
    ),
    'a user of its own, for whom another command runs it': hcl(
      'powershell',
      variables,
      'elevated_user = "a"',
      'execute_command = "powershell -File {{.Path}}"',
      'inline = ["dir"]',
    ),
    'no variables': hcl(
      'shell',
      'environment_vars = []',
      'execute_command = "sudo sh {{ .Path }}"',
      'inline = ["true"]',
    ),
    'the command of the provisioner': hcl('shell', variables, 'inline = ["true"]'),
    'a part that is not known': hcl(
      'shell',
      variables,
      'execute_command = "${var.before} sh {{ .Path }}"',
      'inline = ["true"]',
    ),
  },
});
