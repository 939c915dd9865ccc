import { testRule } from '../../support/ruleTests';

/** A build of shell steps with one command each; in `«…»` what must be found. */
const steps = (...commands: readonly string[]) => ({
  'server.pkr.hcl': `source "qemu" "server" {
  ssh_username = "root"
}

build {
  sources = ["source.qemu.server"]
${commands
  .map((command) =>
    command.startsWith('provisioner')
      ? `\n  ${command}\n`
      : `\n  provisioner "shell" {\n    expect_disconnect = true\n    inline = ["${command}"]\n  }\n`,
  )
  .join('')}}
`,
});

const headers = 'apt-get install -y linux-headers-$(uname -r)';

testRule('kernel-upgrade-without-restart', {
  found: {
    'headers after an upgrade': { files: steps('apt-get -y dist-upgrade', `«${headers}»`) },
    'headers after an upgrade in one script': {
      files: steps(`dnf -y update && «dnf -y install kernel-devel-$(uname -r)»`),
    },
    'guest additions after a kernel': {
      files: steps(
        'apt-get install -y linux-image-generic',
        'mount /dev/cdrom /mnt',
        '«/mnt/VBoxLinuxAdditions.run»',
      ),
      message: /VBoxLinuxAdditions/,
    },
  },
  silent: {
    'a restart between them': steps('apt-get -y dist-upgrade', 'reboot', headers),
    'a restart that only a condition decides on': steps(
      'apt-get -y dist-upgrade',
      '[ -f /var/run/reboot-required ] && reboot',
      headers,
    ),
    'an upgrade of packages with the same names': steps('apt-get -y upgrade', headers),
    'an upgrade that leaves the kernel': steps(
      'dnf -y update --exclude=kernel*',
      'dnf -y install kernel-devel-$(uname -r)',
    ),
    'headers before the upgrade': steps(headers, 'apt-get -y dist-upgrade'),
    'branches of which one runs': steps(
      'if grep -q ubuntu /etc/os-release; then apt-get -y dist-upgrade; else yum install -y kernel-devel-$(uname -r); fi',
    ),
    'something between them that may restart': steps(
      'apt-get -y dist-upgrade',
      'provisioner "ansible" { playbook_file = "a.yml" }',
      headers,
    ),
    'a script between them that is not read': steps(
      'apt-get -y dist-upgrade',
      '/usr/local/bin/restart',
      headers,
    ),
  },
});
