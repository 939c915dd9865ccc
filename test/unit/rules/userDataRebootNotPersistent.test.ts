import { testRule } from '../../support/ruleTests';

const json = (builder: object) =>
  `${JSON.stringify({ builders: [{ type: 'amazon-ebs', communicator: 'winrm', winrm_username: 'Administrator', ...builder }] }, null, 2)}\n`;

const file = json({ user_data_file: 'boot.txt' });

const hcl =
  'source "amazon-ebs" "x" {\n  communicator   = "winrm"\n  winrm_username = "Administrator"\n  user_data_file = "boot.txt"\n}\nbuild {\n  sources = ["source.amazon-ebs.x"]\n}\n';

testRule('user-data-reboot-not-persistent', {
  found: {
    'a restart in PowerShell': {
      files: {
        'x.json': file,
        'boot.txt':
          '<powershell>\nRename-Computer x\n«Restart-Computer -Force»\nwinrm quickconfig -q\n</powershell>\n',
      },
      message: /later commands never run/,
    },
    'a restart in cmd, from HCL2': {
      files: {
        'x.pkr.hcl': hcl,
        'boot.txt': '<script>\n«shutdown /r /t 0»\nwinrm quickconfig -q\n</script>\n',
      },
    },
    'a restart that a condition decides': {
      files: {
        'x.json': file,
        'boot.txt':
          '<powershell>\nif ($pending) { «Restart-Computer» }\nwinrm quickconfig -q\n</powershell>\n',
      },
      severity: 'info',
    },
    'a restart before another script': {
      files: {
        'x.json': file,
        'boot.txt':
          '<script>\n«shutdown /r /t 0»\n</script>\n<powershell>\nEnable-PSRemoting -Force\n</powershell>\n',
      },
    },
  },
  silent: {
    'user data that runs again': {
      'x.json': file,
      'boot.txt':
        '<powershell>\nRestart-Computer -Force\nwinrm quickconfig -q\n</powershell>\n<persist>true</persist>\n',
    },
    'a restart as the last command': {
      'x.json': file,
      'boot.txt': '<powershell>\nwinrm quickconfig -q\nRestart-Computer -Force\n</powershell>\n',
    },
    'a comment': {
      'x.json': file,
      'boot.txt': '<powershell>\n# Restart-Computer\nwinrm quickconfig -q\n</powershell>\n',
    },
    'another cloud': {
      'x.json': JSON.stringify({ builders: [{ type: 'openstack', user_data_file: 'boot.txt' }] }),
      'boot.txt': '<powershell>\nRestart-Computer\nwinrm quickconfig -q\n</powershell>\n',
    },
  },
});
