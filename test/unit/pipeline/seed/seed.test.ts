import assert from 'node:assert/strict';
import { bootLines } from '../../../../src/pipeline/seed/bootArguments';
import { readPipeline } from '../../../../src/pipeline/pipeline';
import { readTemplate } from '../../../../src/pipeline/template/readTemplate';
import { describeTakeOver } from '../../../../src/words/takeOver';
import { memoryFiles } from '../../../support/memoryFiles';
import { pipelineOf, templateOf } from '../../../support/templates';

const typed = (...boot_command: string[]) => {
  const [build] = templateOf({ builders: [{ type: 'qemu', boot_command }] }).builds;
  assert.ok(build);
  return bootLines(build).map((line) => line.map(({ text }) => text));
};

describe('What Packer types at the start', () => {
  it('is lines of words, without keys, quotes and pauses', () =>
    assert.deepEqual(
      typed(
        '<esc><wait>',
        "auto <wait5>url='http://{{ .HTTPIP }}",
        ":{{ .HTTPPort }}/a b'<enter>",
        'boot<f10>',
      ),
      [['auto', 'url=http://{{ .HTTPIP }}:{{ .HTTPPort }}/a b'], ['boot']],
    ));

  it('keeps what quotes hold together', () =>
    assert.deepEqual(typed('linux "ds=nocloud;s=http://x/" quiet'), [
      ['linux', 'ds=nocloud;s=http://x/', 'quiet'],
    ]));
});

/** The labels of what the installer does, each with the facts of its scripts. */
function installation(builder: object, files: Record<string, string> = {}): string[] {
  const [timeline] = pipelineOf(
    { builders: [{ type: 'qemu', http_directory: 'http', ...builder }] },
    files,
  ).timelines;
  return (timeline?.steps ?? [])
    .filter(({ phase }) => phase === 'install')
    .map(({ label, scripts }) =>
      [label, ...scripts.flatMap(({ effects }) => effects.map(({ fact }) => fact.kind))].join(', '),
    );
}

const server = 'http://{{ .HTTPIP }}:{{ .HTTPPort }}';

describe('The installation in a timeline', () => {
  it('is what a kickstart file says', () =>
    assert.deepEqual(
      installation(
        { boot_command: [`<tab> inst.ks=${server}/ks.cfg<enter>`] },
        {
          '/project/http/ks.cfg':
            'user --name=builder --password=secret\nreboot\n%packages\n@core # all\nsudo\n%end\n%post\nuseradd x\nsystemctl enable sshd\n%end\n%post --interpreter=/usr/bin/python3\nprint()\n%end\n',
        },
      ),
      ['account builder', 'packages: @core sudo', '%post, account, enablesService', '%post', 'reboot'],
    ));

  it('is what a preseed file says, in the order in which it happens', () =>
    assert.deepEqual(
      installation(
        { boot_command: [`auto preseed/url=${server}/a/preseed.cfg<enter>`] },
        {
          '/project/http/a/preseed.cfg':
            'd-i finish-install/reboot_in_progress note\nd-i preseed/late_command string in-target systemctl enable ssh; \\\n rm /target/etc/machine-id\nd-i passwd/username string builder\nd-i pkgsel/include string sudo\n',
        },
      ),
      ['account builder', 'packages: sudo', 'late_command, enablesService, machineId', 'reboot'],
    ));

  it('is what an autoinstall file says, on the server or on a CD', () => {
    const text =
      '#cloud-config\nautoinstall:\n  identity: {username: builder}\n  early-commands: [systemctl stop ssh]\n  late-commands:\n    - echo x > /target/etc/sudoers.d/x\n';
    const expected = [
      'early-commands, stopsService',
      'account builder',
      'late-commands, sudoRights',
      'reboot',
    ];
    assert.deepEqual(
      installation(
        { boot_command: [`linux /casper/vmlinuz autoinstall 'ds=nocloud-net;s=${server}/u/' ---<enter>`] },
        { '/project/http/u/user-data': text },
      ),
      expected,
    );
    assert.deepEqual(
      installation({
        boot_command: ['linux /casper/vmlinuz autoinstall<enter>'],
        cd_label: 'cidata',
        cd_content: { '/user-data': text, 'meta-data': '' },
      }),
      expected,
    );
  });

  it('is on a floppy disk and on a CD, too', () => {
    assert.deepEqual(
      installation(
        { boot_command: ['linux ks=hd:fd0:/ks.cfg<enter>'], floppy_files: ['ks.cfg'] },
        { '/project/ks.cfg': 'poweroff\n' },
      ),
      ['poweroff'],
    );
    assert.deepEqual(
      installation({
        boot_command: ['linux inst.ks=cdrom:/ks.cfg<enter>'],
        cd_content: { 'ks.cfg': 'halt\n' },
      }),
      ['halt'],
    );
  });

  it('is not known where the file is not', () => {
    const boot_command = [`linux ks=${server}/ks.cfg<enter>`];
    assert.deepEqual(installation({ boot_command }), ['ks.cfg (not read)']);
    assert.deepEqual(installation({ boot_command: ['linux ks=https://example.test/ks.cfg<enter>'] }), [
      'ks.cfg (not read)',
    ]);
    assert.deepEqual(
      installation({
        boot_command,
        http_directory: undefined,
        http_content: { '/ks.cfg': '{{ user `x` }}' },
      }),
      ['ks.cfg (not read)'],
    );
  });

  it('is not there where nothing is named, or nothing is installed', () => {
    assert.deepEqual(installation({ boot_command: ['<enter>'] }), []);
    assert.deepEqual(installation({ boot_command: [`ks=${server}/ks.cfg`], disk_image: true }), []);
  });
});

