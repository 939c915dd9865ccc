import { jsonTemplate, testRule } from '../../support/ruleTests';

const install = (...codes: unknown[]) => ({
  type: 'powershell',
  inline: ['msiexec /i x.msi /qn /norestart'],
  valid_exit_codes: codes,
});
const other = { type: 'powershell', inline: ['Get-Date'] };
const restart = { type: 'windows-restart', restart_timeout: '15m' };
const hcl = (steps: string) => `source "virtualbox-iso" "w" {
  guest_os_type = "Windows2019_64"
  communicator  = "winrm"
}
build {
  sources = ["source.virtualbox-iso.w"]

  provisioner "powershell" {
    script           = "x.ps1"
    valid_exit_codes = [0, ${steps}
  provisioner "file" {
    source      = "x.ps1"
    destination = "C:/x.ps1"
  }
}
`;

testRule('reboot-exit-code-without-restart', {
  found: {
    'another step behind it in JSON': {
      files: { 'windows.json': jsonTemplate({}, install(0, 3010), other).replace('3010', '«3010»') },
      message: /the provisioner powershell follows without one/,
      fixed: { 'windows.json': jsonTemplate({}, install(0, 3010), restart, other) },
    },
    'a file behind it in HCL2': {
      files: { 'w.pkr.hcl': hcl('«3010»]\n  }\n'), 'x.ps1': '' },
      fixed: {
        'w.pkr.hcl': hcl(
          '3010]\n  }\n\n  provisioner "windows-restart" {\n    restart_timeout = "15m"\n  }\n',
        ),
      },
    },
    'a restart that has begun, as a text': {
      files: {
        'windows.json': jsonTemplate({}, install('0', '3010', '1641'), other, restart).replace(
          '"1641"',
          '«$&»',
        ),
      },
      message: /1641, which means that a restart has started/,
    },
    'the last step': {
      files: { 'windows.json': jsonTemplate({}, install(0, 3010)).replace('3010', '«3010»') },
      severity: 'info',
      message: /it is the last step/,
    },
    'a restart that comes later': {
      files: {
        'windows.json': jsonTemplate({}, install(0, 3010), other, { type: 'windows-update' }).replace(
          '3010',
          '«3010»',
        ),
      },
      severity: 'info',
    },
    'a step of one build, without a fix': {
      files: {
        'windows.json': jsonTemplate({}, { ...install(0, 3010), only: ['virtualbox-iso'] }, other).replace(
          '3010',
          '«3010»',
        ),
      },
      fixed: false,
    },
  },
  silent: {
    'a restart behind it': { 'windows.json': jsonTemplate({}, install(0, 3010), restart, other) },
    'updates behind it': { 'windows.json': jsonTemplate({}, install(0, 3010), { type: 'windows-update' }) },
    'a command on the machine of Packer between them': {
      'windows.json': jsonTemplate({}, install(0, 3010), { type: 'shell-local', inline: ['true'] }, restart),
    },
    'other exit codes': { 'windows.json': jsonTemplate({}, install(0, 1), other) },
    'exit codes that only Packer knows': {
      'windows.json': jsonTemplate({}, install('{{user `codes`}}'), other),
    },
  },
});
