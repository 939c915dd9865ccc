import { jsonTemplate, testRule } from '../../support/ruleTests';

const hcl = (step: string) => `source "virtualbox-iso" "x" {
  guest_os_type = "Windows2019_64"
  communicator  = "winrm"
}
build {
  sources = ["source.virtualbox-iso.x"]
${step}
}
`;

testRule('elevation-missing', {
  found: {
    'wusa in JSON': {
      files: {
        'x.json': jsonTemplate({}, { type: 'powershell', inline: ['«wusa c:/kb.msu /quiet /norestart»'] }),
      },
      fixed: {
        'x.json': jsonTemplate(
          {},
          {
            type: 'powershell',
            elevated_user: 'SYSTEM',
            elevated_password: '',
            inline: ['wusa c:/kb.msu /quiet /norestart'],
          },
        ),
      },
    },
    'PSWindowsUpdate in HCL2': {
      files: {
        'x.pkr.hcl': hcl(
          '  provisioner "powershell" {\n    inline = ["«Get-WindowsUpdate -Install -AcceptAll»"]\n  }',
        ),
      },
      fixed: {
        'x.pkr.hcl': hcl(
          '  provisioner "powershell" {\n    elevated_user = "SYSTEM"\n    elevated_password = ""\n    inline = ["Get-WindowsUpdate -Install -AcceptAll"]\n  }',
        ),
      },
    },
    'a capability in a script': {
      files: {
        'x.json': jsonTemplate({}, { type: 'powershell', script: 'c.ps1' }),
        'c.ps1': '«Add-WindowsCapability -Online -Name OpenSSH.Server~~~~0.0.1.0»\n',
      },
    },
    'DISM, which works without it most of the time': {
      files: {
        'x.json': jsonTemplate(
          {},
          { type: 'powershell', inline: ['«dism /online /add-package /packagepath:c:/x.cab /norestart»'] },
        ),
      },
      severity: 'hint',
      fixed: false,
    },
    'wusa in windows-shell, which can not be elevated': {
      files: {
        'x.json': jsonTemplate(
          {},
          { type: 'windows-shell', inline: ['«wusa c:\\kb.msu /quiet /norestart»'] },
        ),
      },
      fixed: false,
    },
  },
  silent: {
    'a step with elevated_user': {
      'x.json': jsonTemplate(
        {},
        {
          type: 'powershell',
          elevated_user: 'SYSTEM',
          elevated_password: '',
          inline: ['wusa c:/kb.msu /quiet'],
        },
      ),
    },
    'a step over SSH': {
      'x.json': jsonTemplate(
        { communicator: 'ssh', ssh_username: 'vagrant' },
        { type: 'powershell', inline: ['wusa c:/kb.msu /quiet'] },
      ),
    },
    'the windows-update provisioner': { 'x.json': jsonTemplate({}, { type: 'windows-update' }) },
    'a comment': { 'x.json': jsonTemplate({}, { type: 'powershell', inline: ['# wusa c:/kb.msu'] }) },
  },
});