describe('The installation in a timeline, of other systems', () => {
  it('is what an AutoYaST profile says, from the server or a disk', () => {
    const profile = `<?xml version="1.0"?>
<profile xmlns="http://www.suse.com/1.0/yast2ns" xmlns:config="http://www.suse.com/1.0/configns">
  <general><mode><final_halt config:type="boolean">true</final_halt></mode></general>
  <software><packages><package>sudo</package><package>vim</package></packages></software>
  <users><user><username>builder</username></user></users>
  <services-manager><services><enable><service>sshd</service></enable></services></services-manager>
  <scripts>
    <init-scripts><script><source><![CDATA[rm /etc/machine-id]]></source></script></init-scripts>
    <chroot-scripts><script><interpreter>python</interpreter><source>reboot</source></script></chroot-scripts>
    <pre-scripts><script><source>systemctl stop sshd</source></script></pre-scripts>
  </scripts>
</profile>`;
    const expected = [
      'pre-scripts, stopsService',
      'packages: sudo vim',
      'account builder',
      'services: sshd',
      'chroot-scripts',
      'init-scripts, machineId',
      'poweroff',
    ];
    assert.deepEqual(
      installation(
        { boot_command: [`linux autoyast=${server}/a/inst.xml textmode=1<enter>`] },
        { '/project/http/a/inst.xml': profile },
      ),
      expected,
    );
    for (const place of ['device://sr1/inst.xml', 'label://OEMDRV/inst.xml', 'cd:/inst.xml'])
      assert.deepEqual(
        installation({ boot_command: [`autoyast2=${place}<f10>`], cd_content: { '/inst.xml': profile } }),
        expected,
      );
  });

  it('is not read where the profile is none', () =>
    assert.deepEqual(
      installation(
        { boot_command: [`autoyast=${server}/x.xml<enter>`] },
        { '/project/http/x.xml': '<profile><users>' },
      ),
      ['x.xml (not read)'],
    ));

  it('is what files in JSON say, of Agama, Photon and Ignition', () => {
    const read = (argument: string, answers: object) =>
      installation(
        { boot_command: [`linux ${argument}=${server}/a.json<enter>`] },
        { '/project/http/a.json': JSON.stringify(answers) },
      );
    assert.deepEqual(
      read('inst.auto', {
        product: { id: 'Leap' },
        user: { userName: 'builder' },
        software: { packages: ['vim'] },
        scripts: { post: [{ name: 'x', content: '#!/bin/bash\nsystemctl enable sshd' }] },
      }),
      ['packages: vim', 'account builder', 'post script, enablesService'],
    );
    assert.deepEqual(
      read('ks', {
        hostname: 'x',
        password: { text: 'x' },
        packages: ['minimal', 'sudo'],
        postinstall: ['#!/bin/sh', 'useradd builder', "echo 'builder ALL' > /etc/sudoers.d/builder"],
      }),
      ['packages: minimal sudo', 'postinstall, account, sudoRights', 'reboot'],
    );
    assert.deepEqual(
      read('ignition.config.url', {
        ignition: { version: '3.4.0' },
        passwd: { users: [{ name: 'core' }] },
        systemd: { units: [{ name: 'x.service', enabled: true }, { name: 'y.service' }] },
      }),
      ['account core', 'services: x.service'],
    );
    assert.deepEqual(read('inst.auto', { other: 1 }), ['a.json (not read)']);
  });

  it('takes the address of user data for the beginning of a name, too', () => {
    const text = '#cloud-config\nautoinstall:\n  identity: {username: builder}\n';
    for (const [words, path] of [
      [`ds=nocloud-net\\;s=${server}/x.`, 'x.user-data'],
      [`ds=nocloud-net\\;s=${server}/x`, 'x/user-data'],
      [`cloud-config-url=${server}/x.cfg`, 'x.cfg'],
    ])
      assert.deepEqual(
        installation(
          { boot_command: [`linux autoinstall ${words}<enter>`] },
          { [`/project/http/${path}`]: text },
        ),
        ['account builder', 'reboot'],
        path,
      );
  });
});

