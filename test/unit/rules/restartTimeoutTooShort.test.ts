import { jsonTemplate, testRule } from '../../support/ruleTests';

const powershell = (...inline: string[]) => ({ type: 'powershell', inline });
const update = powershell('Install-WindowsUpdate -AcceptAll -IgnoreReboot');
const hcl = (restart: string) => `source "virtualbox-iso" "w" {
  guest_os_type = "Windows2019_64"
  communicator  = "winrm"
}
build {
  sources = ["source.virtualbox-iso.w"]
  provisioner "windows-shell" {
    inline = ["wusa C:/kb.msu /quiet /norestart"]
  }
  ${restart}
}
`;

testRule('restart-timeout-too-short', {
  found: {
    'no time after updates in JSON': {
      files: {
        'windows.json': jsonTemplate({}, update, { type: 'windows-restart' }).replace(
          '"windows-restart"',
          '«$&»',
        ),
      },
      message: /may take only 5 minutes \(the default\), but after Windows updates/,
      fixed: {
        'windows.json': jsonTemplate({}, update, { type: 'windows-restart', restart_timeout: '30m' }),
      },
    },
    'an empty step in HCL2': {
      files: { 'w.pkr.hcl': hcl('provisioner «"windows-restart"» {}') },
      fixed: {
        'w.pkr.hcl': hcl('provisioner "windows-restart" {\n    restart_timeout = "30m"\n  }'),
      },
    },
    'a short time in HCL2': {
      files: { 'w.pkr.hcl': hcl('provisioner "windows-restart" { restart_timeout = «"120s"» }') },
      message: /may take only 2 minutes, /,
      fixed: { 'w.pkr.hcl': hcl('provisioner "windows-restart" { restart_timeout = "30m" }') },
    },
    'a step with another setting': {
      files: {
        'w.pkr.hcl': hcl('provisioner «"windows-restart"» {\n    check_registry = true\n  }'),
      },
      fixed: {
        'w.pkr.hcl': hcl(
          'provisioner "windows-restart" {\n    restart_timeout = "30m"\n    check_registry = true\n  }',
        ),
      },
    },
    'a package, as information': {
      files: {
        'windows.json': jsonTemplate(
          {},
          powershell('dism /online /quiet /norestart /add-package /packagepath:C:/kb.cab'),
          {
            type: 'windows-restart',
          },
        ).replace('"windows-restart"', '«$&»'),
      },
      severity: 'info',
    },
  },
  silent: {
    'a long time': {
      'windows.json': jsonTemplate({}, update, { type: 'windows-restart', restart_timeout: '20m' }),
    },
    'a time that only Packer knows': {
      'windows.json': jsonTemplate({}, update, {
        type: 'windows-restart',
        restart_timeout: '{{user `time`}}',
      }),
    },
    'nothing heavy before': {
      'windows.json': jsonTemplate(
        {},
        powershell('Rename-Computer x', 'choco install -y git', 'Install-WindowsFeature Telnet-Client'),
        {
          type: 'windows-restart',
        },
      ),
    },
    'a restart after the one that took the time': {
      'windows.json': jsonTemplate(
        {},
        update,
        { type: 'windows-restart', restart_timeout: '1h' },
        powershell('Get-Date'),
        { type: 'windows-restart' },
      ),
    },
    'updates of the provisioner that restarts by itself': {
      'windows.json': jsonTemplate({}, update, { type: 'windows-update' }, { type: 'windows-restart' }),
    },
  },
});
