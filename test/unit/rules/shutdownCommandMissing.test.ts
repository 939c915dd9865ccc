import { jsonTemplate, testRule } from '../../support/ruleTests';

const command = 'shutdown /s /t 10 /f /d p:4:1 /c "Packer Shutdown"';
const hcl = (type: string, settings: string, provisioners = '') => `source "${type}" "w" {
${settings}  communicator   = "winrm"
  winrm_username = "vagrant"
  floppy_files   = ["Autounattend.xml"]
}
build {
  sources = ["source.${type}.w"]
${provisioners}}
`;
const shell = (line: string) => `  provisioner "powershell" {\n    inline = ["${line}"]\n  }\n`;

testRule('shutdown-command-missing', {
  found: {
    'a machine of VirtualBox in JSON': {
      files: {
        'windows.json': jsonTemplate({ shutdown_command: undefined }).replace('"virtualbox-iso"', '«$&»'),
      },
      message: /cuts the power/,
      fixed: {
        'windows.json': jsonTemplate({ shutdown_command: undefined }).replace(
          '"virtualbox-iso",\n',
          `$&      "shutdown_command": ${JSON.stringify(command)},\n`,
        ),
      },
    },
    'a machine of QEMU in HCL2': {
      files: { 'w.pkr.hcl': hcl('qemu', '').replace('"qemu"', '«$&»') },
      fixed: {
        'w.pkr.hcl': hcl('qemu', `  shutdown_command = ${JSON.stringify(command)}\n`),
      },
    },
    'an empty command': {
      files: { 'w.pkr.hcl': hcl('vmware-vmx', '  shutdown_command = «""»\n') },
      fixed: { 'w.pkr.hcl': hcl('vmware-vmx', `  shutdown_command = ${JSON.stringify(command)}\n`) },
    },
    'a machine of Nutanix': {
      files: { 'w.pkr.hcl': hcl('nutanix', '').replace('"nutanix"', '«$&»') },
    },
    'two builders, once': {
      files: {
        'w.pkr.hcl': `${hcl('parallels-iso', '').replace('"parallels-iso"', '«$&»')}${hcl('vmware-iso', '')}`,
      },
    },
  },
  silent: {
    'a command': { 'windows.json': jsonTemplate({}) },
    'a command that only Packer knows': {
      'windows.json': jsonTemplate({ shutdown_command: '{{user `shutdown`}}' }),
    },
    'an empty variable, which may be set when Packer runs': {
      'w.pkr.hcl': `variable "stop" {\n  default = ""\n}\n${hcl('qemu', '  shutdown_command = var.stop\n')}`,
    },
    'builders that ask the guest to shut down, and clouds': {
      'a.json': jsonTemplate({ type: 'vsphere-iso', shutdown_command: undefined }),
      'b.json': jsonTemplate({ type: 'hyperv-iso', shutdown_command: undefined }),
      'c.json': jsonTemplate({ type: 'amazon-ebs', shutdown_command: undefined }),
      'd.json': jsonTemplate({ type: 'xenserver-iso', shutdown_command: undefined }),
    },
    'a machine that goes down by other means': {
      'a.json': jsonTemplate({ disable_shutdown: true, shutdown_command: undefined }),
      'b.json': jsonTemplate({ acpi_shutdown: true, shutdown_command: undefined }),
      'c.json': jsonTemplate({ communicator: 'none', shutdown_command: undefined }),
      'e.pkr.hcl': hcl('nutanix', '  disable_stop_instance = true\n'),
      'd.json': jsonTemplate(
        { shutdown_command: undefined },
        { type: 'powershell', inline: ['Stop-Computer -Force'] },
      ),
    },
    'a sysprep that shuts down': {
      'w.pkr.hcl': hcl('qemu', '', shell('C:/Windows/System32/Sysprep/sysprep.exe /oobe /shutdown')),
    },
    'a Linux guest': {
      'linux.json': JSON.stringify({ builders: [{ type: 'qemu', communicator: 'ssh' }] }),
    },
  },
});
