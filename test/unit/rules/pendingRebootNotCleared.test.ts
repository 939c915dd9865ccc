import { jsonTemplate, testRule } from '../../support/ruleTests';

const powershell = (...inline: string[]) => ({ type: 'powershell', inline });
const feature = 'Install-WindowsFeature Hyper-V';
const restart = { type: 'windows-restart', restart_timeout: '15m' };
const sysprep = 'sysprep.exe /generalize /oobe /quit';
const hcl = (steps: string) => `source "qemu" "w" {
  communicator = "winrm"
}
build {
  sources = ["source.qemu.w"]
${steps}
}
`;

testRule('pending-reboot-not-cleared', {
  found: {
    'a feature as the last thing in JSON': {
      files: { 'windows.json': jsonTemplate({}, powershell(`«${feature}»`), powershell('Get-Date')) },
      message: /the installation only finishes when the image starts/,
      fixed: {
        'windows.json': jsonTemplate({}, powershell(feature), restart, powershell('Get-Date')),
      },
    },
    'a feature before sysprep in HCL2': {
      files: {
        'w.pkr.hcl': hcl(
          `  provisioner "powershell" {\n    inline = ["«${feature}»"]\n  }\n\n  provisioner "powershell" {\n    inline = ["${sysprep}"]\n  }`,
        ),
      },
      severity: 'warning',
      message: /before Sysprep runs/,
      fixed: {
        'w.pkr.hcl': hcl(
          `  provisioner "powershell" {\n    inline = ["${feature}"]\n  }\n\n  provisioner "windows-restart" {\n    restart_timeout = "15m"\n  }\n\n  provisioner "powershell" {\n    inline = ["${sysprep}"]\n  }`,
        ),
      },
    },
    'updates, and a sysprep that shuts down': {
      files: {
        'windows.json': jsonTemplate(
          { shutdown_command: 'sysprep /generalize /oobe /shutdown' },
          powershell('«wusa C:/kb.msu /quiet /norestart»'),
        ),
      },
      severity: 'warning',
    },
    'one step with sysprep in it': {
      files: { 'windows.json': jsonTemplate({}, powershell(`«${feature}»`, sysprep)) },
      severity: 'warning',
      fixed: false,
    },
    'the last of several, in a script': {
      files: {
        'windows.json': jsonTemplate({}, restart, powershell(feature), {
          type: 'powershell',
          script: 'x.ps1',
        }),
        'x.ps1': '«Rename-Computer -NewName web»\nWrite-Host done\n',
      },
    },
  },
  silent: {
    'a restart behind it': { 'windows.json': jsonTemplate({}, powershell(feature), restart) },
    'updates behind it': {
      'windows.json': jsonTemplate({}, powershell(feature), { type: 'windows-update' }),
    },
    'a step that may restart': {
      'windows.json': jsonTemplate({}, powershell(feature), { type: 'ansible', playbook_file: 'x.yml' }),
    },
    'a reboot behind it, which another rule finds': {
      'windows.json': jsonTemplate({}, powershell(feature, 'Restart-Computer')),
    },
    'a feature under a condition': {
      'windows.json': jsonTemplate({}, powershell(`if ($x) { ${feature} }`)),
    },
    'packages, and settings for the start of the image': {
      'windows.json': jsonTemplate(
        {},
        powershell('msiexec /i x.msi /qn /norestart', 'bcdedit /set bootems yes', 'choco install -y git'),
      ),
    },
    'a script that can not be read': {
      'windows.json': jsonTemplate({}, powershell(feature, '& $script')),
    },
  },
});
