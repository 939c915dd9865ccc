import { testRule } from '../../support/ruleTests';

const json = (key: string, script: string, step = 'windows-restart') =>
  `{
  "builders": [
    {
      "type": "googlecompute",
      "communicator": "winrm",
      "metadata": {
        ${key}: ${JSON.stringify(script)}
      }
    }
  ],
  "provisioners": [{ "type": "${step}" }]
}
`;

const hcl = (key: string) => `source "googlecompute" "x" {
  communicator = "winrm"
  metadata = {
    ${key} = "winrm quickconfig -quiet & net user packer x /add"
  }
}
build {
  sources = ["source.googlecompute.x"]
  provisioner "windows-restart" {}
}
`;

testRule('gce-startup-script-not-idempotent', {
  found: {
    'a cmd script before windows-restart': {
      files: { 'x.json': json('«"windows-startup-script-cmd"»', 'winrm quickconfig -quiet') },
      fixed: { 'x.json': json('"sysprep-specialize-script-cmd"', 'winrm quickconfig -quiet') },
    },
    'a PowerShell script before windows-update': {
      files: {
        'x.json': json('«"windows-startup-script-ps1"»', 'Enable-PSRemoting -Force', 'windows-update'),
      },
    },
    'a script in HCL2': {
      files: { 'x.pkr.hcl': hcl('«windows-startup-script-cmd»') },
      fixed: { 'x.pkr.hcl': hcl('sysprep-specialize-script-cmd') },
    },
  },
  silent: {
    'the script that runs once': {
      'x.json': json('"sysprep-specialize-script-cmd"', 'winrm quickconfig -quiet'),
    },
    'a build without restart': {
      'x.json': json('"windows-startup-script-cmd"', 'winrm quickconfig', 'powershell'),
    },
    'a script that looks first': {
      'x.json': json(
        '"windows-startup-script-ps1"',
        'if (!(Test-Path C:\\done)) { Enable-PSRemoting -Force }',
      ),
    },
  },
});
