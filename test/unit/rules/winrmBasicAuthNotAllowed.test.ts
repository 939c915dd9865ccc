import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const windows10 = { guest_os_type: 'Windows10_64', iso_url: 'Win10_22H2.iso' };
const withScript = { ...windows10, floppy_files: ['Autounattend.xml', 'enable-winrm.ps1'] };
const runsScript = answerFile({ firstLogon: ['powershell -File a:\\enable-winrm.ps1'] });
const quickconfig = 'cmd /c winrm quickconfig -q';
const unencrypted = 'cmd /c winrm set winrm/config/service @{AllowUnencrypted="true"}';
const basic = 'cmd /c winrm set winrm/config/service/auth @{Basic="true"}';

testRule('winrm-basic-auth-not-allowed', {
  found: {
    'a quickconfig alone': {
      files: {
        'windows.json': jsonTemplate(windows10),
        'Autounattend.xml': answerFile({ firstLogon: ['«winrm quickconfig -q»'] }),
      },
      message: /without Basic authentication and unencrypted traffic.*Basic over HTTP/,
      fixed: false,
    },
    'a script of PowerShell': {
      files: {
        'windows.json': jsonTemplate(withScript),
        'Autounattend.xml': runsScript,
        'enable-winrm.ps1': '# for Packer\n«Enable-PSRemoting -Force» # at last\n',
      },
      fixed: {
        'enable-winrm.ps1':
          '# for Packer\nEnable-PSRemoting -Force # at last\nSet-Item -Path WSMan:\\localhost\\Service\\AllowUnencrypted -Value $true\nSet-Item -Path WSMan:\\localhost\\Service\\Auth\\Basic -Value $true\n',
      },
    },
    'a script with the line ends of Windows': {
      files: {
        'windows.pkr.hcl': `source "qemu" "windows-10" {
  iso_url        = "windows-10.iso"
  communicator   = "winrm"
  winrm_username = "vagrant"
  floppy_files   = ["Autounattend.xml", "enable-winrm.ps1"]
}

build {
  sources = ["source.qemu.windows-10"]
}
`,
        'Autounattend.xml': runsScript,
        'enable-winrm.ps1':
          'winrm quickconfig -q\r\n«winrm set winrm/config/service/auth \'@{Basic="true"}\'»\r\n',
      },
      message: /without unencrypted traffic/,
      fixed: {
        'enable-winrm.ps1':
          'winrm quickconfig -q\r\nwinrm set winrm/config/service/auth \'@{Basic="true"}\'\r\nSet-Item -Path WSMan:\\localhost\\Service\\AllowUnencrypted -Value $true\r\n',
      },
    },
    'NTLM without encryption': {
      files: {
        'windows.json': jsonTemplate({ ...windows10, winrm_use_ntlm: true }),
        'Autounattend.xml': answerFile({ firstLogon: ['«winrm quickconfig -q»'] }),
      },
      message: /without unencrypted traffic.*NTLM/,
      fixed: false,
    },
    'Basic authentication that is turned off again': {
      files: {
        'windows.json': jsonTemplate(withScript),
        'Autounattend.xml': runsScript,
        'enable-winrm.ps1':
          'Enable-PSRemoting -Force\nSet-Item WSMan:\\localhost\\Service\\Auth\\Basic $false\n«Set-Item WSMan:\\localhost\\Service\\AllowUnencrypted $true»\n',
      },
    },
  },
  silent: {
    'all that Packer needs': {
      'windows.json': jsonTemplate(windows10),
      'Autounattend.xml': answerFile({ firstLogon: [quickconfig, unencrypted, basic] }),
    },
    'policies in the registry': {
      'windows.json': jsonTemplate(windows10),
      'Autounattend.xml': answerFile({
        firstLogon: [
          'reg add HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service /v AllowBasic /t REG_DWORD /d 1 /f',
          'reg add HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service /v AllowUnencryptedTraffic /t REG_DWORD /d 1 /f',
          quickconfig,
        ],
      }),
    },
    'a script that can not be read': {
      'windows.json': jsonTemplate(windows10),
      'Autounattend.xml': answerFile({ firstLogon: [quickconfig, 'powershell -File C:\\more.ps1'] }),
    },
    'a cloud': {
      'windows.json': jsonTemplate({
        type: 'amazon-ebs',
        instance_type: 't3.large',
        user_data: '<powershell>winrm quickconfig -q</powershell>',
      }),
    },
    'a guest that sets nothing up, of which winrm-never-enabled speaks': {
      'windows.json': jsonTemplate(windows10),
      'Autounattend.xml': answerFile({}),
    },
    'another port, of which winrm-port-tls-mismatch speaks': {
      'windows.json': jsonTemplate({ ...windows10, winrm_port: 55985 }),
      'Autounattend.xml': answerFile({ firstLogon: [quickconfig] }),
    },
  },
});
