import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const opens = [
  'winrm quickconfig -q',
  'winrm set winrm/config/service @{AllowUnencrypted="true"}',
  'winrm set winrm/config/service/auth @{Basic="true"}',
];

testRule('work-after-takeover', {
  found: {
    'an installation behind the opening, once for the list': {
      files: {
        'windows.json': jsonTemplate({}),
        'Autounattend.xml': answerFile({
          firstLogon: [...opens, '«choco install -y git»', 'choco install -y vim'],
        }),
      },
      message:
        /^Packer connects after Order 3 \(.*\) and starts provisioning while Order 4 \(choco install -y git\)/,
      fixed: {
        'Autounattend.xml': answerFile({
          firstLogon: [
            ...opens.slice(0, 2),
            'choco install -y git',
            'choco install -y vim',
            ...opens.slice(2),
          ],
        }),
      },
    },
    'updates in a script, in HCL2': {
      files: {
        'windows.pkr.hcl': `source "qemu" "windows" {
  iso_url        = "windows_2022.iso"
  communicator   = "winrm"
  winrm_username = "vagrant"
  floppy_files   = ["Autounattend.xml", "scripts/updates.ps1"]
}
build {
  sources = ["source.qemu.windows"]
}
`,
        'Autounattend.xml': answerFile({ firstLogon: [...opens, 'powershell -File a:\\updates.ps1'] }),
        'scripts/updates.ps1': '«Install-WindowsUpdate -AcceptAll -IgnoreReboot»\n',
      },
    },
    'a batch file that installs where a condition decides': {
      files: {
        'windows.json': jsonTemplate({ floppy_files: ['Autounattend.xml', 'tools.cmd'] }),
        'Autounattend.xml': answerFile({ firstLogon: [...opens, 'cmd /c a:\\tools.cmd'] }),
        'tools.cmd': 'if exist d:\\tools.msi «msiexec /i d:\\tools.msi /qn /norestart»\r\n',
      },
      severity: 'hint',
    },
    'user data that goes on after WinRM is open': {
      files: {
        'windows.json': jsonTemplate({
          type: 'amazon-ebs',
          floppy_files: undefined,
          user_data_file: 'user-data.txt',
        }),
        'user-data.txt':
          '<powershell>\nEnable-PSRemoting -Force\nSet-Item WSMan:\\localhost\\Service\\AllowUnencrypted true\nSet-Item WSMan:\\localhost\\Service\\Auth\\Basic true\n«Install-WindowsFeature Web-Server»\n</powershell>\n',
      },
      fixed: false,
    },
  },
  silent: {
    'WinRM that opens last': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': answerFile({ firstLogon: ['choco install -y git', ...opens] }),
    },
    'a template that waits before it connects for good': {
      'windows.json': jsonTemplate({ pause_before_connecting: '10m' }),
      'Autounattend.xml': answerFile({ firstLogon: [...opens, 'choco install -y git'] }),
    },
    'what is done in a moment': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': answerFile({
        firstLogon: [
          ...opens,
          'reg add HKLM\\x /v y /d z /f',
          'tzutil /s UTC',
          'cmd /c echo choco install git',
        ],
      }),
    },
    'work behind a gate': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': answerFile({
        firstLogon: [...opens, 'net stop winrm', 'choco install -y git', 'net start winrm'],
      }),
    },
    'two branches of one script': {
      'windows.json': jsonTemplate({ floppy_files: ['Autounattend.xml', 'x.ps1'] }),
      'Autounattend.xml': answerFile({ firstLogon: [...opens.slice(0, 2), 'powershell -File a:\\x.ps1'] }),
      'x.ps1': `if ($done) {
  winrm set winrm/config/service/auth '@{Basic="true"}'
} else {
  choco install -y git
}
`,
    },
    SSH: {
      'windows.json': jsonTemplate({ communicator: 'ssh' }),
      'Autounattend.xml': answerFile({ firstLogon: [...opens, 'choco install -y git'] }),
    },
  },
});
