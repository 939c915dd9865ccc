import { testRule } from '../../support/ruleTests';

const build = (
  source: string,
  autoinstall = 'autoinstall:\n  version: 1\n  ssh:\n    install-server: true\n',
  iso = 'ubuntu-22.04.4-live-server-amd64.iso',
  type = 'qemu',
) => ({
  'server.pkr.hcl': `source "${type}" "ubuntu" {
  iso_url        = "https://example.test/${iso}"
  http_directory = "http"
  boot_command   = ["c", "linux /casper/vmlinuz autoinstall 'ds=nocloud;s=http://{{ .HTTPIP }}:{{ .HTTPPort }}/' ---<enter>"]
  ssh_username   = "builder"
${source}}

build {
  sources = ["source.${type}.ubuntu"]
}
`,
  'http/user-data': `#cloud-config\n${autoinstall}`,
});

testRule('installer-uses-up-attempts', {
  found: {
    'few attempts': {
      files: build('  ssh_handshake_attempts = «20»\n  ssh_timeout = "40m"\n'),
      message: /20 refused attempts/,
    },
    'few attempts without a timeout': { files: build('  ssh_handshake_attempts = «"5"»\n') },
    'those that Packer takes by itself': {
      files: Object.fromEntries(
        Object.entries(build('')).map(([name, text]) => [
          name,
          text.replace('source "qemu"', 'source «"qemu"»'),
        ]),
      ),
      message: /10 refused attempts/,
    },
  },
  silent: {
    'many attempts': build('  ssh_handshake_attempts = 100\n'),
    'a timeout alone': build('  ssh_timeout = "40m"\n'),
    'no limit': build('  ssh_handshake_attempts = 0\n  ssh_timeout = "40m"\n'),
    'a number that is not known': build('  ssh_handshake_attempts = var.attempts\n'),
    'a server that is stopped': build(
      '  ssh_handshake_attempts = 20\n',
      'autoinstall:\n  version: 1\n  early-commands:\n    - systemctl stop ssh\n',
    ),
    'another port': build('  ssh_handshake_attempts = 20\n  ssh_port = 2222\n'),
    'an agent in the guest': build('  ssh_handshake_attempts = 20\n', undefined, undefined, 'proxmox-iso'),
    'the older installer': build(
      '  ssh_handshake_attempts = 20\n',
      undefined,
      'ubuntu-18.04.6-server-amd64.iso',
    ),
  },
});
