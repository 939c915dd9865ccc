import { testRule } from '../../support/ruleTests';

const json = (...provisioners: object[]) =>
  `${JSON.stringify({ builders: [{ type: 'qemu', communicator: 'ssh', ssh_username: 'root' }], provisioners }, null, 2)}\n`;
const hcl = (provisioner: string) => `source "qemu" "linux" {
  ssh_username = "root"
}
build {
  sources = ["source.qemu.linux"]
${provisioner}}
`;
const shell = (lines: string, more: object = {}) => json({ type: 'shell', inline: [lines], ...more });

testRule('linux-reboot-without-expect-disconnect', {
  found: {
    'a reboot in JSON': {
      files: { 'linux.json': shell('«sudo reboot»') },
      message: /'sudo reboot' restarts the guest/,
      fixed: {
        'linux.json': shell('sudo reboot').replace(
          '"type": "shell",\n',
          '$&      "expect_disconnect": true,\n',
        ),
      },
    },
    'one in a script, in HCL2': {
      files: {
        'linux.pkr.hcl': hcl(
          '  provisioner "shell" {\n    execute_command = "sudo {{.Path}}"\n    script          = "scripts/update.sh"\n  }\n',
        ),
        'scripts/update.sh': '#!/bin/sh\napt-get upgrade -y\n«/sbin/shutdown -r now»\nsleep 60\n',
      },
      fixed: {
        'linux.pkr.hcl': hcl(
          '  provisioner "shell" {\n    expect_disconnect = true\n    execute_command = "sudo {{.Path}}"\n    script          = "scripts/update.sh"\n  }\n',
        ),
      },
    },
    'a step on one line, and a setting that says no': {
      files: {
        'a.pkr.hcl': hcl('  provisioner "shell" { inline = ["«systemctl reboot»"] }\n'),
      },
      fixed: {
        'a.pkr.hcl': hcl(
          '  provisioner "shell" {\n    expect_disconnect = true\n    inline = ["systemctl reboot"]\n  }\n',
        ),
      },
    },
    'a setting that says no': {
      files: { 'linux.json': shell('«init 6»', { expect_disconnect: false }) },
      fixed: { 'linux.json': shell('init 6', { expect_disconnect: true }) },
    },
    'one that a condition decides on': {
      files: { 'linux.json': shell('if [ -f /var/run/reboot-required ]; then «reboot»; fi') },
      severity: 'warning',
    },
  },
  silent: {
    'one that is expected': {
      'a.json': shell('reboot', { expect_disconnect: true }),
      'b.json': shell('reboot', { expect_disconnect: 'true' }),
      'c.json': shell('reboot', { valid_exit_codes: [0, 2300218] }),
      'd.json': shell('reboot', { expect_disconnect: '{{user `expected`}}' }),
    },
    'one that comes when the script is through': {
      'a.json': shell('shutdown -r +1'),
      'b.json': shell("nohup sh -c 'sleep 5; reboot' &"),
      'c.json': shell('(sleep 5; reboot) &'),
    },
    'a batch file that a Windows guest runs over SSH': {
      'w.json': json({ type: 'shell', script: 'x.bat', execute_command: 'cmd /c {{.Path}}' }),
      'x.bat': 'echo done ^(reboot ^)\r\nreboot required^\r\n',
    },
    'what switches off': { 'linux.json': shell('poweroff') },
    'what is only written': { 'linux.json': shell('echo reboot # reboot') },
    'a reboot on the machine that runs Packer': {
      'linux.json': json({ type: 'shell-local', inline: ['reboot'] }),
    },
    'a reboot of Windows, which another rule finds': {
      'windows.json': json({ type: 'powershell', inline: ['Restart-Computer'] }),
    },
  },
});
