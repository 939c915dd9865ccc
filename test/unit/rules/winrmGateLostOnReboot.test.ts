import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const opens = [
  'winrm quickconfig -q',
  'winrm set winrm/config/service @{AllowUnencrypted="true"}',
  'winrm set winrm/config/service/auth @{Basic="true"}',
];
const run = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run';
const again = `Set-ItemProperty ${run} -Name x -Value 'powershell -File a:\\updates.ps1'\n`;
const enable = `Enable-PSRemoting -Force
winrm set winrm/config/service '@{AllowUnencrypted="true"}'
winrm set winrm/config/service/auth '@{Basic="true"}'
`;
const windows = (...scripts: string[]) => jsonTemplate({ floppy_files: ['Autounattend.xml', ...scripts] });
const script = (name: string) => `powershell -File a:\\${name}`;
const updates = `${again}Install-WindowsUpdate -AcceptAll -IgnoreReboot
if ($more) { Restart-Computer }
`;

testRule('winrm-gate-lost-on-reboot', {
  found: {
    'a stop in PowerShell before updates that restart': {
      files: {
        'windows.json': windows('stop.ps1', 'updates.ps1', 'enable.ps1'),
        'Autounattend.xml': answerFile({
          firstLogon: [...opens, script('stop.ps1'), script('updates.ps1'), script('enable.ps1')],
        }),
        'stop.ps1': '  «Stop-Service winrm»\r\nWrite-Host done\r\n',
        'updates.ps1': updates,
        'enable.ps1': enable,
      },
      message: /^Order 4 \(Stop-Service winrm\) stops WinRM only until the restart by Order 5/,
      fixed: {
        'stop.ps1':
          '  Stop-Service winrm\r\n  Set-Service -Name winrm -StartupType Disabled\r\nWrite-Host done\r\n',
      },
    },
    'a stop in a batch file, in HCL2': {
      files: {
        'windows.pkr.hcl': `source "vmware-iso" "windows" {
  guest_os_type  = "windows9-64"
  communicator   = "winrm"
  winrm_username = "vagrant"
  floppy_files   = ["Autounattend.xml", "stop.cmd", "updates.ps1", "enable.ps1"]
}
build {
  sources = ["source.vmware-iso.windows"]
}
`,
        'Autounattend.xml': answerFile({
          firstLogon: [...opens, 'cmd /c a:\\stop.cmd', script('updates.ps1'), script('enable.ps1')],
        }),
        'stop.cmd': '@echo off\n«net stop winrm»\n',
        'updates.ps1': updates,
        'enable.ps1': enable,
      },
      fixed: { 'stop.cmd': '@echo off\nnet stop winrm\nsc.exe config winrm start= disabled\n' },
    },
    'a stop in the answer file before a restart that Setup goes on after': {
      files: {
        'windows.json': windows(),
        'Autounattend.xml': answerFile({
          specialize: [...opens, '«net stop winrm»', 'shutdown /r /t 0'],
          firstLogon: ['choco install -y git', 'sc config winrm start= auto'],
        }),
      },
      fixed: false,
    },
    'a client, whose service was never set to start': {
      files: {
        'windows.json': jsonTemplate({
          guest_os_type: 'Windows10_64',
          iso_url: 'Win10_22H2.iso',
          floppy_files: ['Autounattend.xml', 'stop.ps1', 'updates.ps1'],
        }),
        'Autounattend.xml': answerFile({
          firstLogon: [
            'winrm create winrm/config/listener?Address=*+Transport=HTTP @{Port="5985"}',
            'netsh advfirewall firewall add rule name="WinRM" dir=in protocol=TCP localport=5985 action=allow',
            ...opens.slice(1),
            script('stop.ps1'),
            script('updates.ps1'),
          ],
        }),
        'stop.ps1': '«Stop-Service winrm»\n',
        'updates.ps1': updates,
      },
      severity: 'info',
      fixed: false,
    },
  },
  silent: {
    'a service that is disabled too': {
      'windows.json': windows('stop.ps1', 'updates.ps1', 'enable.ps1'),
      'Autounattend.xml': answerFile({
        firstLogon: [...opens, script('stop.ps1'), script('updates.ps1'), script('enable.ps1')],
      }),
      'stop.ps1': 'Stop-Service winrm\nSet-Service winrm -StartupType Disabled\n',
      'updates.ps1': updates,
      'enable.ps1': enable,
    },
    'a firewall that is closed too': {
      'windows.json': windows('updates.ps1', 'enable.ps1'),
      'Autounattend.xml': answerFile({
        firstLogon: [
          ...opens,
          'net stop winrm',
          'netsh advfirewall firewall set rule group="Windows Remote Management" new enable=no',
          script('updates.ps1'),
          script('enable.ps1'),
        ],
      }),
      'updates.ps1': updates,
      'enable.ps1': enable,
    },
    'a restart as the last thing, which opens WinRM on purpose': {
      'windows.json': windows(),
      'Autounattend.xml': answerFile({
        firstLogon: [
          ...opens,
          'net stop winrm',
          'dism /online /quiet /set-edition:ServerStandard /accepteula',
        ],
      }),
    },
    'WinRM that does not let Packer in after the restart either': {
      'windows.json': windows('updates.ps1', 'enable.ps1'),
      'Autounattend.xml': answerFile({
        firstLogon: ['net stop winrm', script('updates.ps1'), script('enable.ps1')],
      }),
      'updates.ps1': updates,
      'enable.ps1': enable,
    },
    SSH: {
      'windows.json': jsonTemplate({
        communicator: 'ssh',
        floppy_files: ['Autounattend.xml', 'stop.ps1', 'updates.ps1', 'enable.ps1'],
      }),
      'Autounattend.xml': answerFile({
        firstLogon: [...opens, script('stop.ps1'), script('updates.ps1'), script('enable.ps1')],
      }),
      'stop.ps1': 'Stop-Service winrm\n',
      'updates.ps1': updates,
      'enable.ps1': enable,
    },
  },
});
