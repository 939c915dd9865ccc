import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const sysprep = 'C:\\Windows\\System32\\Sysprep\\sysprep.exe /generalize /oobe /shutdown /quiet';
const hcl = (command: string, more = '') => `source "qemu" "w" {
${more}  communicator     = "winrm"
  floppy_files     = ["Autounattend.xml", "stop.cmd"]
  shutdown_command = ${command}
}
build {
  sources = ["source.qemu.w"]
}
`;
const onFloppy = (type: string, more: object = {}) =>
  jsonTemplate({
    type,
    floppy_files: ['Autounattend.xml', 'stop.cmd'],
    shutdown_command: 'a:/stop.cmd',
    ...more,
  });
const block = 'netsh advfirewall firewall set rule name="WinRM-HTTP" new action=block';

testRule('shutdown-races-sysprep', {
  found: {
    'sysprep in the usual 5 minutes in JSON': {
      files: {
        'windows.json': jsonTemplate({ shutdown_command: sysprep }).replace(JSON.stringify(sysprep), '«$&»'),
      },
      message: /waits 5 minutes \(the default\) for the guest to shut down/,
      fixed: {
        'windows.json': jsonTemplate({ shutdown_command: sysprep }).replace(
          '"virtualbox-iso",\n',
          '$&      "shutdown_timeout": "15m",\n',
        ),
      },
    },
    'sysprep in a script, in HCL2': {
      files: {
        'w.pkr.hcl': hcl('«"a:/stop.cmd"»'),
        'Autounattend.xml': answerFile({}),
        'stop.cmd': `${sysprep}\r\n`,
      },
      fixed: { 'w.pkr.hcl': hcl('"a:/stop.cmd"', '  shutdown_timeout = "15m"\n') },
    },
    'too short a time that is set': {
      files: { 'w.pkr.hcl': hcl('"sysprep /oobe /shutdown"', '  shutdown_timeout = «"2m30s"»\n') },
      message: /2 minutes 30 seconds/,
      fixed: { 'w.pkr.hcl': hcl('"sysprep /oobe /shutdown"', '  shutdown_timeout = "15m"\n') },
    },
    'a time that is only a little too short': {
      files: {
        'windows.json': jsonTemplate({ shutdown_command: sysprep, shutdown_timeout: '«10m»' }).replace(
          '"«10m»"',
          '«"10m"»',
        ),
      },
      severity: 'info',
      fixed: { 'windows.json': jsonTemplate({ shutdown_command: sysprep, shutdown_timeout: '15m' }) },
    },
    'a firewall that closes before sysprep on VMware': {
      files: {
        'windows.json': onFloppy('vmware-iso', { shutdown_timeout: '30m' }),
        'Autounattend.xml': answerFile({}),
        'stop.cmd': `«${block}»\r\n${sysprep}\r\n`,
      },
      message: /cuts Packer's connection/,
      fixed: false,
    },
  },
  silent: {
    'enough time': {
      'windows.json': jsonTemplate({ shutdown_command: sysprep, shutdown_timeout: '30m' }),
    },
    'a time that only Packer knows': {
      'windows.json': jsonTemplate({ shutdown_command: sysprep, shutdown_timeout: '{{user `stop`}}' }),
    },
    'no sysprep': { 'windows.json': jsonTemplate({}) },
    'sysprep in a provisioner': {
      'windows.json': jsonTemplate({}, { type: 'powershell', inline: ['sysprep /oobe /shutdown'] }),
    },
    'a firewall that closes on VirtualBox': {
      'windows.json': onFloppy('virtualbox-iso', { shutdown_timeout: '30m' }),
      'Autounattend.xml': answerFile({}),
      'stop.cmd': `${block}\r\n${sysprep}\r\n`,
    },
    'a firewall that closes without sysprep': {
      'windows.json': onFloppy('vmware-iso'),
      'Autounattend.xml': answerFile({}),
      'stop.cmd': `${block}\r\nshutdown /s /t 5\r\n`,
    },
  },
});
