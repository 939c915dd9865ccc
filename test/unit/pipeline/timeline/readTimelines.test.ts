import assert from 'node:assert/strict';
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
      : takeOver.kind;

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
    ['where it can not be told: a script is not known', { commands: ['a:\\%NAME%.bat'] }, 'unknown'],
    ['where it can not be told: no answer file', {}, 'unknown'],
    [
      'where it can not be told: the name of a script that can not be read is a hint only',
      { commands: ['e:\\enable-winrm.ps1'], source: { cd_files: ['x/'] } },
      'unknown',
    ],
    ['at the start, of an imported machine', { source: { type: 'virtualbox-ovf' } }, 'start'],
    ['at the start, in a cloud', { source: { type: 'azure-arm', os_type: 'Windows' } }, 'start'],
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
