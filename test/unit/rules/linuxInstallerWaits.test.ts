import { testRule } from '../../support/ruleTests';

const server = 'http://{{ .HTTPIP }}:{{ .HTTPPort }}';

/** A build that installs a system by what Packer types. */
const install = (
  boot: readonly string[],
  source: readonly string[] = [],
  type = 'qemu',
  name = 'server',
) => ({
  'server.pkr.hcl': `source "${type}" "${name}" {
  http_directory = "http"
  ssh_username   = "builder"
  boot_command   = [${boot.join(', ')}]
${source.map((line) => `  ${line}\n`).join('')}}

build {
  sources = ["source.${type}.${name}"]
}
`,
});

const kickstart = (ks: string, boot = `"<tab> inst.ks=${server}/ks.cfg<enter>"`, type?: string) => ({
  ...install([boot], [], type),
  'http/ks.cfg': ks,
});

const preseed = (
  answers: string,
  source: readonly string[] = [],
  iso = 'debian-12.5.0-amd64-netinst.iso',
) => ({
  ...install(
    [`"auto url=${server}/preseed.cfg<enter>"`],
    [`iso_url = "https://example.test/${iso}"`, ...source],
  ),
  'http/preseed.cfg': answers,
});

const partman = 'd-i partman-auto/method string regular\n';
const grub = 'd-i grub-installer/only_debian boolean true';

const live = (words: string, source: readonly string[] = [], release = '24.04') =>
  install(
    [`"c<wait>"`, words, '"initrd /casper/initrd<enter>boot<enter>"'],
    [`iso_url = "https://example.test/ubuntu-${release}-live-server-amd64.iso"`, ...source],
  );

const quoted = `"linux /casper/vmlinuz autoinstall 'ds=nocloud;s=${server}/' ---<enter>"`;
const answered = 'autoinstall:\n  version: 1\n  ssh:\n    install-server: true\n';

