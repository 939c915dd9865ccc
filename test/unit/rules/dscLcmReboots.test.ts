import { jsonTemplate, testRule } from '../../support/ruleTests';

const manifest = (setting: string, node = 'localhost') =>
  `Configuration Site {\n  Node ${node} {\n    LocalConfigurationManager { ${setting} }\n  }\n}\n`;

const applies = 'Lcm -OutputPath C:\\lcm\nSet-DscLocalConfigurationManager -Path C:\\lcm\n';

const dsc = { type: 'dsc', manifest_file: 'Site.ps1' };

const hcl = (...steps: string[]) => `source "virtualbox-iso" "x" {
  guest_os_type = "Windows2019_64"
  communicator  = "winrm"
}

build {
  sources = ["source.virtualbox-iso.x"]

${steps.join('\n\n')}
}
`;

const dscBlock = '  provisioner "dsc" {\n    manifest_file = "Site.ps1"\n  }';
const restartBlock = '  provisioner "windows-restart" {\n    restart_timeout = "15m"\n  }';
const restart = { type: 'windows-restart', restart_timeout: '15m' };

testRule('dsc-lcm-reboots', {
  found: {
    'the setting in a manifest that applies it, in JSON': {
      files: {
        'x.json': jsonTemplate({}, dsc, { type: 'powershell', inline: ['dir'] }),
        'Site.ps1': manifest('«RebootNodeIfNeeded = $true»') + applies,
      },
      message: /DSC restarts the guest in the middle of the step/,
      fixed: {
        'x.json': jsonTemplate({}, dsc, restart, dsc, { type: 'powershell', inline: ['dir'] }),
        'Site.ps1': manifest('RebootNodeIfNeeded = $false') + applies,
      },
    },
    'the setting in HCL2, applied by another step': {
      files: {
        'x.pkr.hcl': hcl(
          '  provisioner "powershell" {\n    inline = ["Set-DscLocalConfigurationManager -Path C:/lcm"]\n  }',
          dscBlock,
        ),
        'Site.ps1': manifest('«rebootnodeifneeded=$True»'),
      },
      fixed: {
        'x.pkr.hcl': hcl(
          '  provisioner "powershell" {\n    inline = ["Set-DscLocalConfigurationManager -Path C:/lcm"]\n  }',
          dscBlock,
          restartBlock,
          dscBlock,
        ),
        'Site.ps1': manifest('rebootnodeifneeded=$false'),
      },
    },
    'the setting where a restart follows already': {
      files: {
        'x.json': jsonTemplate({}, dsc, restart, dsc),
        'Site.ps1': manifest('«RebootNodeIfNeeded = $true»', '$env:COMPUTERNAME') + applies,
      },
      fixed: { 'x.json': jsonTemplate({}, dsc, restart, dsc) },
    },
    'a script that runs DSC itself': {
      files: {
        'x.json': jsonTemplate({}, { type: 'powershell', script: 'dsc.ps1' }),
        'dsc.ps1': `${manifest('«RebootNodeIfNeeded = $true»')}${applies}Start-DscConfiguration -Wait -Path C:\\dsc\n`,
      },
      fixed: false,
    },
    'a setting that nothing applies': {
      files: { 'x.json': jsonTemplate({}, dsc), 'Site.ps1': manifest('«RebootNodeIfNeeded = $true»') },
      severity: 'info',
      message: /nothing in this build does/,
    },
    'a node of another machine': {
      files: {
        'x.json': jsonTemplate({}, dsc),
        'Site.ps1': manifest('«RebootNodeIfNeeded = $true»', "'web1'") + applies,
      },
      severity: 'info',
      message: /node 'web1'/,
    },
    'a resource that asks for a restart': {
      files: {
        'x.json': jsonTemplate({}, dsc),
        'Site.ps1':
          "Configuration Site {\n  Node localhost {\n    «PendingReboot R { Name = 'x' }»\n  }\n}\n",
      },
      severity: 'info',
      fixed: false,
    },
  },
  silent: {
    'a setting that forbids it': {
      'x.json': jsonTemplate({}, dsc),
      'Site.ps1': manifest('RebootNodeIfNeeded = $false') + applies,
    },
    'a comment and a text': {
      'x.json': jsonTemplate({}, dsc),
      'Site.ps1': `${manifest('# RebootNodeIfNeeded = $true\n')}Write-Host 'RebootNodeIfNeeded = $true'\n`,
    },
    'a manifest that no step runs': {
      'x.json': jsonTemplate({}, { type: 'powershell', inline: ['dir'] }),
      'Site.ps1': manifest('RebootNodeIfNeeded = $true') + applies,
    },
    'a resource that asks for a restart, and gets it': {
      'x.json': jsonTemplate({}, dsc, restart, dsc, restart),
      'Site.ps1': "Configuration Site {\n  Node localhost {\n    PendingReboot R { Name = 'x' }\n  }\n}\n",
    },
    'an entry of a hash table': {
      'x.json': jsonTemplate({}, dsc),
      'Site.ps1': `$data = @{ RebootNodeIfNeeded = $true }\n${manifest("ConfigurationMode = 'ApplyOnly'")}`,
    },
  },
});
