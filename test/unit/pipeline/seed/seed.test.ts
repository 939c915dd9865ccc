import assert from 'node:assert/strict';
import { bootLines } from '../../../../src/pipeline/seed/bootArguments';
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
