import assert from 'node:assert/strict';
import { inOrder } from '../../../../src/pipeline/timeline/stretches';
import { limits } from '../../../../src/pipeline/timeline/readTimelines';
import type { TakeOver, Timeline } from '../../../../src/pipeline/timeline/timeline';
import { pipelineOf } from '../../../support/templates';
import type { Files } from '../../../support/templates';

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** An answer file whose commands at the first logon are these, in this order. */
function answerFile(...commands: string[]): string {
  const items = commands.map(
    (command, index) =>
      `<SynchronousCommand wcm:action="add"><Order>${index + 1}</Order><CommandLine>${escape(command)}</CommandLine></SynchronousCommand>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<unattend xmlns="urn:schemas-microsoft-com:unattend" xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State">
  <settings pass="oobeSystem">
    <component name="Microsoft-Windows-Shell-Setup" processorArchitecture="amd64">
      <FirstLogonCommands>
        ${items.reverse().join('\n        ')}
      </FirstLogonCommands>
    </component>
  </settings>
</unattend>
`;
}

const winrm = [
  'cmd.exe /c winrm quickconfig -q',
  'cmd.exe /c winrm set winrm/config/service @{AllowUnencrypted="true"}',
  'cmd.exe /c winrm set winrm/config/service/auth @{Basic="true"}',
];

interface Case {
  readonly commands?: readonly string[];
  readonly floppy?: Files;
  readonly source?: Record<string, unknown>;
  readonly provisioners?: readonly unknown[];
}

function timeline({ commands, floppy = {}, source = {}, provisioners = [] }: Case): Timeline {
  const files: Record<string, string> = commands
    ? { '/project/Autounattend.xml': answerFile(...commands) }
    : {};
  for (const [name, text] of Object.entries(floppy)) files[`/project/scripts/${name}`] = text;
  const floppyFiles = [
    ...(commands ? ['Autounattend.xml'] : []),
    ...Object.keys(floppy).map((name) => `scripts/${name}`),
  ];
  const builder = {
    type: 'virtualbox-iso',
    guest_os_type: 'Windows10_64',
    communicator: 'winrm',
    winrm_username: 'vagrant',
    floppy_files: floppyFiles,
    ...source,
  };
  const [first] = pipelineOf({ builders: [builder], provisioners }, files).timelines;
  assert.ok(first);
  return first;
}

const told = (takeOver: TakeOver): string =>
  takeOver.kind === 'after'
    ? `after ${takeOver.event.step.order ?? takeOver.event.step.label}${takeOver.certain ? '' : ', perhaps'}`
    : takeOver.kind === 'never'
      ? `never: ${takeOver.missing.join(' ')}`
      : takeOver.kind === 'unknown'
        ? ['unknown:', takeOver.why, takeOver.command].filter(Boolean).join(' ')
        : takeOver.kind;

const linux = { guest_os_type: 'Ubuntu_64', communicator: 'ssh', cd_files: ['user-data'] };

describe('where Packer takes over', () => {
  const cases: readonly (readonly [string, Case, string])[] = [
    ['after the last part of WinRM', { commands: [...winrm, 'cmd /c echo done'] }, 'after 3'],
    ['in the order of Order, not of the file', { commands: ['cmd /c echo first', ...winrm] }, 'after 4'],
    [
      'in a script on the floppy disk',
      {
        commands: ['powershell -File a:\\open.ps1', 'cmd /c echo'],
        floppy: {
          'open.ps1': winrm
            .map((line) => line.replace('cmd.exe /c ', '').replace(/@\{.*\}/, "'$&'"))
            .join('\n'),
        },
      },
      'after 1',
    ],
    [
      'in a script that a script calls',
      {
        commands: ['a:\\one.bat'],
        floppy: { 'one.bat': 'call a:\\two.bat\r\n', 'two.bat': winrm.join('\r\n') },
      },
      'after 1',
    ],
    [
      'perhaps, where a branch decides',
      { commands: ['a:\\one.bat'], floppy: { 'one.bat': `if exist x (\r\n${winrm.join('\r\n')}\r\n)\r\n` } },
      'after 1, perhaps',
    ],
    [
      'perhaps, where something before can not be read',
      { commands: ['a:\\%NAME%.bat', ...winrm] },
      'after 4, perhaps',
    ],
    [
      'for certain, where something before is not on the medium',
      { commands: ['a:\\none.bat', ...winrm] },
      'after 4',
    ],
    [
      'again, after a gate was closed',
      { commands: [...winrm.slice(0, 2), 'net stop winrm', winrm[2] ?? '', 'net start winrm'] },
      'after 5',
    ],
    [
      'after a restart that starts the service',
      { commands: [...winrm.slice(0, 2), 'net stop winrm', winrm[2] ?? '', 'shutdown /r /t 0'] },
      'after 5',
    ],
    ['never, where a part is missing', { commands: winrm.slice(0, 2) }, 'never: basic'],
    [
      'never, where nothing is opened',
      { commands: ['cmd /c echo'] },
      'never: service listener firewall basic unencrypted',
    ],
    [
      'where it can not be told: a script is not known',
      { commands: ['a:\\%NAME%.bat'] },
      'unknown: unreadScript',
    ],
    ['where it can not be told: no answer file', {}, 'unknown: noAnswerFile'],
    [
      'where it can not be told: the name of a script that can not be read is a hint only',
      { commands: ['e:\\enable-winrm.ps1'], source: { cd_files: ['x/'] } },
      'unknown: unreadScript',
    ],
    ['at the start, of an imported machine', { source: { type: 'virtualbox-ovf' } }, 'start'],
    ['at the start, in a cloud', { source: { type: 'azure-arm', os_type: 'Windows' } }, 'start'],
    ['at the start, of a system other than Windows', { source: linux }, 'start'],
    [
      'where it can not be told: of such a system over WinRM',
      { source: { ...linux, communicator: 'winrm' } },
      'unknown: noAnswerFile',
    ],
    ['not at all', { source: { communicator: 'none' } }, 'none'],
    [
      'through SSH',
      { commands: ['cmd /c echo', 'net start sshd'], source: { communicator: 'ssh' } },
      'after 2',
    ],
    [
      'through TLS, which HTTP does not open',
      { commands: winrm, source: { winrm_use_ssl: true } },
      'never: listener firewall',
    ],
    [
      'where it can not be told: a program that is in no table',
      { commands: ['C:\\tools\\mytool.exe /go', 'cmd /c echo'] },
      'unknown: unknownCommand mytool.exe',
    ],
    [
      'where it can not be told: a function of a module',
      { commands: ['powershell -Command "Install-Module Helpers; Enable-Everything"'] },
      'unknown: unknownCommand Enable-Everything',
    ],
    [
      'where it can not be told: a service that a variable names',
      { commands: ['a:\\x.ps1'], floppy: { 'x.ps1': 'foreach ($s in $all) { Start-Service $s }' } },
      'unknown: unknownCommand Start-Service',
    ],
    [
      'where it can not be told: a scan for drives that finds nothing known',
      { commands: ['cmd /c for %i in (D E F) do if exist %i:\\x.cmd call %i:\\x.cmd'] },
      'unknown: unreadScript',
    ],
    [
      'where it can not be told: a DSC configuration',
      { commands: ['powershell -Command "Start-DscConfiguration C:\\dsc -Wait"'] },
      'unknown: dsc',
    ],
    [
      'where it can not be told: commands that Packer types',
      { commands: ['cmd /c echo'], source: { boot_command: ['<wait>powershell -File a:\\x.ps1<enter>'] } },
      'unknown: typedCommands',
    ],
    [
      'never, though Packer presses keys',
      { commands: ['cmd /c echo'], source: { boot_command: ['<spacebar><wait>', 'a<wait>a'] } },
      'never: service listener firewall basic unencrypted',
    ],
    [
      'where it can not be told: something is kept for the next logon, and runs unseen',
      {
        commands: [
          'reg add HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce /v x /d "C:\\x.cmd" /f',
        ],
      },
      'unknown: unreadScript',
    ],
    [
      'never, where what is kept for the next logon is harmless',
      {
        commands: [
          'reg add HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce /v x /d notepad.exe /f',
        ],
      },
      'never: service listener firewall basic unencrypted',
    ],
    [
      'in a script that a scan of all drives finds on the floppy disk',
      {
        commands: [
          'cmd /c for %i in (A D E) do if exist %i:\\open.cmd call %i:\\open.cmd',
          'cmd /c echo done',
        ],
        floppy: { 'open.cmd': winrm.join('\r\n') },
      },
      'after 1',
    ],
    [
      'in a script that a batch file finds by the drive of its loop',
      {
        commands: ['a:\\scan.cmd'],
        floppy: {
          'scan.cmd': 'for %%d in (A B D E) do if exist %%d:\\open.cmd call %%d:\\open.cmd\r\n',
          'open.cmd': winrm.join('\r\n'),
        },
      },
      'after 1',
    ],
    [
      'in a script that PowerShell finds by the letters of its loop',
      {
        commands: ['powershell -File a:\\scan.ps1'],
        floppy: {
          'scan.ps1': 'foreach ($d in "A", "D") { if (Test-Path "${d}:\\open.cmd") { & "${d}:\\open.cmd" } }',
          'open.cmd': winrm.join('\r\n'),
        },
      },
      'after 1',
    ],
    [
      'perhaps, in a script that a scan passes by',
      {
        commands: ['cmd /c for %i in (D E) do if exist %i:\\open.cmd call %i:\\open.cmd'],
        floppy: { 'open.cmd': winrm.join('\r\n') },
      },
      'after 1, perhaps',
    ],
    [
      'in a function of a module that is on the floppy disk',
      {
        commands: ['powershell -Command "Import-Module a:\\helpers.psm1; Open-Remoting"'],
        floppy: {
          'helpers.psm1': `function Open-Remoting {\n${winrm
            .map((line) => line.replace('cmd.exe /c ', '').replace(/@\{.*\}/, "'$&'"))
            .join('\n')}\n}`,
        },
      },
      'after 1',
    ],
    [
      'in a function of a script that is dot-sourced',
      {
        commands: ['powershell -File a:\\main.ps1'],
        floppy: {
          'main.ps1': '. "$PSScriptRoot\\helpers.ps1"\nOpen-Remoting\n',
          'helpers.ps1': `function Open-Remoting {\n${winrm
            .map((line) => line.replace('cmd.exe /c ', '').replace(/@\{.*\}/, "'$&'"))
            .join('\n')}\n}`,
        },
      },
      'after 1',
    ],
    [
      'never, where a function that opens it is not called',
      {
        commands: ['powershell -File a:\\main.ps1'],
        floppy: { 'main.ps1': 'function Open-Remoting { net start winrm }\nGet-Date\n' },
      },
      'never: service listener firewall basic unencrypted',
    ],
    [
      'never, where what opens it is only written to a file',
      {
        commands: ['powershell -File a:\\main.ps1'],
        floppy: { 'main.ps1': "$text = @'\nEnable-PSRemoting -Force\n'@\nSet-Content C:\\later.ps1 $text\n" },
      },
      'never: service listener firewall basic unencrypted',
    ],
    [
      'never, behind a rule that blocks and is only switched on',
      {
        commands: [
          'netsh advfirewall firewall set rule name="Windows Remote Management (HTTP-In)" new enable=yes action=block',
          'netsh advfirewall firewall set rule group="Windows Remote Management" new enable=yes',
          ...winrm,
        ],
      },
      'unknown: blockingRule',
    ],
    [
      'after a rule of its own that blocked allows, which only its name tells',
      {
        commands: [
          'netsh advfirewall firewall add rule name="gate" dir=in protocol=TCP localport=5985 action=block',
          ...winrm,
          'netsh advfirewall firewall set rule name="gate" new action=allow',
        ],
      },
      'after 5',
    ],
    [
      'through SSH in a cloud, after the user data that starts its server',
      {
        source: {
          type: 'amazon-ebs',
          communicator: 'ssh',
          user_data: '<powershell>\nGet-Date\nStart-Service sshd\n</powershell>',
        },
      },
      'after user_data',
    ],
    [
      'at the start, through SSH in a cloud whose user data opens nothing',
      {
        source: {
          type: 'amazon-ebs',
          communicator: 'ssh',
          user_data: '<powershell>\nGet-Date\n</powershell>',
        },
      },
      'start',
    ],
    [
      'where it can not be told: the image of a cloud may allow the rest',
      {
        source: {
          type: 'amazon-ebs',
          user_data: '<powershell>\nwinrm quickconfig -q\n</powershell>',
        },
      },
      'unknown: image',
    ],
    [
      'perhaps, on a server that comes with WinRM',
      { commands: winrm.slice(1), source: { guest_os_type: 'Windows2016_64' } },
      'after 2, perhaps',
    ],
  ];
  for (const [name, given, expected] of cases)
    it(`is ${name}`, () => assert.equal(told(timeline(given).takeOver), expected));
});

describe('the timeline', () => {
  it('is one list of steps, from Setup to the post-processors', () => {
    const { steps } = timeline({
      commands: ['cmd /c echo'],
      source: { shutdown_command: 'shutdown /s /t 10' },
      provisioners: [{ type: 'powershell', inline: ['x'] }, { type: 'windows-restart' }],
    });
    assert.deepEqual(
      steps.map(({ phase, label }) => [phase, label]),
      [
        ['firstLogon', 'cmd /c echo'],
        ['provision', 'powershell'],
        ['provision', 'windows-restart'],
        ['shutdown', 'shutdown /s /t 10'],
      ],
    );
  });

  it('has what happens in order, called scripts in their places', () => {
    const { events } = timeline({
      commands: ['a:\\one.bat'],
      floppy: {
        'one.bat': 'net start winrm\r\ncall a:\\two.bat\r\nshutdown /r /t 0\r\n',
        'two.bat': 'net stop winrm\r\n',
      },
    });
    assert.deepEqual(
      events.map((event) => (event.kind === 'effect' ? event.effect.command : 'unknown')),
      ['net start winrm', 'net stop winrm', 'shutdown /r /t 0'],
    );
  });

  it('follows a script that was uploaded, from the step that runs it', () => {
    const { events } = timeline({
      floppy: { 'x.ps1': 'Restart-Computer' },
      provisioners: [
        { type: 'file', source: 'scripts/x.ps1', destination: 'C:/Windows/Temp/x.ps1' },
        { type: 'powershell', inline: ['& C:\\windows\\temp\\x.ps1'] },
      ],
    });
    assert.deepEqual(
      events.map((event) => event.kind === 'effect' && event.script.path),
      ['/project/scripts/x.ps1'],
    );
  });

  it('does not follow scripts that call themselves for ever', () => {
    const { steps } = timeline({ commands: ['a:\\one.bat'], floppy: { 'one.bat': 'call a:\\one.bat\r\n' } });
    assert.equal(steps.length, 1);
  });

  it('reads the user data of a cloud', () => {
    const userData = `<powershell>\n${['Enable-PSRemoting -Force', ...winrm.slice(1).map((line) => line.replace('cmd.exe /c ', '').replace(/@\{.*\}/, "'$&'"))].join('\n')}\n</powershell>\n`;
    const [first] = pipelineOf(
      {
        builders: [
          { type: 'amazon-ebs', communicator: 'winrm', winrm_username: 'x', user_data_file: 'user-data.txt' },
        ],
      },
      { '/project/user-data.txt': userData },
    ).timelines;
    assert.equal(first?.takeOver.kind, 'after');
    assert.deepEqual(
      first.steps.map(({ phase }) => phase),
      ['userData'],
    );
  });

  it('reads the cloud-init configuration of a cloud', () => {
    const [first] = pipelineOf(
      { builders: [{ type: 'amazon-ebs', ssh_username: 'x', user_data_file: 'user-data.yml' }] },
      { '/project/user-data.yml': '#cloud-config\nruncmd:\n  - apt-get update\n  - [shutdown, -r, now]\n' },
    ).timelines;
    assert.deepEqual(
      first?.events.map((event) => event.kind === 'effect' && event.effect.fact),
      [{ kind: 'reboot', when: 'now' }],
    );
  });

  it('shows no password of a command', () => {
    const { steps, events } = timeline({
      commands: ['net user vagrant hunter2 /add', 'shutdown /r /c "password=hunter2"'],
    });
    assert.doesNotMatch(
      steps.map(({ label }) => label).join() +
        events.map((event) => (event.kind === 'effect' ? event.effect.command : '')).join(),
      /hunter2/,
    );
  });
});

describe('The timelines of several builds', () => {
  const builder = (name: string) => ({ type: 'null', name, communicator: 'none' });
  const step = (more: object = {}) => ({ type: 'powershell', inline: ['Restart-Computer'], ...more });
  const read = (names: readonly string[], provisioners: readonly object[]) =>
    pipelineOf({ builders: names.map(builder), provisioners });

  it('share what the same provisioners do', () => {
    const [a, b, c] = read(['a', 'b', 'c'], [step(), step({ except: ['c'] })]).timelines;
    assert.equal(a?.stretches.provision, b?.stretches.provision);
    assert.notEqual(a?.stretches.provision, c?.stretches.provision);
    assert.ok(a?.steps[0]);
    assert.equal(a.steps[0], c?.steps[0]);
    assert.deepEqual(
      [a, b, c].map((one) => one?.events.length),
      [2, 2, 1],
    );
  });

  it('share nothing that an override changes', () => {
    const [a, b] = read(['a', 'b'], [step({ override: { b: { inline: ['exit'] } } })]).timelines;
    assert.equal(a?.events.length, 1);
    assert.equal(b?.events.length, 0);
  });

  it('are in parts what they are as a whole', () => {
    const [one] = read(['a'], [step(), { type: 'windows-restart' }]).timelines;
    const parts = one ? inOrder(one.stretches) : [];
    assert.deepEqual(
      parts.flatMap(({ steps }) => steps),
      one?.steps,
    );
    assert.deepEqual(
      parts.flatMap(({ events }) => events),
      one?.events,
    );
  });

  const names = Array.from({ length: 300 }, (_, at) => `b${at}`);
  const many = Array.from({ length: 300 }, () => step());

  it('are read until they have too many steps together', () => {
    const { timelines, unchecked } = read(names, many);
    const steps = timelines.reduce((sum, one) => sum + one.steps.length + one.events.length, 0);
    assert.ok(steps >= limits.steps && steps < limits.steps + 1000, `${steps}`);
    assert.deepEqual(
      [...timelines.map(({ build }) => build), ...unchecked].map(({ name }) => name),
      names,
    );
  });

  it('are all read where they have not', () => {
    assert.deepEqual(read(names, [step()]).unchecked, []);
    assert.deepEqual(read(['a'], many).unchecked, []);
  });
});
