import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const run = 'reg add HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run /v x /d';
const windows = (...scripts: string[]) => jsonTemplate({ floppy_files: ['Autounattend.xml', ...scripts] });

testRule('reboot-strands-first-logon', {
  found: {
    'a restart before WinRM is enabled': {
      files: {
        'windows.json': windows('enable-winrm.ps1'),
        'Autounattend.xml': answerFile({
          firstLogon: ['tzutil /s UTC', '«shutdown /r /t 0»', 'powershell -File a:\\enable-winrm.ps1'],
        }),
        'enable-winrm.ps1': 'winrm quickconfig -q\n',
      },
      message:
        /^The restart by Order 2 \(shutdown \/r \/t 0\) ends the first logon: Order 3 and what follows do not run/,
    },
    'a restart in a script, over SSH, in HCL2': {
      files: {
        'windows.pkr.hcl': `source "vmware-iso" "windows" {
  guest_os_type = "windows9-64"
  ssh_username  = "vagrant"
  floppy_files  = ["Autounattend.xml", "first.ps1"]
}
build {
  sources = ["source.vmware-iso.windows"]
}
`,
        'Autounattend.xml': answerFile({ firstLogon: ['powershell -File a:\\first.ps1', 'cmd /c echo x'] }),
        'first.ps1': 'Install-WindowsFeature Web-Server\n«Restart-Computer -Force»\n',
      },
    },
    'a restart in a batch file': {
      files: {
        'windows.json': windows('first.cmd'),
        'Autounattend.xml': answerFile({ firstLogon: ['cmd /c a:\\first.cmd', 'cmd /c echo x'] }),
        'first.cmd': '@echo off\r\n«shutdown.exe -r -f -t 5»\r\n',
      },
    },
    'a restart in half a minute': {
      files: {
        'windows.json': windows(),
        'Autounattend.xml': answerFile({ firstLogon: ['«shutdown /r»', 'cmd /c echo x'] }),
      },
      severity: 'warning',
      message: /may not run/,
    },
    'a restart behind an entry that starts something else': {
      files: {
        'windows.json': windows(),
        'Autounattend.xml': answerFile({
          firstLogon: [`${run} notepad.exe /f`, '«shutdown /r /t 0»', 'cmd /c echo x'],
        }),
      },
    },
    'a script that registers another one, which can be read': {
      files: {
        'windows.json': windows('x.ps1', 'next.ps1'),
        'Autounattend.xml': answerFile({ firstLogon: ['powershell -File a:\\x.ps1', 'cmd /c echo x'] }),
        'x.ps1':
          "New-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce -Name x -Value 'powershell -File a:\\next.ps1'\n«Restart-Computer»\n",
        'next.ps1': 'tzutil /s UTC\n',
      },
    },
    'a lone answer file': {
      files: { 'Autounattend.xml': answerFile({ firstLogon: ['«shutdown /r /t 0»', 'cmd /c echo x'] }) },
    },
  },
  silent: {
    'a restart as the last command': {
      'windows.json': windows(),
      'Autounattend.xml': answerFile({ firstLogon: ['cmd /c echo x', 'shutdown /r /t 0'] }),
    },
    'a script that is started afterwards, and can not be read': {
      'windows.json': windows(),
      'Autounattend.xml': answerFile({
        firstLogon: [`${run} c:\\x.cmd /f`, 'shutdown /r /t 0', 'cmd /c echo x'],
      }),
    },
    'a script that registers itself': {
      'windows.json': windows('x.ps1'),
      'Autounattend.xml': answerFile({ firstLogon: ['powershell -File a:\\x.ps1', 'cmd /c echo x'] }),
      'x.ps1':
        'Set-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce -Name x -Value "powershell -File a:\\x.ps1"\nRestart-Computer\n',
    },
    'a script that registers itself by what it calls itself': {
      'windows.json': windows('x.cmd'),
      'Autounattend.xml': answerFile({ firstLogon: ['cmd /c a:\\x.cmd', 'cmd /c echo x'] }),
      'x.cmd':
        'reg add HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce /v x /d "%~f0"\r\nshutdown /r /t 0\r\n',
    },
    'a restart where a condition decides': {
      'windows.json': windows('x.ps1'),
      'Autounattend.xml': answerFile({ firstLogon: ['powershell -File a:\\x.ps1', 'cmd /c echo x'] }),
      'x.ps1': 'if ($needed) { Restart-Computer }\n',
    },
    Boxstarter: {
      'windows.json': windows('package.ps1'),
      'Autounattend.xml': answerFile({
        firstLogon: [
          'powershell -Command "Install-BoxstarterPackage -PackageName a:\\package.ps1"',
          'cmd /c echo x',
        ],
      }),
      'package.ps1': 'Restart-Computer\nInvoke-Reboot\n',
    },
    'a script before it that can not be read': {
      'windows.json': windows(),
      'Autounattend.xml': answerFile({
        firstLogon: ['powershell -File C:\\first.ps1', 'shutdown /r /t 0', 'cmd /c echo x'],
      }),
    },
    'a restart in another pass': {
      'windows.json': windows(),
      'Autounattend.xml': answerFile({ specialize: ['shutdown /r /t 0'], firstLogon: ['cmd /c echo x'] }),
    },
    'two architectures, of which the guest has one': {
      'windows.json': windows(),
      'Autounattend.xml': `<unattend xmlns="urn:schemas-microsoft-com:unattend"><settings pass="oobeSystem">${[
        'amd64',
        'x86',
      ]
        .map(
          (name) =>
            `<component name="Microsoft-Windows-Shell-Setup" processorArchitecture="${name}"><FirstLogonCommands><SynchronousCommand><Order>1</Order><CommandLine>shutdown /r /t 0</CommandLine></SynchronousCommand></FirstLogonCommands></component>`,
        )
        .join('')}</settings></unattend>`,
    },
  },
});