testRule('linux-installer-waits', {
  found: {
    'a kickstart file that stands still at its end': {
      files: kickstart('rootpw --lock\nautopart\n«halt»\n%packages\n@core\n%end\n'),
      message: /^With 'halt'/,
    },
    'a kickstart file without an end': {
      files: kickstart(
        'lang en_US.UTF-8\nrootpw --lock\nclearpart --all\n«autopart»\n\n%packages\n@core\n%end\n',
      ),
      message: /waits for a key/,
    },
    'a kickstart file whose restart is a comment': {
      files: kickstart('rootpw --lock\n# reboot\n«autopart»\n'),
    },
    'a kickstart file on another hypervisor': {
      files: kickstart('rootpw --lock\n«autopart»\n', `"linux ks=${server}/ks.cfg<enter>"`, 'vmware-iso'),
    },
    'a preseed file without the disk of the boot loader': {
      files: preseed(`${partman}«${grub}»\nd-i finish-install/reboot_in_progress note\n`),
      message: /grub-installer\/bootdev/,
    },
    'user data without their first line': {
      files: {
        ...live(quoted),
        'http/user-data': `«autoinstall:»${answered.slice(12)}`,
        'http/meta-data': '',
      },
      message: /#cloud-config/,
    },
    'user data with a comment before it': {
      files: { ...live(quoted), 'http/user-data': `«# my server»\n#cloud-config\n${answered}` },
    },
    'a kickstart file for the installer of Ubuntu': {
      files: {
        ...live(`"linux /casper/vmlinuz autoinstall ds=nocloud «ks=${server}/ks.cfg»<enter>"`),
        'http/ks.cfg': 'rootpw --lock\nautopart\nreboot\n',
      },
      message: /does not read a kickstart file/,
    },
    'a semicolon that ends the command of GRUB': {
      files: {
        ...live(`"linux /casper/vmlinuz autoinstall «ds=nocloud-net;s=${server}/» ---<enter>"`),
        'http/user-data': `#cloud-config\n${answered}`,
      },
      message: /quotes/,
    },
  },
  silent: {
    'a kickstart file that restarts': kickstart('rootpw --lock\nautopart\nreboot --eject\n'),
    'a kickstart file that switches off by the other word': kickstart('rootpw --lock\nautopart\nshutdown\n'),
    'a kickstart file that switches off': kickstart('rootpw --lock\nautopart\npoweroff\n'),
    'a kickstart file with a script that restarts': kickstart(
      'rootpw --lock\nautopart\n%post\n(sleep 5; reboot) &\n%end\n',
    ),
    'a kickstart file that reads in another': kickstart('rootpw --lock\nautopart\n%include /tmp/end.ks\n'),
    'an installation in cmdline mode': kickstart(
      'rootpw --lock\nautopart\n',
      `"<tab> inst.cmdline inst.ks=${server}/ks.cfg<enter>"`,
    ),
    'a key that is pressed in the end': kickstart(
      'rootpw --lock\nautopart\n',
      `"<tab> inst.ks=${server}/ks.cfg<enter><wait10m><enter>"`,
    ),
    'words that only Packer knows': {
      ...live(`"linux /casper/vmlinuz autoinstall ks=${server}/ks.cfg \${var.more}<enter>"`),
      'http/ks.cfg': 'rootpw --lock\nautopart\n',
    },
    'a kickstart file of ESXi': kickstart('vmaccepteula\nrootpw secret\ninstall --firstdisk\n'),
    'a kickstart file that only Packer knows': {
      'server.pkr.hcl': install([`"<tab> inst.ks=${server}/ks.cfg<enter>"`])['server.pkr.hcl'].replace(
        'http_directory = "http"',
        'http_content   = { "/ks.cfg" = templatefile("ks.pkrtpl", { end = var.end }) }',
      ),
      'ks.pkrtpl': 'rootpw --lock\nautopart\n${end}\n',
    },
    'a kickstart file that no boot command names': {
      ...install(['"<enter>"']),
      'http/ks.cfg': 'rootpw --lock\nautopart\n',
    },
    'a preseed file with the disk of the boot loader': preseed(
      `${partman}${grub}\nd-i grub-installer/bootdev string default\n`,
    ),
    'a preseed file for a machine with EFI': preseed(`${partman}${grub}\n`, ['firmware = "OVMF.fd"']),
    'a preseed file for a machine that may have EFI': preseed(`${partman}${grub}\n`, ['efi_boot = var.efi']),
    'a preseed file for Debian 7': preseed(`${partman}${grub}\n`, [], 'debian-7.11.0-amd64-netinst.iso'),
    'a preseed file for an unknown system': preseed(`${partman}${grub}\n`, [], 'mini.iso'),
    'a preseed file that includes others': preseed(`${partman}${grub}\nd-i preseed/include string x.cfg\n`),
    'user data with their first line': { ...live(quoted), 'http/user-data': `#cloud-config\n${answered}` },
    'user data of another form': {
      ...live(quoted),
      'http/user-data': `## template: jinja\n#cloud-config\n${answered}`,
    },
    'a semicolon behind a backslash': {
      ...live(`"linux /casper/vmlinuz autoinstall ds=nocloud\\\\;s=${server}/ ---<enter>"`),
      'http/user-data': `#cloud-config\n${answered}`,
    },
    'a semicolon on the command line of isolinux': {
      ...install([`"<esc>/casper/vmlinuz autoinstall ds=nocloud-net;s=${server}/<enter>"`]),
      'http/user-data': `#cloud-config\n${answered}`,
    },
    'a kickstart file of the older installer': {
      ...install(
        [`"/install/vmlinuz ks=${server}/ks.cfg<enter>"`],
        ['iso_url = "https://example.test/ubuntu-18.04.6-server-amd64.iso"'],
      ),
      'http/ks.cfg': 'rootpw --lock\nautopart\nreboot\n',
    },
  },
});
