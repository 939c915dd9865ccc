import assert from 'node:assert/strict';
import { runEvents, readRunEvent } from '../../../../../src/tools/packer/output/runEvents';
import { RunProgress } from '../../../../../src/tools/packer/output/runProgress';
import type { ExpectedBuild } from '../../../../../src/tools/packer/output/runProgress';
import type { RunStep } from '../../../../../src/tools/packer/output/runStep';
import { recorded } from '../../../../support/recorded';

/** Later than all that is recorded. */
const now = Date.parse('2030-01-01T00:00:00Z');

function follow(output: string, expected: readonly ExpectedBuild[] = [], at = now): RunProgress {
  const progress = new RunProgress(expected);
  for (const line of output.split('\n')) progress.line(line, at);
  return progress;
}

/** The steps of a build in short: kind, place of the provisioner, text, seconds, `!` for one that failed. */
const brief = (steps: readonly RunStep[], build: string): string[] =>
  steps
    .filter((step) => step.build === build)
    .map(({ kind, provisioner, text, began, ended, failed }) => {
      const place = provisioner === undefined ? '' : ` ${provisioner}`;
      const seconds = ended === undefined ? '' : ` ${(ended - began) / 1000} s`;
      return `${kind}${place}: ${text.replace(/packer-shell\d+/, 'packer-shell')}${seconds}${failed ? ' !' : ''}`;
    });

/** The template of the recording. */
const expected: ExpectedBuild[] = [
  {
    name: 'one',
    provisioners: ['shell-local', 'shell-local', 'breakpoint', 'shell-local', 'shell-local'],
    announcements: [1, 2, 1, 1, 1],
  },
  {
    name: 'null',
    provisioners: ['shell-local', 'shell-local', 'breakpoint', 'shell-local'],
    announcements: [1, 2, 1, 1],
  },
];

for (const version of ['1.6.6', '1.16.0'])
  describe(`RunProgress of a run of Packer ${version}`, () => {
    const calls = recorded(`packer/runs-${version}.txt`);
    const output = (what: string) =>
      (calls.get(`packer build -color=false -timestamp-ui ${what}`) ?? assert.fail(what)).stdout;

    it('knows the steps of two builds at once, with their provisioners', () => {
      const { steps, current, builds, outcome } = follow(output('run.json'), expected);
      assert.deepEqual(
        brief(steps, 'one').map((step) => step.replace(/ [\d.]+ s$/, '')),
        [
          'provision 0: Running local shell script: /tmp/packer-shell',
          'provision 1: Running local shell script: scripts/first.sh',
          'provision 1: Running local shell script: scripts/second.sh',
          'wait 2: Pausing 1s before the next provisioner...',
          'provision 3: Running local shell script: /tmp/packer-shell',
          'provision 4: Running local shell script: scripts/twice.sh',
          'provision 4: Running local shell script: scripts/twice.sh',
          'post-process: Running post-processor: shell-local',
        ],
      );
      assert.deepEqual(
        brief(steps, 'null').map((step) => step.replace(/: .*?(?= [\d.]+ s$)/, '')),
        [
          'provision 0 1 s',
          'provision 1 0 s',
          'provision 1 0 s',
          'wait 2 1 s',
          'provision 3 0 s',
          'post-process 1 s',
        ],
      );
      assert.deepEqual(current, []);
      assert.deepEqual(builds.map(({ name, failed }) => [name, failed]).sort(), [
        ['null', undefined],
        ['one', undefined],
      ]);
      assert.equal(outcome.artifacts.length, 4);
    });

    it('says which step failed', () => {
      const { steps, builds } = follow(output('fail.json'), [
        { name: 'null', provisioners: ['shell-local', 'shell-local', 'shell-local'] },
      ]);
      assert.deepEqual(brief(steps, 'null'), [
        'provision 0: Running local shell script: /tmp/packer-shell 0 s',
        'provision 1: Running local shell script: /tmp/packer-shell 0 s !',
        'clean-up: Provisioning step had errors: Running the cleanup provisioner, if present... 0 s',
        'clean-up: Running local shell script: /tmp/packer-shell 0 s',
      ]);
      assert.deepEqual(
        builds.map(({ failed }) => failed),
        [true],
      );
    });

    it('knows the post-processors of an HCL2 template', () => {
      const { steps } = follow(output('hcl'));
      assert.deepEqual(
        steps
          .filter(({ build, kind }) => build === 'file.one' && kind === 'post-process')
          .map(({ text }) => text),
        [
          'Running post-processor:  (type shell-local)',
          'Running post-processor:  (type checksum)',
          'Running post-processor:  (type manifest)',
        ],
      );
    });

    it('knows that the user stopped it, which is no failure', () => {
      const { steps, outcome, current } = follow(output('slow.json # stopped'), [
        { name: 'null', provisioners: ['shell-local', 'shell-local'] },
      ]);
      assert.equal(outcome.cancelled, true);
      assert.deepEqual(
        steps.map(({ kind, provisioner, failed }) => [kind, provisioner, failed]),
        [
          ['provision', 0, undefined],
          ['wait', 1, undefined],
          ['clean-up', undefined, undefined],
        ],
      );
      assert.deepEqual(current, []);
    });

    it('has a step going on after each line until the builds end', () => {
      const progress = new RunProgress(expected);
      const seen = output('run.json')
        .split('\n')
        .map((line) => {
          progress.line(line, now);
          return progress.current.map(({ build }) => build);
        });
      assert.equal(seen[5]?.length, 2);
      assert.deepEqual(seen.at(-1), []);
    });
  });

