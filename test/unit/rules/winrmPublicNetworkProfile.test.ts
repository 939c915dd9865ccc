import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const windows10 = { guest_os_type: 'Windows10_64', iso_url: 'Win10_22H2.iso' };
const withScript = (more: object = {}) =>
  jsonTemplate({ ...windows10, floppy_files: ['Autounattend.xml', 'winrm.ps1'], ...more });
const runsScript = answerFile({ firstLogon: ['powershell -File a:\\winrm.ps1'] });
const isPrivate = 'Get-NetConnectionProfile | Set-NetConnectionProfile -NetworkCategory Private';
const project = (script: string) => ({
  'windows.json': withScript(),
  'Autounattend.xml': runsScript,
  'winrm.ps1': script,
});

testRule('winrm-public-network-profile', {
  found: {
    'a client, in an answer file': {
      files: {
        'windows.json': jsonTemplate(windows10),
        'Autounattend.xml': answerFile({ firstLogon: ['«winrm quickconfig -q»'] }),
      },
      severity: 'warning',
      message: /does not open the firewall of a Windows client/,
      fixed: false,
    },
    'a client, in a script': {
      files: project('# for Packer\n  «Enable-PSRemoting -Force»\n'),
      severity: 'warning',
      fixed: { 'winrm.ps1': `# for Packer\n  ${isPrivate}\n  Enable-PSRemoting -Force\n` },
    },
    'a server, as an information': {
      files: {
        'windows.pkr.hcl': `source "qemu" "windows-2019" {
  iso_url        = "windows-server-2019.iso"
  communicator   = "winrm"
  floppy_files   = ["Autounattend.xml"]
}

build {
  sources = ["source.qemu.windows-2019"]
}
`,
        'Autounattend.xml': answerFile({ firstLogon: ['«winrm quickconfig -q»'] }),
      },
      message: /but the network may be public/,
      fixed: false,
    },
    'a network that is made private too late': {
      files: project(`«winrm quickconfig -q»\n${isPrivate}\n`),
      severity: 'warning',
      fixed: { 'winrm.ps1': `${isPrivate}\nwinrm quickconfig -q\n${isPrivate}\n` },
    },
  },
  silent: {
    'a network that is private before': project(`${isPrivate}\nwinrm quickconfig -q\n`),
    'a switch that needs no private network': project('Enable-PSRemoting -SkipNetworkProfileCheck -Force\n'),
    'a rule of its own': project(
      'winrm quickconfig -q\nNew-NetFirewallRule -DisplayName WinRM -Direction Inbound -Protocol TCP -LocalPort 5985 -Action Allow\n',
    ),
    'no firewall': project('netsh advfirewall set allprofiles state off\nwinrm quickconfig -q\n'),
    'an answer file that says where the machine is': {
      'windows.json': jsonTemplate(windows10),
      'Autounattend.xml': answerFile(
        { firstLogon: ['winrm quickconfig -q'] },
        '      <OOBE>\n        <NetworkLocation>Work</NetworkLocation>\n      </OOBE>\n',
      ),
    },
    'a script before that can not be read': {
      'windows.json': jsonTemplate(windows10),
      'Autounattend.xml': answerFile({
        firstLogon: ['powershell -File C:\\network.ps1', 'winrm quickconfig -q'],
      }),
    },
    SSH: {
      'windows.json': jsonTemplate({ ...windows10, communicator: 'ssh', ssh_username: 'vagrant' }),
      'Autounattend.xml': answerFile({ firstLogon: ['winrm quickconfig -q'] }),
    },
  },
});
