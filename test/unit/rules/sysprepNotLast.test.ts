import { jsonTemplate, testRule } from '../../support/ruleTests';

const powershell = (...inline: string[]) => ({ type: 'powershell', inline });
const sysprep = (then: string) => `sysprep.exe /generalize /oobe ${then}`;
const hcl = (steps: string) => `source "virtualbox-iso" "w" {
  guest_os_type = "Windows2019_64"
  communicator  = "winrm"
}
build {
  sources = ["source.virtualbox-iso.w"]
${steps}
}
`;

testRule('sysprep-not-last', {
  found: {
    'a restart behind it in JSON': {
      files: {
        'windows.json': jsonTemplate({}, powershell(`«${sysprep('/quiet /quit')}»`), {
          type: 'windows-restart',
        }),
      },
      message: /the provisioner windows-restart follows/,
    },
    'files behind a guest that is off, in HCL2': {
      files: {
        'w.pkr.hcl': hcl(`  provisioner "powershell" {
    script = "scripts/sysprep.ps1"
  }
  provisioner "file" {
    source      = "a.txt"
    destination = "C:/a.txt"
  }`),
        'scripts/sysprep.ps1': `Remove-Item C:\\temp -Recurse\n«& $env:SystemRoot\\System32\\Sysprep\\${sysprep('/shutdown')}»\n`,
        'a.txt': '',
      },
      message: /follows and cannot connect/,
    },
    'a program behind it, two steps later': {
      files: {
        'windows.json': jsonTemplate(
          {},
          powershell(`«${sysprep('/quit')}»`),
          powershell('Remove-Item C:/temp'),
          powershell('choco install -y git'),
        ),
      },
    },
    'sysprep under a condition': {
      files: {
        'windows.json': jsonTemplate(
          {},
          powershell(`if ($env:PACKER_BUILDER_TYPE -eq 'qemu') { «${sysprep('/quit')}» }`),
          { type: 'windows-update' },
        ),
      },
      severity: 'warning',
    },
  },
  silent: {
    'sysprep as the last step': {
      'windows.json': jsonTemplate({}, { type: 'windows-restart' }, powershell(sysprep('/shutdown'))),
    },
    'a step that waits for its end, and one that cleans up': {
      'windows.json': jsonTemplate(
        {},
        powershell(sysprep('/quit')),
        powershell(
          "while ((Get-ItemProperty HKLM:/SOFTWARE/Microsoft/Windows/CurrentVersion/Setup/State).ImageState -ne 'x') { sleep 5 }",
        ),
        powershell('Remove-Item C:/temp -Recurse'),
      ),
    },
    'what runs on the machine of Packer': {
      'windows.json': jsonTemplate({}, powershell(sysprep('/shutdown')), {
        type: 'shell-local',
        inline: ['true'],
      }),
    },
    'a step of another build': {
      'w.json': JSON.stringify({
        builders: [
          { type: 'amazon-ebs', communicator: 'winrm' },
          { type: 'virtualbox-iso', communicator: 'winrm' },
        ],
        provisioners: [
          { ...powershell(sysprep('/quit')), only: ['amazon-ebs'] },
          { type: 'windows-restart', only: ['virtualbox-iso'] },
        ],
      }),
    },
    'a preparation of EC2 that leaves the guest on': {
      'windows.json': jsonTemplate(
        { type: 'amazon-ebs' },
        powershell('C:/ProgramData/Amazon/EC2-Windows/Launch/Scripts/SysprepInstance.ps1 -NoShutdown'),
        powershell("Write-Output 'done'"),
      ),
    },
  },
});