describe('RunProgress of a virtual machine', () => {
  const calls = recorded('packer/qemu-1.6.6.txt');
  const output = (what: string) =>
    (calls.get(`packer build -color=false -timestamp-ui ${what}`) ?? assert.fail(what)).stdout;
  const shell = [{ name: 'qemu', provisioners: ['shell'] }];

  it('knows boot, wait, provisioner, shutdown, export and post-processor of QEMU', () => {
    assert.deepEqual(brief(follow(output('micro.json'), shell).steps, 'qemu'), [
      'prepare: Retrieving ISO 0 s',
      'boot: Starting VM, booting disk image 2 s',
      'boot: Waiting 1s for boot... 1 s',
      'boot: Typing the boot command over VNC... 0 s',
      'wait: Waiting for SSH to become available... 6 s',
      'provision 0: Provisioning with shell script: /tmp/packer-shell 1 s',
      'shutdown: Gracefully halting virtual machine... 2 s',
      'export: Converting hard drive... 0 s',
      'post-process: Running post-processor: vagrant 1 s',
    ]);
  });

  it('knows what is cleaned up when it is stopped', () => {
    const { steps, builds } = follow(output('micro.json # stopped while it provisioned'), shell);
    assert.deepEqual(brief(steps, 'qemu').slice(-3), [
      'provision 0: Provisioning with shell script: /tmp/packer-shell 1 s',
      'clean-up: Cancelling build after receiving interrupt 0 s',
      'clean-up: Deleting output directory... 0 s',
    ]);
    assert.equal(builds.length, 1);
  });

  // Put together from the messages in the sources of the plugins: no VirtualBox and no Windows runs here.
  const windows = `10:00:00 ==> NAME: Retrieving Guest additions
10:00:00 ==> NAME: Retrieving ISO
10:00:00 ==> NAME: Trying https://example.org/windows.iso
10:20:00 ==> NAME: https://example.org/windows.iso => /cache/windows.iso
10:20:00 ==> NAME: Creating floppy disk...
10:20:00 +++ NAME: Copying files flatly from floppy_files
10:20:01 ==> NAME: Creating virtual machine...
10:20:02 ==> NAME: Creating hard drive output/x.vdi with size 40960 MiB...
10:20:03 ==> NAME: Executing custom VBoxManage commands...
10:20:03 +++ NAME: Executing: modifyvm x --memory 4096
10:20:05 ==> NAME: Starting the virtual machine...
10:20:10 ==> NAME: Waiting 10s for boot...
10:20:20 ==> NAME: Typing the boot command...
10:20:21 ==> NAME: Using WinRM communicator to connect: 127.0.0.1
10:20:21 ==> NAME: Waiting for WinRM to become available...
10:40:00 +++ NAME: WinRM connected.
10:40:02 ==> NAME: Connected to WinRM!
10:40:02 ==> NAME: Uploading VirtualBox version info (7.0.10)
10:40:03 ==> NAME: Uploading VirtualBox guest additions ISO...
10:41:00 ==> NAME: Uploading files/tool.exe => C:/tool.exe
10:41:30 ==> NAME: Provisioning with Powershell...
10:41:30 ==> NAME: Provisioning with powershell script: scripts/a.ps1
10:41:40 +++ NAME: Restarting Machine soon
10:45:00 ==> NAME: Provisioning with powershell script: scripts/b.ps1
10:46:00 ==> NAME: Restarting Machine
10:46:05 ==> NAME: Waiting for machine to restart...
10:48:00 +++ NAME: A system shutdown is in progress.(1115)
10:48:30 ==> NAME: Machine successfully restarted, moving on
10:48:30 ==> NAME: Pausing 30s before the next provisioner...
10:49:00 ==> NAME: Provisioning with windows-shell...
10:49:00 ==> NAME: Provisioning with shell script: scripts/c.bat
10:49:30 ==> NAME: Uploading the Windows update elevated script...
10:49:40 ==> NAME: Uploading the Windows update check for reboot required elevated script...
10:49:50 ==> NAME: Uploading the Windows update script...
10:50:00 ==> NAME: Running Windows update...
11:20:00 ==> NAME: Restarting the machine...
11:20:10 ==> NAME: Waiting for machine to become available...
11:25:00 ==> NAME: Checking for pending restart...
11:25:10 ==> NAME: Restart complete
11:25:20 ==> NAME: Running Windows update...
11:30:00 ==> NAME: Provisioning with Powershell...
11:30:00 ==> NAME: Provisioning with powershell script: /tmp/powershell-provisioner12345
11:31:00 ==> NAME: Gracefully halting virtual machine...
11:32:00 +++ NAME: Removing floppy drive...
11:32:00 ==> NAME: Preparing to export machine...
11:32:01 ==> NAME: Exporting virtual machine...
11:42:00 ==> NAME: Cleaning up floppy disk...
11:42:01 ==> NAME: Deregistering and deleting VM...
11:42:05 ==> NAME: Running post-processor: vagrant
11:42:05 ==> NAME (vagrant): Creating Vagrant box for 'virtualbox' provider
11:52:05 Build 'NAME' finished after 1 hour 52 minutes.`;
  const provisioners = [
    'file',
    'powershell',
    'windows-restart',
    'windows-shell',
    'windows-update',
    'powershell',
  ];

  // `Message` is printed like `Say` since 1.13, and builds of JSON templates with their type.
  for (const [version, printed, message] of [
    ['1.6.6', 'windows', '   '],
    ['1.16', 'virtualbox-iso.windows', '==>'],
  ] as const)
    it(`knows the steps of a Windows build as Packer ${version} prints them`, () => {
      const text = windows
        .replaceAll('NAME', printed)
        .replaceAll('+++', message)
        .replace(/^(\S+) /gm, '2026-11-23T$1Z: ');
      assert.deepEqual(brief(follow(text, [{ name: 'windows', provisioners }]).steps, 'windows'), [
        'prepare: Retrieving Guest additions 0 s',
        'prepare: Retrieving ISO 1200 s',
        'prepare: Creating floppy disk... 1 s',
        'prepare: Creating virtual machine... 1 s',
        'prepare: Creating hard drive output/x.vdi with size 40960 MiB... 1 s',
        'prepare: Executing custom VBoxManage commands... 2 s',
        'boot: Starting the virtual machine... 5 s',
        'boot: Waiting 10s for boot... 10 s',
        'boot: Typing the boot command... 1 s',
        'wait: Waiting for WinRM to become available... 1181 s',
        'prepare: Uploading VirtualBox guest additions ISO... 57 s',
        'provision 0: Uploading files/tool.exe => C:/tool.exe 30 s',
        'provision 1: Provisioning with powershell script: scripts/a.ps1 210 s',
        'provision 1: Provisioning with powershell script: scripts/b.ps1 60 s',
        'restart 2: Restarting Machine 150 s',
        'wait 3: Pausing 30s before the next provisioner... 30 s',
        'provision 3: Provisioning with shell script: scripts/c.bat 30 s',
        'provision 4: Running Windows update... 1830 s',
        'restart 4: Restarting the machine... 320 s',
        'provision 4: Running Windows update... 280 s',
        'provision 5: Provisioning with powershell script: /tmp/powershell-provisioner12345 60 s',
        'shutdown: Gracefully halting virtual machine... 60 s',
        'export: Preparing to export machine... 1 s',
        'export: Exporting virtual machine... 599 s',
        'clean-up: Cleaning up floppy disk... 1 s',
        'clean-up: Deregistering and deleting VM... 4 s',
        'post-process: Running post-processor: vagrant 600 s',
      ]);
    });
});

