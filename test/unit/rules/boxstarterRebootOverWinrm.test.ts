import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const hcl = (commands: string, after = '', more = '') => `source "virtualbox-iso" "x" {
  guest_os_type = "Windows2019_64"
  communicator  = "winrm"
}
build {
  sources = ["source.virtualbox-iso.x"]

  provisioner "powershell" {${more}
    inline = [${commands}]
  }${after}
}
`;

const install = 'Install-BoxstarterPackage -PackageName C:/p.ps1';

testRule('boxstarter-reboot-over-winrm', {
  found: {
    'Invoke-Reboot behind the start': {
      files: { 'x.pkr.hcl': hcl(`"${install}", "«Invoke-Reboot»"`) },
      fixed: {
        'x.pkr.hcl': hcl(
          `"${install} -DisableReboots", "Invoke-Reboot"`,
          '\n\n  provisioner "windows-restart" {\n    restart_timeout = "15m"\n  }',
        ),
      },
    },
    'RebootOk in JSON': {
      files: {
        'x.json': jsonTemplate(
          {},
          { type: 'powershell', inline: ['«$Boxstarter.RebootOk = $true»', install] },
        ),
      },
      fixed: {
        'x.json': jsonTemplate(
          {},
          { type: 'powershell', inline: ['$Boxstarter.RebootOk = $false', `${install} -DisableReboots`] },
          { type: 'windows-restart', restart_timeout: '15m' },
        ),
      },
    },
    'updates of Boxstarter in an uploaded package': {
      files: {
        'x.json': jsonTemplate(
          {},
          { type: 'file', source: 'p.ps1', destination: 'C:/p.ps1' },
          { type: 'powershell', inline: [install] },
        ),
        'p.ps1': 'Write-Host package\n«Install-WindowsUpdate -AcceptEula»\n',
      },
    },
    'Invoke-Reboot where nothing is seen to allow it': {
      files: {
        'x.json': jsonTemplate({}, { type: 'powershell', script: 's.ps1' }),
        's.ps1': 'Import-Module Boxstarter.Chocolatey\n«Invoke-Reboot»\n',
      },
      severity: 'warning',
      fixed: false,
    },
    'Invoke-Reboot behind RebootOk': {
      files: {
        'x.json': jsonTemplate({}, { type: 'powershell', script: 's.ps1' }),
        's.ps1': '«$Boxstarter.RebootOk = $true»\n«Invoke-Reboot»\n',
      },
      fixed: {
        'x.json': jsonTemplate(
          {},
          { type: 'powershell', script: 's.ps1' },
          { type: 'windows-restart', restart_timeout: '15m' },
        ),
        's.ps1': '$Boxstarter.RebootOk = $false\nInvoke-Reboot\n',
      },
    },
  },
  silent: {
    'reboots are switched off': {
      'x.pkr.hcl': hcl(`"${install} -DisableReboots", "Invoke-Reboot"`),
    },
    'RebootOk that is false': {
      'x.json': jsonTemplate({}, { type: 'powershell', script: 's.ps1' }),
      's.ps1': '$Boxstarter.RebootOk = $false\nInvoke-Reboot\n',
    },
    'updates without restart': {
      'x.pkr.hcl': hcl(`"${install}", "Install-WindowsUpdate -AcceptEula -SuppressReboots"`),
    },
    'a scheduled task': {
      'x.pkr.hcl': hcl(
        `"${install}", "Invoke-Reboot"`,
        '',
        '\n    elevated_user = "SYSTEM"\n    elevated_password = ""',
      ),
    },
    'Boxstarter before WinRM': {
      'x.json': jsonTemplate({ floppy_files: ['Autounattend.xml', 'b.ps1'] }),
      'Autounattend.xml': answerFile({ firstLogon: ['powershell -File a:\\b.ps1'] }),
      'b.ps1': `${install}\nInvoke-Reboot\n`,
    },
  },
});
