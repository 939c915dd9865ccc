import { testRule } from '../../support/ruleTests';

const inline = (line: string, ...more: string[]) =>
  `  provisioner "shell" {\n    inline = [${line}]\n${more.map((one) => `    ${one}\n`).join('')}  }\n`;

const next = inline('"apt-get update"');

const steps = (...written: string[]) => ({
  'server.pkr.hcl': `source "hcloud" "server" {
  ssh_username = "root"
}

build {
  sources = ["source.hcloud.server"]

${written.join('\n')}}
`,
});

const cloud = (userData: string, step: string, ...settings: string[]) => ({
  'server.pkr.hcl': `source "openstack" "server" {
  ssh_username   = "debian"
  user_data_file = "user-data"
${settings.map((line) => `  ${line}\n`).join('')}}

build {
  sources = ["source.openstack.server"]

${step}}
`,
  'user-data': `#cloud-config\n${userData}\n`,
});

testRule('restart-meets-steps', {
  found: {
    "cloud-init's power state": {
      files: cloud('power_state:\n  mode: «reboot»', next),
      message: /^'reboot' restarts the guest after Packer has connected/,
    },
    'a command of cloud-init': { files: cloud('runcmd:\n  - «reboot»', next) },
    'a restart that a package asks for, as an information': {
      files: cloud('«package_reboot_if_required»: true', next),
      severity: 'info',
    },
    'a power state with a condition, as an information': {
      files: cloud('power_state:\n  mode: «reboot»\n  condition: test -f /run/reboot-required', next),
      severity: 'info',
    },
    'a restart in the background': {
      files: steps(inline('"(sleep 2; «reboot») &"'), next),
      message: /^'reboot' restarts the guest after this step has ended/,
    },
    'one in the background of a shell': {
      files: steps(inline(`"«sudo sh -c '(sleep 5 && reboot) &'»"`), next),
    },
    'one a minute later': { files: steps(inline('"«shutdown -r +1»"'), next) },
    'one that comes after the pause': {
      files: steps(inline('"«shutdown -r +2»"'), inline('"true"', 'pause_before = "60s"')),
    },
    'in JSON': {
      files: {
        'server.json': `{
  "builders": [{ "type": "openstack", "ssh_username": "debian" }],
  "provisioners": [
    { "type": "shell", "inline": ["«nohup reboot» &"] },
    { "type": "file", "source": "a", "destination": "/a" }
  ]
}
`,
      },
    },
  },
  silent: {
    'a power state that switches off': cloud('power_state:\n  mode: poweroff', next),
    'a power state with a condition that is false': cloud(
      'power_state:\n  mode: reboot\n  condition: false',
      next,
    ),
    'a pause before Packer connects': cloud(
      'power_state:\n  mode: reboot',
      next,
      'pause_before_connecting = "5m"',
    ),
    'a first step that waits': cloud('power_state:\n  mode: reboot', inline('"true"', 'pause_before = "5m"')),
    'a script of Windows': {
      ...cloud('', next),
      'user-data': '<powershell>\nRestart-Computer -Force\n</powershell>\n',
    },
    'no step in the guest': cloud(
      'power_state:\n  mode: reboot',
      '  provisioner "shell-local" {\n    inline = ["true"]\n  }\n',
    ),
    'a restart that no step follows': steps(inline('"(sleep 2; reboot) &"')),
    'a pause that is long enough': steps(inline('"shutdown -r +1"'), inline('"true"', 'pause_before = "2m"')),
    'a step that expects it': steps(inline('"reboot &"', 'expect_disconnect = true'), next),
    'a step on the host in between': steps(
      inline('"reboot &"'),
      '  provisioner "shell-local" {\n    inline = ["sleep 60"]\n  }\n',
      next,
    ),
    'a restart that is called off': steps(inline('"shutdown -r +5", "shutdown -c"'), next),
  },
});