describe('What is typed into a live system', () => {
  const typedInto = (lines: string[], files: Record<string, string>) =>
    installation({ boot_command: lines.map((line) => `${line}<enter><wait>`) }, files);

  it('are scripts that it fetches and runs, by whatever name', () => {
    const files = { '/project/http/inst.sh': 'useradd builder\nreboot\n' };
    for (const lines of [
      ['root', `wget -O /tmp/a.sh ${server}/inst.sh && sh /tmp/a.sh`],
      [`curl ${server}/inst.sh -o a.sh`, 'chmod +x a.sh; X=1 ./a.sh'],
      [`fetch -o /tmp/conf ${server}/inst.sh`, "sh -c '{ bsdinstall script /tmp/conf ; }'"],
      [`curl -s ${server}/inst.sh | sudo bash`],
      [`ftp -o /c.sh ${server}/inst.sh`, 'chroot /mnt < /c.sh'],
    ])
      assert.deepEqual(typedInto(lines, files), ['inst.sh, account, reboot'], lines.join('\n'));
  });

  it('are answers that it fetches, and how it ends', () => {
    assert.deepEqual(
      typedInto(
        [
          `wget ${server}/alpine.cfg`,
          'printf "x\\ny\\n" | sh /sbin/setup-alpine -f /root/alpine.cfg && reboot',
        ],
        { '/project/http/alpine.cfg': 'USEROPTS="-a -u builder"\nSSHDOPTS="-c openssh"\nNTPOPTS=none\n' },
      ),
      ['account builder', 'services: openssh', 'reboot'],
    );
    assert.deepEqual(
      typedInto([`ftp -o i.conf ${server}/i.conf`, 'install -af i.conf && shutdown -r now'], {
        '/project/http/i.conf': 'Setup a user = builder\nStart sshd = yes\n# Setup a user = x\n',
      }),
      ['account builder', 'services: sshd', 'reboot'],
    );
  });

  it('are not files that it fetches and does not run', () => {
    assert.deepEqual(typedInto([`wget ${server}/x.sh`, 'chmod +x x.sh', 'reboot'], {}), []);
    assert.deepEqual(typedInto(['sh /root/x.sh', 'reboot'], {}), []);
    assert.deepEqual(typedInto([`wget ${server}/x.sh`, 'sh x.sh'], {}), ['x.sh (not read)']);
  });
});

/** The steps of the installation of an HCL2 template, each with the text at its place. */
function installationOfHcl(hcl: string, files: Record<string, string>): string[] {
  const all = memoryFiles({ ...files, '/project/a.pkr.hcl': hcl });
  const template = readTemplate('/project/a.pkr.hcl', all);
  assert.ok(template);
  const [timeline] = readPipeline(template, all).timelines;
  return (timeline?.steps ?? [])
    .filter(({ phase }) => phase === 'install')
    .map(({ label, location: { path, span } }) => {
      const at = all.read(path)?.slice(span.start, span.end).split('\n')[0];
      return `${label} at ${path.replace(/^.*\//, '')}: ${at}`;
    });
}

