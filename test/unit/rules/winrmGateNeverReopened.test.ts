import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const opens = [
  'winrm quickconfig -q',
  'winrm set winrm/config/service @{AllowUnencrypted="true"}',
  'winrm set winrm/config/service/auth @{Basic="true"}',
];
const disable = 'Stop-Service winrm\n«Set-Service winrm -StartupType Disabled»\n';
const windows = (...scripts: string[]) => jsonTemplate({ floppy_files: ['Autounattend.xml', ...scripts] });
const script = (name: string) => `powershell -File a:\\${name}`;

testRule('winrm-gate-never-reopened', {
  found: {
    'a service that is disabled, and nothing else': {
      files: {
        'windows.json': windows('disable-winrm.ps1'),
        'Autounattend.xml': answerFile({ firstLogon: [script('disable-winrm.ps1')] }),
        'disable-winrm.ps1': disable,
      },
      message:
        /^Order 1 \(Set-Service winrm -StartupType Disabled\) closes WinRM, and nothing opens it again/,
    },
    'a service that is stopped after it was open': {
      files: {
        'windows.json': windows(),
        'Autounattend.xml': answerFile({
          firstLogon: [...opens, '«net stop winrm»', 'choco install -y git'],
        }),
      },
    },
    'a rule of the firewall, in HCL2': {
      files: {
        'windows.pkr.hcl': `source "vmware-iso" "windows" {
  guest_os_type  = "windows9-64"
  communicator   = "winrm"
  winrm_username = "vagrant"
  floppy_files   = ["Autounattend.xml", "close.cmd"]
}
build {
  sources = ["source.vmware-iso.windows"]
}
`,
        'Autounattend.xml': answerFile({ firstLogon: [...opens, 'cmd /c a:\\close.cmd'] }),
        'close.cmd':
          '@echo off\n«netsh advfirewall firewall set rule group="Windows Remote Management" new enable=no»\n',
      },
    },
    'a service that a restart does not start': {
      files: {
        'windows.json': windows(),
        'Autounattend.xml': answerFile({
          specialize: [...opens, '«sc config winrm start= disabled»', 'shutdown /r /t 0'],
          firstLogon: ['tzutil /s UTC'],
        }),
      },
    },
  },
  silent: {
    'a gate that is opened last': {
      'windows.json': windows('disable-winrm.ps1'),
      'Autounattend.xml': answerFile({ firstLogon: [script('disable-winrm.ps1'), ...opens] }),
      'disable-winrm.ps1': 'Stop-Service winrm\nSet-Service winrm -StartupType Disabled\n',
    },
    'a gate that a branch opens': {
      'windows.json': windows('disable-winrm.ps1', 'updates.ps1'),
      'Autounattend.xml': answerFile({ firstLogon: [script('disable-winrm.ps1'), script('updates.ps1')] }),
      'disable-winrm.ps1': 'Stop-Service winrm\nSet-Service winrm -StartupType Disabled\n',
      'updates.ps1': `if ($done) {
  Enable-PSRemoting -Force
  winrm set winrm/config/service '@{AllowUnencrypted="true"}'
  winrm set winrm/config/service/auth '@{Basic="true"}'
}
`,
    },
    'a script that can not be read': {
      'windows.json': windows('disable-winrm.ps1'),
      'Autounattend.xml': answerFile({
        firstLogon: [script('disable-winrm.ps1'), 'powershell -File C:\\setup.ps1'],
      }),
      'disable-winrm.ps1': 'Stop-Service winrm\nSet-Service winrm -StartupType Disabled\n',
    },
    'a stopped service that a restart starts again': {
      'windows.json': windows(),
      'Autounattend.xml': answerFile({
        firstLogon: [
          ...opens,
          'net stop winrm',
          'dism /online /quiet /set-edition:ServerStandard /accepteula',
        ],
      }),
    },
    'something that runs after the next restart': {
      'windows.json': windows(),
      'Autounattend.xml': answerFile({
        firstLogon: [
          ...opens,
          'sc config winrm start= disabled',
          'net stop winrm',
          'schtasks /create /tn x /tr c:\\x.cmd /sc onstart',
        ],
      }),
    },
    SSH: {
      'windows.json': jsonTemplate({ communicator: 'ssh' }),
      'Autounattend.xml': answerFile({ firstLogon: ['net stop winrm'] }),
    },
    'a guest that never had WinRM': {
      'windows.json': windows(),
      'Autounattend.xml': answerFile({ firstLogon: ['tzutil /s UTC'] }),
    },
  },
});
