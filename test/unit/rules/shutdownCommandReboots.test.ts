import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const hcl = (more: string) => `source "qemu" "w" {
  communicator = "winrm"
  floppy_files = ["Autounattend.xml", "stop.cmd"]
${more}
}
build {
  sources = ["source.qemu.w"]
}
`;

const linux = (name: string, command: string) => `source "qemu" "${name}" {
  ssh_username     = "a"
  shutdown_command = ${command}
}

build {
  sources = ["source.qemu.${name}"]
}
`;

testRule('shutdown-command-reboots', {
  found: {
    'a command of Linux': {
      files: { 'l.pkr.hcl': linux('l', `"echo 'a' | «sudo -S /sbin/shutdown -r now»"`) },
      message: /Use poweroff or shutdown -P now instead/,
      fixed: { 'l.pkr.hcl': linux('l', `"echo 'a' | sudo -S /sbin/shutdown -P now"`) },
    },
    'systemctl in a shell of another user': {
      files: { 'l.pkr.hcl': linux('l', `"«su - root -c 'systemctl reboot'»"`) },
      fixed: { 'l.pkr.hcl': linux('l', `"su - root -c 'systemctl poweroff'"`) },
    },
    'a plain reboot': {
      files: { 'l.pkr.hcl': linux('l', '"«sudo reboot»"') },
      fixed: { 'l.pkr.hcl': linux('l', '"sudo poweroff"') },
    },
    'a command of BSD, which has other switches': {
      files: { 'l.pkr.hcl': linux('freebsd', '"«shutdown -r now»"') },
      message: /Use shutdown -p now instead/,
      fixed: { 'l.pkr.hcl': linux('freebsd', '"shutdown -p now"') },
    },
    'a reboot of BSD, without a fix': {
      files: { 'l.pkr.hcl': linux('freebsd', '"«reboot»"') },
      fixed: false,
    },
    'shutdown /r in JSON': {
      files: { 'windows.json': jsonTemplate({ shutdown_command: '«shutdown /r /t 10 /f»' }) },
      message: /'shutdown \/r \/t 10 \/f' restarts the guest, but Packer waits/,
      fixed: { 'windows.json': jsonTemplate({ shutdown_command: 'shutdown /s /t 10 /f' }) },
    },
    'switches without blanks, and a text with quotes, in HCL2': {
      files: { 'w.pkr.hcl': hcl('  shutdown_command = «"shutdown.exe /f/R /t 0 /c \\"done\\""»') },
      fixed: { 'w.pkr.hcl': hcl('  shutdown_command = "shutdown.exe /f/s /t 0 /c \\"done\\""') },
    },
    dashes: {
      files: { 'windows.json': jsonTemplate({ shutdown_command: '«shutdown -f -r -t 0»' }) },
      fixed: { 'windows.json': jsonTemplate({ shutdown_command: 'shutdown -f -s -t 0' }) },
    },
    PowerShell: {
      files: {
        'windows.json': jsonTemplate({ shutdown_command: '«powershell -Command Restart-Computer -Force»' }),
      },
      fixed: false,
    },
    'a script that it runs from the floppy disk': {
      files: {
        'w.pkr.hcl': hcl('  shutdown_command = "a:/stop.cmd"'),
        'Autounattend.xml': answerFile({}),
        'stop.cmd': 'del /q c:\\temp\\*\r\n«shutdown /r /t 5»\r\n',
      },
      fixed: { 'stop.cmd': 'del /q c:\\temp\\*\r\nshutdown /s /t 5\r\n' },
    },
  },
  silent: {
    'a command of Linux that switches off': {
      'l.pkr.hcl': linux('l', `"echo 'a' | sudo -S shutdown -P now"`),
    },
    'a command of Linux that restarts in some guests': { 'l.pkr.hcl': linux('l', '"test -e /x && reboot"') },
    'a command that switches off': { 'windows.json': jsonTemplate({}) },
    'a restart that is taken back': {
      'windows.json': jsonTemplate({
        shutdown_command: 'shutdown /r /t 60 & shutdown /a & shutdown /s /t 5',
      }),
    },
    'a command that is not run': {
      'windows.json': jsonTemplate({ shutdown_command: 'shutdown /r /t 0', disable_shutdown: true }),
    },
    'a restart after which a script switches off, as the time shows': {
      'windows.json': jsonTemplate({ shutdown_command: 'shutdown /r /t 10', shutdown_timeout: '1h' }),
    },
    'a restart under a condition': {
      'windows.json': jsonTemplate({ shutdown_command: 'if exist c:\\again shutdown /r /t 0' }),
    },
    'a restart elsewhere': {
      'windows.json': jsonTemplate({}, { type: 'powershell', inline: ['Restart-Computer'] }),
    },
  },
});
