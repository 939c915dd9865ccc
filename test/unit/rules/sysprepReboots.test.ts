import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const command = (then: string) => `C:/Windows/System32/Sysprep/sysprep.exe /generalize /oobe ${then} /quiet`;
const hcl = (lines: string, steps = '') => `source "qemu" "w" {
  communicator = "winrm"
  floppy_files = ["Autounattend.xml", "stop.bat"]
${lines}}
build {
  sources = ["source.qemu.w"]
${steps}}
`;

testRule('sysprep-reboots', {
  found: {
    'a shutdown command in JSON': {
      files: { 'windows.json': jsonTemplate({ shutdown_command: `«${command('/reboot')}»` }) },
      message: /waits in vain for it to shut down/,
      fixed: { 'windows.json': jsonTemplate({ shutdown_command: command('/shutdown') }) },
    },
    'one in HCL2, with dashes': {
      files: { 'w.pkr.hcl': hcl('  shutdown_command = "«sysprep -generalize -oobe -reboot»"\n') },
      fixed: { 'w.pkr.hcl': hcl('  shutdown_command = "sysprep -generalize -oobe -shutdown"\n') },
    },
    'a script of the shutdown command': {
      files: {
        'w.pkr.hcl': hcl('  shutdown_command = "a:/stop.bat"\n'),
        'Autounattend.xml': answerFile({}),
        'stop.bat': `del /q c:\\temp\r\n«${command('/Reboot')}»\r\n`,
      },
      fixed: { 'stop.bat': `del /q c:\\temp\r\n${command('/shutdown')}\r\n` },
    },
    'a provisioner': {
      files: {
        'windows.json': jsonTemplate({}, { type: 'powershell', inline: [`«& ${command('/reboot')}»`] }),
      },
      message: /Use \/quit, or run Sysprep/,
      fixed: false,
    },
    'a provisioner in which a condition decides': {
      files: {
        'w.pkr.hcl': hcl('', '  provisioner "powershell" {\n    script = "x.ps1"\n  }\n'),
        'x.ps1': `if (Test-Path C:\\x) {\n  «& ${command('/reboot')}»\n}\n`,
      },
      severity: 'warning',
      fixed: false,
    },
  },
  silent: {
    'sysprep that switches off': {
      'windows.json': jsonTemplate({ shutdown_command: command('/shutdown') }),
    },
    'sysprep that leaves the guest on': {
      'windows.json': jsonTemplate({}, { type: 'powershell', inline: [`& ${command('/quit')}`] }),
    },
    'what is only written': {
      'windows.json': jsonTemplate(
        {},
        { type: 'powershell', inline: [`# ${command('/reboot')}`, `Write-Host '${command('/reboot')}'`] },
      ),
    },
    'sysprep at the first logon, before Packer connects': {
      'windows.json': jsonTemplate({}),
      'Autounattend.xml': answerFile({ firstLogon: [command('/reboot')] }),
    },
  },
});