describe('The installation in a timeline, of a template with conditions', () => {
  const hcl = (command: string, content: string) => `
variable "from" { type = string }
variable "user" { type = string }
variable "secret" {
  type      = string
  sensitive = true
}
variable "more" { type = list(string) }
locals {
  files = {
    "/ks.cfg"   = templatefile("\${path.root}/ks.pkrtpl.hcl", { user = var.user, secret = var.secret, more = var.more })
    "/other.cfg" = "poweroff"
  }
  command = var.from == "http" ? "inst.ks=http://{{ .HTTPIP }}:{{ .HTTPPort }}/${command}" : "inst.ks=cdrom:/ks.cfg"
}
source "qemu" "x" {
  boot_command = ["<tab> text \${local.command}<enter>"]
  http_content = var.from == "http" ? local.files : null
  cd_content   = ${content} ? local.files : null
}
build { sources = ["source.qemu.x"] }
`;
  const ks =
    'user --name=${user} --password=${secret}\n%packages\nsudo\n%{ for one in more ~}\n${one}\n%{ endfor ~}\n%end\nreboot\n';

  it('is what all cases have in common, in the file that is filled in', () =>
    assert.deepEqual(
      installationOfHcl(hcl('ks.cfg', 'var.from == "disk"'), { '/project/ks.pkrtpl.hcl': ks }),
      [
        'account ${user} at ks.pkrtpl.hcl: user --name=${user} --password=${secret}',
        'packages: sudo at ks.pkrtpl.hcl: %packages',
        'reboot at ks.pkrtpl.hcl: reboot',
      ],
    ));

  it('is not known where the cases differ', () =>
    assert.deepEqual(
      installationOfHcl(hcl('other.cfg', 'var.from == "disk"'), { '/project/ks.pkrtpl.hcl': ks }),
      [],
    ));
});

describe('When Packer connects to a system that is installed', () => {
  const connects = (builder: object, text: string) => {
    const [timeline] = pipelineOf(
      { builders: [{ type: 'qemu', http_directory: 'http', communicator: 'ssh', ...builder }] },
      { '/project/http/user-data': text, '/project/http/ks.cfg': text },
    ).timelines;
    return timeline && describeTakeOver(timeline.takeOver);
  };
  const ubuntu = {
    iso_url: 'https://example.test/ubuntu-24.04-live-server-amd64.iso',
    boot_command: [`linux autoinstall "ds=nocloud;s=${server}/"<enter>`],
  };
  const refused =
    'Packer connects when the installed system answers; the SSH server of the installer answers earlier, and refuses it';
  const silent = 'Packer connects when the installed system answers';

  it('is behind the installation, whose own server may answer before', () => {
    const text = '#cloud-config\nautoinstall:\n  identity: {username: x}\n';
    assert.equal(connects(ubuntu, text), refused);
    assert.equal(connects(ubuntu, `${text}  early-commands: [systemctl stop ssh]\n`), silent);
    const anaconda = (words: string) => ({
      boot_command: [`linux ${words} inst.ks=${server}/ks.cfg<enter>`],
    });
    assert.equal(connects(anaconda('text'), 'reboot\n'), silent);
    assert.equal(connects(anaconda('inst.sshd'), 'reboot\n'), refused);
  });

  it('is as soon as the guest answers where no installation is known', () =>
    assert.equal(
      connects({ boot_command: ['<enter>'] }, ''),
      'Packer connects as soon as the guest answers',
    ));
});

describe('User data of an image that is installed already', () => {
  const userData = (builder: object, files: Record<string, string> = {}) =>
    (
      pipelineOf(
        { builders: [{ type: 'qemu', disk_image: true, http_directory: 'http', ...builder }] },
        files,
      ).timelines[0]?.steps ?? []
    )
      .filter(({ phase }) => phase === 'userData')
      .flatMap(({ scripts }) => scripts.flatMap(({ effects }) => effects.map(({ fact }) => fact.kind)));
  const text = '#cloud-config\nruncmd: [useradd x]\n';

  it('comes from a disk that is called cidata, or from the server', () => {
    assert.deepEqual(userData({ cd_label: 'cidata', cd_content: { 'user-data': text } }), ['account']);
    const serial = { qemuargs: [['-smbios', `type=1,serial=ds=nocloud-net;s=${server}/`]] };
    assert.deepEqual(userData(serial, { '/project/http/user-data': text }), ['account']);
  });

  it('is not on other disks, nor taken where something is installed', () => {
    assert.deepEqual(userData({ cd_label: 'data', cd_content: { 'user-data': text } }), []);
    assert.deepEqual(
      userData({ disk_image: false, cd_label: 'cidata', cd_content: { 'user-data': text } }),
      [],
    );
  });
});