describe('RunProgress', () => {
  it('takes the time of a line rather than when it came, which is later when a log is read again', () => {
    const progress = new RunProgress();
    const time = Date.parse('2026-11-23T10:00:05Z');
    progress.line('2026-11-23T10:00:05Z: ==> a: Retrieving ISO', time + 500);
    progress.line('2026-11-23T10:00:07Z: ==> a: Creating floppy disk...', time + 60_000);
    progress.line('==> a: Creating virtual machine...', time + 70_000);
    assert.deepEqual(
      progress.steps.map(({ began }) => began - time),
      [500, 2000, 12_000],
    );
  });

  it('never goes back in time', () => {
    const progress = new RunProgress();
    progress.line('2026-11-23T10:00:05Z: ==> a: Retrieving ISO', 0);
    progress.line('2026-11-23T10:00:01Z: ==> a: Creating floppy disk...', 0);
    progress.finish(0);
    assert.deepEqual(
      progress.steps.map(({ began, ended = 0 }) => ended - began),
      [0, 0],
    );
  });

  it('ends the last step when everything is over', () => {
    const progress = new RunProgress();
    progress.line('==> a: Retrieving ISO', 1000);
    assert.equal(progress.current[0]?.text, 'Retrieving ISO');
    progress.finish(5000);
    assert.deepEqual(progress.current, []);
    assert.equal(progress.steps[0]?.ended, 5000);
  });

  it('tells scripts of one provisioner from provisioners of one script', () => {
    const output = ['a', 'b', 'c', 'd'].map((name) => `==> x: Provisioning with shell script: ${name}.sh`);
    const places = (announcements: number[]) =>
      follow(output.join('\n'), [
        { name: 'x', provisioners: announcements.map(() => 'shell'), announcements },
      ]).steps.map(({ provisioner }) => provisioner);
    assert.deepEqual(places([1, 1, 1, 1]), [0, 1, 2, 3]);
    assert.deepEqual(places([2, 2]), [0, 0, 1, 1]);
    assert.deepEqual(places([1, 1]), [0, 1, undefined, undefined]);
  });

  it('passes over provisioners that say nothing', () => {
    const { steps } = follow('==> x: Provisioning with shell script: a.sh\n==> x: Restarting Machine', [
      { name: 'x', provisioners: ['sleep', 'shell', 'comment', 'windows-restart'] },
    ]);
    assert.deepEqual(
      steps.map(({ provisioner }) => provisioner),
      [1, 3],
    );
  });

  it('takes nothing that a script prints for a part of the build that is over', () => {
    const lines = [
      'Provisioning with shell script: a.sh',
      'Waiting for WinRM to become available...',
      'Retrieving ISO',
    ];
    const { steps } = follow(lines.map((line) => `==> x: ${line}`).join('\n'));
    assert.equal(steps.length, 1);
  });

  it('keeps no more than it needs of an output without end', () => {
    const progress = new RunProgress();
    const long = 'x'.repeat(12_000);
    for (let i = 0; i < 4000; i++) {
      progress.line(`==> build${i % 1000}: Uploading ${long} => ${i}`, i);
      progress.line(`Error: ${long}`, i);
    }
    assert.ok(progress.steps.length <= 2000);
    assert.ok(progress.builds.length <= 500);
    assert.ok(progress.steps.every(({ text }) => text.length <= 500));
    const { errors } = progress.outcome;
    assert.ok(errors.length <= 1000 && errors.every(({ length }) => length <= 10_000));
  });

  it('takes any output', () => {
    const { steps, builds } = follow(
      [
        '',
        '==>',
        '==> ',
        '==> : ',
        '--> x',
        "Build ''",
        "Build 'x' finished",
        '    3:   "a": 1',
        '\0',
        '😀: x',
        '==> a (b): c',
      ].join('\n'),
    );
    assert.deepEqual(steps, []);
    assert.ok(builds.every(({ name }) => name !== '3'));
  });
});

describe('readRunEvent', () => {
  it('can find each message by its first word', () => {
    for (const { pattern } of runEvents) assert.match(pattern.source, /^\^[A-Z][A-Za-z]+ /);
  });

  it('knows a message only as a whole', () => {
    assert.equal(readRunEvent('Restarting Machine')?.kind, 'restart');
    assert.equal(readRunEvent('Restarting Machine now'), undefined);
    assert.equal(readRunEvent('echo: Restarting Machine'), undefined);
    assert.equal(readRunEvent('constructor '), undefined);
  });
});
