import { testRule } from '../../support/ruleTests';

const build = (autoinstall: string, source = '') => ({
  'server.pkr.hcl': `source "qemu" "ubuntu" {
  http_directory = "http"
  boot_command   = ["c", "linux /casper/vmlinuz autoinstall 'ds=nocloud;s=http://{{ .HTTPIP }}:{{ .HTTPPort }}/' ---<enter>"]
  ssh_username   = "builder"
${source}}

build {
  sources = ["source.qemu.ubuntu"]
}
`,
  'http/user-data': `#cloud-config\n${autoinstall}`,
});

const start = '«autoinstall»:\n  version: 1\n  identity: {username: builder}\n';
const plain = start.replace(/[«»]/g, '');

testRule('ssh-server-not-installed', {
  found: {
    'no word of SSH': { files: build(start) },
    'an SSH section that does not install it': {
      files: build(`${start}  ssh:\n    allow-pw: true\n`),
      message: /install-server: true/,
    },
    'an SSH section that says no': { files: build(`${start}  ssh:\n    install-server: false\n`) },
    'packages and commands of other kinds': {
      files: build(
        `${start}  packages: [curl]\n  late-commands:\n    - curtin in-target -- apt-get install -y git\n`,
      ),
    },
  },
  silent: {
    'a server that is installed': build(`${plain}  ssh:\n    install-server: true\n`),
    'a server among the packages': build(`${plain}  packages: [openssh-server]\n`),
    'a server that a command installs': build(
      `${plain}  late-commands:\n    - curtin in-target -- apt-get install -y openssh-server\n`,
    ),
    'a command that may do anything': build(
      `${plain}  late-commands:\n    - curl -s https://example.test/x.sh | sh\n`,
    ),
    'a build that does not connect': build(plain, '  communicator   = "none"\n'),
    'a file that is no autoinstall file': build('packages: [curl]\n'),
  },
});
