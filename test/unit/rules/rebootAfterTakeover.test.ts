import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

/** Everything that Packer needs to connect by WinRM over HTTP. */
const opens = [
  'winrm quickconfig -q',
  'winrm set winrm/config/service @{AllowUnencrypted="true"}',
  'winrm set winrm/config/service/auth @{Basic="true"}',
];
const updates = 'powershell -File a:\\win-updates.ps1';
const withScripts = (...names: string[]) => jsonTemplate({ floppy_files: ['Autounattend.xml', ...names] });

const provisioner = `  provisioner "powershell" {
    script = "x.ps1"
  }
`;
const restart = `  provisioner "windows-restart" {
    restart_timeout = "15m"
  }

`;

const hcl = (settings: string, provisioners = '') => `source "vmware-iso" "windows" {
  guest_os_type  = "windows9-64"
  iso_url        = "win.iso"
  iso_checksum   = "none"
  floppy_files   = ["Autounattend.xml"]
${settings}
}
build {
  sources = ["source.vmware-iso.windows"]
${provisioners}}
`;

const openInPowerShell = `Enable-PSRemoting -Force
winrm set winrm/config/service '@{AllowUnencrypted="true"}'
winrm set winrm/config/service/auth '@{Basic="true"}'
`;

testRule('reboot-after-takeover', {
  found: {
    'an update script that restarts after WinRM is open': {
      files: {
        'windows.json': withScripts('win-updates.ps1'),
        'Autounattend.xml': answerFile({ firstLogon: [...opens, updates] }),
        'win-updates.ps1': `function Restart-Guest {
  «Restart-Computer -Force»
}
if (Test-Reboot) { Restart-Guest } else { Write-Host 'Done' }
`,
      },
      fixed: false,
      severity: 'warning',
      message:
        /^Packer connects after Order 3 \(winrm set .*\), and the restart by Order 4 \(Restart-Computer -Force\) may disconnect it\./,
    },
    'a restart in the answer file, in HCL2': {
      files: {
        'windows.pkr.hcl': hcl('  communicator   = "winrm"\n  winrm_username = "vagrant"', provisioner),
        'Autounattend.xml': answerFile({ firstLogon: [...opens, '«shutdown /r /t 0»'] }),
      },
      fixed: {
        'windows.pkr.hcl': hcl(
          '  communicator   = "winrm"\n  winrm_username = "vagrant"',
          restart + provisioner,
        ),
        'Autounattend.xml': answerFile({ firstLogon: opens }),
      },
    },
    'a restart in a batch file after all of the guest is known': {
      files: {
        'windows.json': jsonTemplate({
          guest_os_type: 'Windows10_64',
          iso_url: 'Win10_21H2.iso',
          floppy_files: ['Autounattend.xml', 'last.cmd'],
        }),
        'Autounattend.xml': answerFile({ firstLogon: [...opens, 'cmd /c a:\\last.cmd'] }),
        'last.cmd': '@echo off\r\necho restarting\r\n«shutdown.exe -r -f -t 5»\r\n',
      },
      // No provisioner could restart the guest instead.
      fixed: false,
      severity: 'error',
      message: / disconnects it/,
    },
    'a feature that restarts when it wants to': {
      files: {
        'windows.json': withScripts('x.ps1'),
        'Autounattend.xml': answerFile({
          firstLogon: [...opens, 'powershell -File a:\\x.ps1'],
        }),
        'x.ps1': '«Install-WindowsFeature Web-Server -Restart»\n',
      },
      fixed: false,
      severity: 'warning',
    },
    'user data that restarts at its end': {
      files: {
        'windows.json': jsonTemplate({
          type: 'amazon-ebs',
          floppy_files: undefined,
          user_data_file: 'user-data.txt',
        }),
        'user-data.txt': `<powershell>\n${openInPowerShell}«Restart-Computer»\n</powershell>\n`,
      },
      fixed: false,
    },
    'a server, which may come with WinRM switched on': {
      files: {
        'windows.json': jsonTemplate({ iso_url: 'windows_2019.iso' }),
        'Autounattend.xml': answerFile({ firstLogon: [...opens.slice(1), '«shutdown /r /t 0»'] }),
      },
      fixed: false,
      severity: 'warning',
    },
    'sysprep that restarts': {
      files: {
        'windows.json': jsonTemplate({ iso_url: 'Win10_21H2.iso', guest_os_type: 'Windows10_64' }),
        'Autounattend.xml': answerFile({
          firstLogon: [...opens, '«C:\\Windows\\System32\\Sysprep\\sysprep.exe /oobe /reboot»'],
        }),
      },
      fixed: false,
    },
    'a restart, and a script before it that can not be read': {
      files: {
        'windows.json': jsonTemplate({}),
        'Autounattend.xml': answerFile({
          firstLogon: ['powershell -File C:\\first.ps1', ...opens, '«shutdown /r /t 0»'],
        }),
      },
      fixed: false,
      severity: 'info',
    },
    'an update script that restarts at its end, before WinRM is opened last': {
      files: {
        'windows.json': jsonTemplate(
          { floppy_files: ['Autounattend.xml', 'updates.ps1'] },
          { type: 'powershell', script: 'x.ps1' },
        ),
        'Autounattend.xml': answerFile({
          firstLogon: [...opens, 'powershell -File a:\\updates.ps1', 'cmd /c echo done'],
        }),
        'updates.ps1': 'Install-WindowsUpdate -AcceptAll -IgnoreReboot\n«Restart-Computer -Force»\n',
      },
      fixed: {
        'windows.json': jsonTemplate(
          { floppy_files: ['Autounattend.xml', 'updates.ps1'] },
          { type: 'windows-restart', restart_timeout: '15m' },
          { type: 'powershell', script: 'x.ps1' },
        ),
        'Autounattend.xml': answerFile({
          firstLogon: [
            ...opens.slice(0, 2),
            'powershell -File a:\\updates.ps1',
            ...opens.slice(2),
            'cmd /c echo done',
          ],
        }),
        'updates.ps1': 'Install-WindowsUpdate -AcceptAll -IgnoreReboot\n',
      },
    },
    'a restart of the specialize pass, behind which Setup goes on': {
      files: {
        'windows.json': jsonTemplate({}),
        'Autounattend.xml': answerFile({
          specialize: [...opens, '«shutdown /r /t 0»', 'cmd /c echo last'],
        }),
      },
      fixed: {
        'Autounattend.xml': answerFile({
          specialize: [...opens.slice(0, 2), 'shutdown /r /t 0', ...opens.slice(2), 'cmd /c echo last'],
        }),
      },
    },
  },
  silent: {
    'an answer file of which nobody says that Packer uses it': {
      'Autounattend.xml': answerFile({ firstLogon: [...opens, 'shutdown /r /t 0'] }),
    },
    'SSH, which opens last': {
      'windows.json': withScripts('win-updates.ps1').replace('"winrm"', '"ssh"'),
      'Autounattend.xml': answerFile({ firstLogon: [...opens, updates] }),
      'win-updates.ps1': 'Restart-Computer\n',
    },
    'no communicator in HCL2, which is SSH': {
      'windows.pkr.hcl': hcl(''),
      'Autounattend.xml': answerFile({ firstLogon: [...opens, 'shutdown /r /t 0'] }),
    },
    'an update script that opens WinRM when it is done': {
      'windows.json': withScripts('win-updates.ps1', 'disable-winrm.ps1', 'enable-winrm.ps1'),
      'Autounattend.xml': answerFile({ firstLogon: ['powershell -File a:\\disable-winrm.ps1', updates] }),
      'disable-winrm.ps1': 'Stop-Service winrm\nSet-Service winrm -StartupType Disabled\n',
      'enable-winrm.ps1': openInPowerShell,
      'win-updates.ps1': `function Stop-OrGoOn {
  if ($done) { Invoke-Expression "a:\\enable-winrm.ps1" } else { Restart-Computer }
}
function Install-All {
  Restart-Computer
}
if ($more) { Install-All }
Stop-OrGoOn
`,
    },
    'a gate between': {
      'windows.json': jsonTemplate({ iso_url: 'Win10_21H2.iso', guest_os_type: 'Windows10_64' }),
      'Autounattend.xml': answerFile({
        firstLogon: [...opens, 'net stop winrm', 'sc config winrm start= disabled', 'shutdown /r /t 0'],
      }),
    },
    'a gate by its name': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': answerFile({
        firstLogon: [...opens, 'powershell -File C:\\disable-winrm.ps1', 'shutdown /r /t 0'],
      }),
    },
    'a restart before': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': answerFile({ specialize: ['shutdown /r /t 0'], firstLogon: opens }),
    },
    'WinRM that does not allow what Packer sends yet': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': answerFile({ firstLogon: ['winrm quickconfig -q', 'shutdown /r /t 0', ...opens] }),
    },
    'WinRM at another port than the one of the template': {
      'windows.json': jsonTemplate({ winrm_use_ssl: true }),
      'Autounattend.xml': answerFile({ firstLogon: [...opens, 'shutdown /r /t 0'] }),
    },
    'a template that waits before it connects for good': {
      'windows.json': jsonTemplate({ pause_before_connecting: '20m' }),
      'Autounattend.xml': answerFile({ firstLogon: [...opens, 'shutdown /r /t 0'] }),
    },
    'a command that does not restart': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': answerFile({ firstLogon: [...opens, 'cmd /c echo shutdown /r', 'shutdown /a'] }),
    },
    'a restart in a provisioner': {
      'windows.json': jsonTemplate({}, { type: 'powershell', inline: ['Restart-Computer'] }),
      'Autounattend.xml': answerFile({ firstLogon: opens }),
    },
  },
});
