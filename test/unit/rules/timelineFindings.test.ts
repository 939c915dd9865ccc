import assert from 'node:assert/strict';
import { lint } from '../../support/templates';
import { answerFile, jsonTemplate } from '../../support/ruleTests';

/** What a rule says of a whole project: severity, and the text at its place; nothing where it is silent. */
type Case = readonly [
  name: string,
  given: {
    readonly source?: Readonly<Record<string, unknown>>;
    readonly firstLogon?: readonly string[];
    readonly floppy?: Readonly<Record<string, string>>;
    readonly files?: Readonly<Record<string, string>>;
    readonly provisioners?: readonly object[];
  },
  found: readonly string[],
];

function findings(rule: string, { source, firstLogon, floppy = {}, files = {}, provisioners }: Case[1]) {
  const all: Record<string, string> = {};
  for (const [name, text] of Object.entries({ ...floppy, ...files })) all[`/project/${name}`] = text;
  if (firstLogon) all['/project/Autounattend.xml'] = answerFile({ firstLogon });
  const floppyFiles = [...(firstLogon ? ['Autounattend.xml'] : []), ...Object.keys(floppy)];
  const template = jsonTemplate(
    {
      guest_os_type: 'Windows10_64',
      ...(floppyFiles.length && { floppy_files: floppyFiles }),
      ...source,
    },
    ...(provisioners ?? []),
  );
  return lint(template, all, rule).map(({ severity, at }) => `${severity}: ${at}`);
}

function table(rule: string, cases: readonly Case[]): void {
  describe(rule, () => {
    for (const [name, given, found] of cases)
      it(`${found.length ? 'finds' : 'says nothing of'} ${name}`, () =>
        assert.deepEqual(findings(rule, given), found));
  });
}

const quickconfig = 'winrm quickconfig -q';
const unencrypted = 'winrm set winrm/config/service @{AllowUnencrypted="true"}';
const basic = 'winrm set winrm/config/service/auth @{Basic="true"}';
const opens = [quickconfig, unencrypted, basic];
const run = (name: string) => `powershell -File a:\\${name}`;

const openInPowerShell = `Enable-PSRemoting -Force
winrm set winrm/config/service '@{AllowUnencrypted="true"}'
winrm set winrm/config/service/auth '@{Basic="true"}'
`;

/** Updates until there are none, a restart after each round, and what comes then written first. */
const rounds = (end: string) => `function Invoke-Next {
  switch ($script:pending) {
    0 {
      ${end}
    }
    1 {
      $key = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run'
      Set-ItemProperty $key -Name Rounds -Value "powershell -File $PSCommandPath"
      Restart-Computer
    }
  }
}
function Install-Round {
  $session = New-Object -ComObject Microsoft.Update.Session
  $installer = $session.CreateUpdateInstaller()
  $result = $installer.Install()
  $script:pending = [int]$result.RebootRequired
  Invoke-Next
}
Install-Round
`;

