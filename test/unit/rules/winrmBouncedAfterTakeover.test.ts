import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const opens = [
  'winrm quickconfig -q',
  'winrm set winrm/config/service @{AllowUnencrypted="true"}',
  'winrm set winrm/config/service/auth @{Basic="true"}',
];
/** Changes of WinRM that cut nobody off. */
const more = [
  'winrm set winrm/config/winrs @{MaxMemoryPerShellMB="1024"}',
  'netsh advfirewall firewall set rule name="Windows Remote Management (HTTP-In)" new remoteip=any',
  'sc config winrm start= auto',
  'netsh advfirewall firewall add rule name="WinRM" dir=in protocol=TCP localport=5985 action=allow',
  'netsh advfirewall firewall set rule group="Windows Remote Management" new enable=yes',
  'winrm set winrm/config/listener?Address=*+Transport=HTTP @{Port="5985"}',
];
const inPowerShell = `Enable-PSRemoting -Force
winrm set winrm/config/service '@{AllowUnencrypted="true"}'
winrm set winrm/config/service/auth '@{Basic="true"}'
`;

testRule('winrm-bounced-after-takeover', {
  found: {
    'a stop long after the opening': {
      files: {
        'windows.json': jsonTemplate({}),
        'Autounattend.xml': answerFile({
          firstLogon: [...opens, ...more, '«net stop winrm»', 'net start winrm'],
        }),
      },
      message:
        /^Packer may connect after Order 3 \(winrm set .*\), and Order 10 \(net stop winrm\) then cuts/,
    },
    'Enable-PSRemoting in a later command': {
      files: {
        'windows.json': jsonTemplate({}),
        'Autounattend.xml': answerFile({
          firstLogon: [
            ...opens,
            ...more,
            'powershell -File C:\\x.ps1',
            '«powershell Enable-PSRemoting -Force»',
          ],
        }).replace('powershell -File C:\\x.ps1', 'cmd /c echo x'),
      },
    },
    'a restart of the service soon after it, at the end of one script, in HCL2': {
      files: {
        'windows.pkr.hcl': `source "vmware-iso" "windows" {
  guest_os_type  = "windows9-64"
  communicator   = "winrm"
  winrm_username = "vagrant"
  floppy_files   = ["Autounattend.xml", "enable-winrm.ps1"]
}
build {
  sources = ["source.vmware-iso.windows"]
}
`,
        'Autounattend.xml': answerFile({ firstLogon: ['powershell -File a:\\enable-winrm.ps1'] }),
        'enable-winrm.ps1': `${inPowerShell}Set-Service winrm -StartupType Automatic\n«Restart-Service winrm»\n`,
      },
      severity: 'info',
      message: /, and 'Restart-Service winrm' then cuts/,
    },
    'a batch file that stops it, after it was open': {
      files: {
        'windows.json': jsonTemplate({ floppy_files: ['Autounattend.xml', 'last.cmd'] }),
        'Autounattend.xml': answerFile({ firstLogon: [...opens, ...more, 'cmd /c a:\\last.cmd'] }),
        'last.cmd': '@echo off\r\n«net stop winrm»\r\nnet start winrm\r\n',
      },
    },
    'a stop that is never taken back': {
      files: {
        'windows.json': jsonTemplate({}),
        'Autounattend.xml': answerFile({ firstLogon: [...opens, '«sc.exe stop WinRM»'] }),
      },
      severity: 'info',
    },
    'a stop where a condition decides': {
      files: {
        'windows.json': jsonTemplate({ floppy_files: ['Autounattend.xml', 'x.ps1'] }),
        'Autounattend.xml': answerFile({ firstLogon: [...opens, ...more, 'powershell -File a:\\x.ps1'] }),
        'x.ps1': 'if ($again) { «Restart-Service winrm» }\n',
      },
      severity: 'info',
    },
  },
  silent: {
    SSH: {
      'windows.json': jsonTemplate({ communicator: 'ssh' }),
      'Autounattend.xml': answerFile({
        firstLogon: [...opens, ...more, 'net stop winrm', 'net start winrm'],
      }),
    },
    'WinRM that is closed first and opened last': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': answerFile({
        firstLogon: ['net stop winrm', ...opens.slice(1), 'winrm quickconfig -q'],
      }),
    },
    'the command itself that opens it': {
      'windows.json': jsonTemplate({ guest_os_type: 'Windows10_64', iso_url: 'Win10_22H2.iso' }),
      'Autounattend.xml': answerFile({
        firstLogon: [...opens.slice(1), 'powershell Enable-PSRemoting -Force'],
      }),
    },
    'a stop before a restart, which opens it again when all is done': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': answerFile({
        firstLogon: [
          ...opens,
          'net stop winrm',
          'dism /online /quiet /set-edition:ServerStandard /accepteula',
        ],
      }),
    },
    'the listener of another port than the one of the template': {
      'windows.json': jsonTemplate({ winrm_use_ssl: true }),
      'Autounattend.xml': answerFile({ firstLogon: [...opens, 'net stop winrm', 'net start winrm'] }),
    },
    'a template that waits before it connects for good': {
      'windows.json': jsonTemplate({ pause_before_connecting: '5m' }),
      'Autounattend.xml': answerFile({
        firstLogon: [...opens, ...more, 'net stop winrm', 'net start winrm'],
      }),
    },
    'another service': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': answerFile({ firstLogon: [...opens, 'net stop wuauserv', 'net start wuauserv'] }),
    },
    'settings alone': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': answerFile({ firstLogon: [...opens, ...more] }),
    },
  },
});
