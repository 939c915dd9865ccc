import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const windows10 = { guest_os_type: 'Windows10_64', iso_url: 'Win10_22H2.iso' };
const json = (more: object = {}) => jsonTemplate({ ...windows10, ...more });
const marked = (more: object = {}) =>
  json(more).replace('"communicator": "winrm"', '"communicator": «"winrm"»');
const hcl = `source "qemu" "windows-10" {
  iso_url        = "windows-10.iso"
  communicator   = «"winrm"»
  winrm_username = "vagrant"
  winrm_password = "vagrant"
  floppy_files   = ["Autounattend.xml", "prepare.cmd"]
}

build {
  sources = ["source.qemu.windows-10"]
}
`;

testRule('winrm-never-enabled', {
  found: {
    'an answer file that runs nothing for it': {
      files: {
        'windows.json': marked(),
        'Autounattend.xml': answerFile({ firstLogon: ['reg add HKCU\\Console /v QuickEdit /d 1'] }),
      },
      message: /no command of the answer file or its scripts sets it up/,
    },
    'a server, which does not let Packer in by itself': {
      files: {
        'windows.json': jsonTemplate({}).replace('"communicator": "winrm"', '"communicator": «"winrm"»'),
        'Autounattend.xml': answerFile({}),
      },
    },
    'a script that does not do it, in HCL2': {
      files: {
        'windows.pkr.hcl': hcl,
        'Autounattend.xml': answerFile({ firstLogon: ['cmd /c a:\\prepare.cmd'] }),
        'prepare.cmd': '@echo off\nrem winrm quickconfig -q\necho winrm quickconfig -q\n',
      },
    },
    'settings without a listener': {
      files: {
        'windows.json': marked(),
        'Autounattend.xml': answerFile({
          firstLogon: ['cmd /c winrm set winrm/config/service/auth @{Basic="true"}'],
        }),
      },
      message: /alone does not/,
    },
    'a listener behind the firewall': {
      files: {
        'windows.json': marked(),
        'Autounattend.xml': answerFile({
          firstLogon: [
            'net start winrm',
            'cmd /c winrm create winrm/config/Listener?Address=*+Transport=HTTP',
            'cmd /c winrm set winrm/config/service/auth @{Basic="true"}',
            'cmd /c winrm set winrm/config/service @{AllowUnencrypted="true"}',
          ],
        }),
      },
      message: /no command of the answer file or its scripts opens port 5985 in the firewall/,
    },
  },
  silent: {
    'a listener behind a firewall that is switched off': {
      'windows.json': json(),
      'Autounattend.xml': answerFile({
        firstLogon: [
          'net start winrm',
          'cmd /c winrm create winrm/config/Listener?Address=*+Transport=HTTP',
          'cmd /c winrm set winrm/config/service/auth @{Basic="true"}',
          'cmd /c winrm set winrm/config/service @{AllowUnencrypted="true"}',
          'netsh advfirewall set allprofiles state off',
        ],
      }),
    },
    'a quickconfig': {
      'windows.json': json(),
      'Autounattend.xml': answerFile({ firstLogon: ['cmd /c winrm quickconfig -q'] }),
    },
    'a script that can not be read': {
      'windows.json': json(),
      'Autounattend.xml': answerFile({ firstLogon: ['powershell -File C:\\setup\\remote.ps1'] }),
    },
    Boxstarter: {
      'windows.json': json(),
      'Autounattend.xml': answerFile({
        firstLogon: ['powershell -Command Install-BoxstarterPackage -PackageName remote'],
      }),
    },
    SSH: {
      'windows.json': json({ communicator: 'ssh', ssh_username: 'vagrant' }),
      'Autounattend.xml': answerFile({}),
    },
    'commands that Packer types': {
      'windows.json': json({ boot_command: ['<leftSuperOn>r<leftSuperOff>', 'winrm quickconfig -q<enter>'] }),
      'Autounattend.xml': answerFile({}),
    },
    'a machine that is installed already': {
      'windows.json': json({ type: 'virtualbox-ovf' }),
      'Autounattend.xml': answerFile({}),
    },
    'a template without an answer file': { 'windows.json': json({ floppy_files: [] }) },
    'a gate that is shut on purpose': {
      'windows.json': json(),
      'Autounattend.xml': answerFile({ firstLogon: ['net stop winrm'] }),
    },
  },
});