describe('rules that read the timeline', () => {
  table('winrm-timeout-too-short', [
    [
      'updates in rounds, whose end opens WinRM and is written first',
      {
        firstLogon: [run('rounds.ps1')],
        floppy: { 'rounds.ps1': rounds('& a:\\open.ps1'), 'open.ps1': openInPowerShell },
      },
      ['warning: "winrm"'],
    ],
    [
      'the same with time enough',
      {
        source: { winrm_timeout: '6h' },
        firstLogon: [run('rounds.ps1')],
        floppy: { 'rounds.ps1': rounds('& a:\\open.ps1'), 'open.ps1': openInPowerShell },
      },
      [],
    ],
    [
      'the same when WinRM is open before',
      { firstLogon: [...opens, run('rounds.ps1')], floppy: { 'rounds.ps1': rounds('Write-Host done') } },
      [],
    ],
  ]);

  table('reboot-after-takeover', [
    [
      'updates in rounds after WinRM is open',
      { firstLogon: [...opens, run('rounds.ps1')], floppy: { 'rounds.ps1': rounds('Write-Host done') } },
      ['warning: Restart-Computer'],
    ],
    [
      'rounds whose end opens WinRM',
      {
        firstLogon: [run('rounds.ps1')],
        floppy: { 'rounds.ps1': rounds('& a:\\open.ps1'), 'open.ps1': openInPowerShell },
      },
      [],
    ],
    [
      'a restart after the SSH server has started',
      {
        source: { communicator: 'ssh', ssh_username: 'x' },
        firstLogon: [
          'powershell -Command "Add-WindowsCapability -Online -Name OpenSSH.Server~~~~0.0.1.0"',
          'net start sshd',
          'shutdown /r /t 0',
        ],
      },
      ['error: shutdown /r /t 0'],
    ],
    [
      'an SSH server that starts last',
      {
        source: { communicator: 'ssh', ssh_username: 'x' },
        firstLogon: [run('all.ps1')],
        floppy: { 'all.ps1': 'if ($updated) {\n  net start sshd\n  exit\n}\nRestart-Computer\n' },
      },
      [],
    ],
    [
      'a restart in user data behind the SSH server',
      {
        source: {
          type: 'amazon-ebs',
          communicator: 'ssh',
          ssh_username: 'x',
          source_ami_filter: { filters: { name: 'Windows_Server-2022-*' } },
          user_data: '<powershell>\nStart-Service sshd\nRestart-Computer -Force\n</powershell>',
        },
      },
      ['error: Restart-Computer -Force'],
    ],
    [
      'less surely, a restart behind a program that nobody knows',
      { firstLogon: [...opens, 'C:\\tools\\mytool.exe', 'shutdown /r /t 0'] },
      ['warning: shutdown /r /t 0'],
    ],
    [
      'a restart that a task makes',
      { firstLogon: [...opens, 'schtasks /create /tn x /sc once /st 00:00 /tr "shutdown /r /t 0"'] },
      [],
    ],
    [
      'a restart in a function that is not called',
      {
        firstLogon: [...opens, run('x.ps1')],
        floppy: { 'x.ps1': 'function Again { Restart-Computer }\nGet-Date\n' },
      },
      [],
    ],
  ]);

  table('work-after-takeover', [
    [
      'an installation behind the SSH server',
      {
        source: { communicator: 'ssh', ssh_username: 'x' },
        firstLogon: ['net start sshd', 'choco install -y git'],
      },
      ['info: choco install -y git'],
    ],
    [
      'switches that mean something else',
      {
        firstLogon: [
          ...opens,
          'powercfg.exe /s x',
          'curl.exe -s -o x https://example.com',
          'diskpart /s a:\\x',
        ],
      },
      [],
    ],
    [
      'what a rule of the firewall keeps out, though it is switched on',
      {
        firstLogon: [
          quickconfig,
          'netsh advfirewall firewall set rule name="Windows Remote Management (HTTP-In)" new enable=yes action=block',
          'netsh advfirewall firewall set rule group="Windows Remote Management" new enable=yes',
          unencrypted,
          basic,
          'choco install -y git',
          'netsh advfirewall firewall set rule name="Windows Remote Management (HTTP-In)" new action=allow',
        ],
      },
      [],
    ],
  ]);

  table('winrm-gate-lost-on-reboot', [
    [
      'a stopped service before rounds of updates',
      {
        source: { guest_os_type: 'Windows2022_64' },
        firstLogon: [...opens, 'net stop winrm', run('rounds.ps1')],
        floppy: { 'rounds.ps1': rounds('net start winrm') },
      },
      ['warning: net stop winrm'],
    ],
    [
      'a disabled service before them',
      {
        source: { guest_os_type: 'Windows2022_64' },
        firstLogon: [...opens, 'net stop winrm', 'sc config winrm start= disabled', run('rounds.ps1')],
        floppy: { 'rounds.ps1': rounds('sc config winrm start= auto\n      net start winrm') },
      },
      [],
    ],
  ]);

  table('winrm-gate-never-reopened', [
    [
      'a gate, though a script starts itself again',
      {
        firstLogon: [...opens, 'net stop winrm', 'sc config winrm start= disabled', run('rounds.ps1')],
        floppy: { 'rounds.ps1': rounds('Write-Host done') },
      },
      ['error: sc config winrm start= disabled'],
    ],
    [
      'a gate that the end of such a script opens',
      {
        firstLogon: [...opens, 'net stop winrm', 'sc config winrm start= disabled', run('rounds.ps1')],
        floppy: { 'rounds.ps1': rounds('sc config winrm start= auto\n      net start winrm') },
      },
      [],
    ],
    [
      'a gate behind which a function of a module runs',
      {
        firstLogon: [
          ...opens,
          'net stop winrm',
          'sc config winrm start= disabled',
          'powershell -Command "Import-Module Helpers; Complete-Setup"',
        ],
      },
      [],
    ],
  ]);

  table('winrm-basic-auth-not-allowed', [
    [
      'a service that is stopped and started again',
      { firstLogon: [quickconfig, unencrypted, 'net stop winrm', 'net start winrm'] },
      ['error: net start winrm'],
    ],
    [
      'a function of a module that the script installs',
      { firstLogon: [quickconfig, unencrypted, 'powershell -Command "Install-Module X; Set-Everything"'] },
      [],
    ],
    [
      'a program that is in no table',
      { firstLogon: [quickconfig, unencrypted, 'C:\\tools\\mytool.exe'] },
      [],
    ],
    [
      'a file that is dot-sourced and can not be read',
      {
        firstLogon: [quickconfig, run('x.ps1')],
        floppy: { 'x.ps1': '. C:\\helpers.ps1\n' },
      },
      [],
    ],
    [
      'a package of Windows Installer beside it',
      { firstLogon: [quickconfig, unencrypted, 'msiexec /i E:\\guest-agent\\qemu-ga.msi /qn /norestart'] },
      ['error: winrm set winrm/config/service @{AllowUnencrypted="true"}'],
    ],
  ]);

  table('winrm-never-enabled', [
    ['nothing that is done for it', { firstLogon: ['tzutil /s UTC', 'powercfg /h off'] }, ['error: "winrm"']],
    [
      'a scan of drives for a script that is not known',
      { firstLogon: ['cmd /c for %i in (A E F) do if exist %i:\\setup.cmd call %i:\\setup.cmd'] },
      [],
    ],
    [
      'a scan that finds the script',
      {
        firstLogon: ['cmd /c for %i in (A E F) do if exist %i:\\setup.cmd call %i:\\setup.cmd'],
        floppy: { 'setup.cmd': opens.join('\r\n') },
      },
      [],
    ],
    ['a registry file', { firstLogon: ['reg import a:\\x.reg'] }, []],
    ['a task that is started', { firstLogon: ['schtasks /run /tn x'] }, []],
  ]);

  table('winrm-public-network-profile', [
    [
      'a set-up that has failed before the rules of Windows are switched on',
      {
        firstLogon: [run('x.ps1')],
        floppy: {
          'x.ps1':
            "Enable-PSRemoting -Force\nEnable-NetFirewallRule -DisplayGroup 'Windows Remote Management'\n",
        },
      },
      ['warning: Enable-PSRemoting -Force'],
    ],
    [
      'a rule of its own',
      {
        firstLogon: [run('x.ps1')],
        floppy: {
          'x.ps1':
            'Enable-PSRemoting -Force\nNew-NetFirewallRule -DisplayName x -LocalPort 5985 -Action Allow\n',
        },
      },
      [],
    ],
  ]);

  table('reboot-in-provisioner', [
    [
      'a batch file that a shell step runs over SSH',
      {
        source: { communicator: 'ssh', ssh_username: 'x' },
        files: { 'a.bat': 'shutdown /r /t 0\r\n' },
        provisioners: [{ type: 'shell', script: 'a.bat' }],
      },
      ['warning: shutdown /r /t 0'],
    ],
    [
      'lines of a shell step that cmd runs',
      {
        source: { communicator: 'ssh', ssh_username: 'x' },
        provisioners: [
          { type: 'shell', execute_command: 'cmd /c {{.Path}}', inline: ['shutdown /r /t 0', 'dir'] },
        ],
      },
      ['error: shutdown /r /t 0'],
    ],
    [
      'a feature that may restart',
      { provisioners: [{ type: 'powershell', inline: ['Install-WindowsFeature Hyper-V -Restart'] }] },
      ['warning: Install-WindowsFeature Hyper-V -Restart'],
    ],
    [
      'features that may be removed or added so',
      {
        provisioners: [
          {
            type: 'powershell',
            inline: ['Add-WindowsFeature x -Restart', 'Uninstall-WindowsFeature y -Restart'],
          },
        ],
      },
      ['warning: Add-WindowsFeature x -Restart', 'warning: Uninstall-WindowsFeature y -Restart'],
    ],
    [
      'a feature that leaves it to others',
      { provisioners: [{ type: 'powershell', inline: ['Install-WindowsFeature Hyper-V -Restart:$false'] }] },
      [],
    ],
    [
      'a restart in a script of several that were uploaded',
      {
        files: { 'a.ps1': 'Get-Date\n', 'b.ps1': 'Restart-Computer\n' },
        provisioners: [
          { type: 'file', sources: ['a.ps1', 'b.ps1'], destination: 'C:/setup' },
          { type: 'powershell', inline: ['& C:\\setup\\b.ps1'] },
        ],
      },
      ['warning: Restart-Computer'],
    ],
    [
      'a restart in an uploaded script behind which more is to run',
      {
        files: { 'b.ps1': 'Restart-Computer\n' },
        provisioners: [
          { type: 'file', source: 'b.ps1', destination: 'C:/b.ps1' },
          { type: 'powershell', inline: ['& C:\\b.ps1', 'Get-Date'] },
        ],
      },
      ['error: Restart-Computer'],
    ],
    [
      'a restart in a folder that was uploaded',
      {
        files: { 'tools/b.ps1': 'Restart-Computer\n' },
        provisioners: [
          { type: 'file', source: 'tools', destination: 'C:/setup/' },
          { type: 'powershell', inline: ['& C:\\setup\\tools\\b.ps1'] },
        ],
      },
      ['warning: Restart-Computer'],
    ],
    [
      'the command that a windows-restart step restarts with',
      {
        files: { 'again.ps1': 'Restart-Computer -Force\n' },
        provisioners: [
          { type: 'file', source: 'again.ps1', destination: 'C:/again.ps1' },
          { type: 'windows-restart', restart_command: 'powershell -File C:/again.ps1' },
        ],
      },
      [],
    ],
    [
      'a restart that a task makes later, or a file that is written',
      {
        provisioners: [
          {
            type: 'powershell',
            inline: [
              '$a = New-ScheduledTaskAction -Execute shutdown -Argument "/r /t 0"',
              'Register-ScheduledTask x -Action $a',
              "Set-Content C:\\x.ps1 'Restart-Computer'",
              '{ Restart-Computer }.ToString() | Out-File C:\\y.ps1',
            ],
          },
        ],
      },
      [],
    ],
  ]);

  table('boxstarter-reboot-over-winrm', [
    [
      'a function of the project that has the name',
      {
        provisioners: [
          { type: 'powershell', inline: ['function Invoke-Reboot { Write-Host x }', 'Invoke-Reboot'] },
          { type: 'powershell', inline: ['Import-Module C:\\helpers.psm1', 'Invoke-Reboot'] },
        ],
      },
      [],
    ],
  ]);

  table('missing-norestart', [
    [
      'DISM that asks first, and WUInstall that restarts only by its own switch',
      {
        provisioners: [
          {
            type: 'powershell',
            inline: ['dism /online /enable-feature /featurename:x', 'wuinstall.exe /install /silent'],
          },
        ],
      },
      [],
    ],
  ]);

  table('elevation-missing', [
    [
      'updates that a task of its own installs',
      {
        provisioners: [
          {
            type: 'powershell',
            inline: [
              'Invoke-WUJob -Script { Install-WindowsUpdate -AcceptAll } -RunNow',
              'schtasks /create /tn x /sc once /st 00:00 /ru SYSTEM /tr "wusa c:/kb.msu /quiet /norestart"',
            ],
          },
        ],
      },
      [],
    ],
  ]);

  table('restart-timeout-too-short', [
    ...(
      [
        ['SQL Server', '.\\setup.exe /Q /ACTION=Install /FEATURES=SQL', 'warning'],
        ['Visual Studio', 'C:\\vs_buildtools.exe --quiet --norestart --wait', 'warning'],
        ['.NET Framework', 'C:\\ndp48-x86-x64-allos-enu.exe /q /norestart', 'warning'],
        ['roles', 'Install-WindowsFeature AD-Domain-Services', 'warning'],
        ['a feature', 'Install-WindowsFeature Print-Server', 'info'],
      ] as const
    ).map(([name, command, severity]): Case => [
      name,
      { provisioners: [{ type: 'powershell', inline: [command] }, { type: 'windows-restart' }] },
      [`${severity}: "windows-restart"`],
    ]),
    [
      'a small feature, or one that a condition decides on',
      {
        provisioners: [
          {
            type: 'powershell',
            inline: [
              'Install-WindowsFeature Telnet-Client',
              'if ($x) { Install-WindowsFeature Print-Server }',
            ],
          },
          { type: 'windows-restart' },
        ],
      },
      [],
    ],
  ]);

  table('crlf-shell-script', [
    [
      'a batch file of a shell step',
      {
        source: { communicator: 'ssh', ssh_username: 'x' },
        files: { 'a.cmd': 'dir\r\n', 'b.ps1': 'dir\r\n' },
        provisioners: [{ type: 'shell', binary: true, scripts: ['a.cmd', 'b.ps1'] }],
      },
      [],
    ],
  ]);

  const cd = { source: { cd_files: ['cd/*'] }, files: { 'cd/here.ps1': 'Get-Date\n' } };
  table('media-script-missing', [
    [
      'a script that is not on the CD, on which another one is',
      { ...cd, firstLogon: ['powershell -File E:\\here.ps1', 'powershell -File E:\\gone.ps1'] },
      ['error: powershell -File E:\\gone.ps1'],
    ],
    [
      'less surely, one on a drive that may be another one',
      { ...cd, firstLogon: ['powershell -File E:\\gone.ps1'] },
      ['warning: powershell -File E:\\gone.ps1'],
    ],
    ['a program of the CD of Windows', { ...cd, firstLogon: ['E:\\setup.exe /x'] }, []],
    [
      'a CD of which nothing is known beside it',
      {
        ...cd,
        source: { ...cd.source, secondary_iso_images: ['x.iso'] },
        firstLogon: ['powershell -File E:\\gone.ps1'],
      },
      [],
    ],
    ['a question before it', { ...cd, firstLogon: ['cmd /c if exist E:\\gone.cmd E:\\gone.cmd'] }, []],
  ]);

  table('pending-reboot-not-cleared', [
    [
      'a subsystem that is installed before sysprep',
      {
        provisioners: [
          { type: 'powershell', inline: ['wsl --install'] },
          {
            type: 'powershell',
            inline: ['C:\\Windows\\System32\\Sysprep\\sysprep.exe /oobe /generalize /quit'],
          },
        ],
      },
      ['warning: wsl --install'],
    ],
  ]);
});
