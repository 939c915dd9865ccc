import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lintProject, unmark } from '../../support/ruleTests';
import type { Project } from '../../support/ruleTests';

/*
 * A sound project, into which every fault of the rules is put in the ways in which people write it. It must be found
 * at its place, between « and »; and what only looks like a fault must change nothing.
 */

const folder = path.join(REPO_ROOT, 'test', 'fixtures', 'sound');

const sound: Project = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file, 'utf8')];
    }),
);

type Change = (project: Project) => Project;

/** Puts a text in place of another that stands once in a file. */
const replace =
  (file: string, old: string, text: string): Change =>
  (project) => {
    const before = project[file] ?? '';
    assert.equal(before.split(old).length, 2, `${old} stands once in ${file}`);
    return { ...project, [file]: before.replace(old, () => text) };
  };

const both =
  (...changes: readonly Change[]): Change =>
  (project) =>
    changes.reduce((changed, change) => change(changed), project);

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const item = (order: number, command: string) =>
  `        <SynchronousCommand wcm:action="add">\n          <Order>${order}</Order>\n          <CommandLine>${escape(command)}</CommandLine>\n        </SynchronousCommand>\n`;

/** A command of the first logon behind the one that enables WinRM. */
const lastLogon = (command: string) =>
  replace(
    'Autounattend.xml',
    '      </FirstLogonCommands>',
    `${item(3, command)}      </FirstLogonCommands>`,
  );

/** A command of the first logon before all others. */
const firstLogon = (command: string) =>
  replace(
    'Autounattend.xml',
    '      <FirstLogonCommands>\n',
    `      <FirstLogonCommands>\n${item(0, command)}`,
  );

const specialize = (command: string) =>
  replace(
    'Autounattend.xml',
    '      </RunSynchronous>',
    `        <RunSynchronousCommand wcm:action="add">\n          <Order>2</Order>\n          <Path>${escape(command)}</Path>\n        </RunSynchronousCommand>\n      </RunSynchronous>`,
  );

/** A line at the end of the script that a provisioner runs. */
const lastInScript = (line: string) =>
  replace('scripts/tools.ps1', "Write-Host 'done'\n", `Write-Host 'done'\n${line}\n`);

/** A line in the middle of it. */
const inScript = (line: string) => replace('scripts/tools.ps1', 'Copy-Item', `${line}\nCopy-Item`);

const inUpdates = (line: string) =>
  replace('scripts/updates.ps1', '$session = New', `${line}\n$session = New`);

const quotedJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** A command of the inline lists, in both dialects. */
const inline = (command: string) =>
  both(
    replace('windows.json', '"Install-WindowsFeature -Name Web-Server"', `"${quotedJson(command)}"`),
    replace('windows.pkr.hcl', '"Install-WindowsFeature -Name Web-Server"', `"${quotedJson(command)}"`),
  );

/** A step behind the last one, in both dialects. */
const step = (json: string, hcl: string) =>
  both(
    replace('windows.json', '"scripts/tools.ps1"\n    }', `"scripts/tools.ps1"\n    },\n    ${json}`),
    replace('windows.pkr.hcl', '"scripts/tools.ps1"\n  }\n', `"scripts/tools.ps1"\n  }\n\n  ${hcl}\n`),
  );

const builder = (json: [string, string], hcl: [string, string]) =>
  both(replace('windows.json', ...json), replace('windows.pkr.hcl', ...hcl));

const vagrant = (old: string, text: string) => replace('Vagrantfile', old, text);

interface Fault {
  readonly rule: string;
  readonly changes: Readonly<Record<string, Change>>;
}

/** One change for each spelling. */
const each = (change: (spelling: string) => Change, ...spellings: readonly string[]) =>
  Object.fromEntries(spellings.map((spelling) => [spelling, change(spelling)]));

const reboots = [
  'Restart-Computer -Force',
  'restart-computer',
  'shutdown /r /t 0',
  'shutdown.exe -r -f -t 5',
  '& shutdown /g /t 1',
  'C:\\Windows\\System32\\shutdown.exe /t 0 /r',
  'cmd /c "shutdown /r /t 0"',
  '(Get-WmiObject Win32_OperatingSystem).Reboot()',
];

const cmdReboots = [
  'shutdown /r /t 0',
  'SHUTDOWN.EXE -r -t 00',
  'cmd /c shutdown /r /f /t 0',
  'powershell -Command "Restart-Computer -Force"',
  'powershell.exe -NoProfile -c Restart-Computer',
  '%SystemRoot%\\System32\\shutdown.exe /r',
  'wmic os where primary=1 call reboot',
];

const faults: readonly Fault[] = [
  { rule: 'reboot-after-takeover', changes: each((command) => lastLogon(`«${command}»`), ...cmdReboots) },
  { rule: 'reboot-in-provisioner', changes: each((command) => lastInScript(`«${command}»`), ...reboots) },
  { rule: 'reboot-in-provisioner', changes: each((command) => inScript(`«${command}»`), ...reboots) },
  {
    rule: 'specialize-reboot-command',
    changes: each(
      (command) => specialize(`«${command}»`),
      'shutdown /r /t 0',
      'powershell -Command "Restart-Computer"',
    ),
  },
  {
    rule: 'memory-below-4gb',
    changes: {
      'JSON default of a variable': replace('windows.json', '"{{user `memory`}}"', '«2048»'),
      'JSON string': replace('windows.json', '"{{user `memory`}}"', '«"2048"»'),
      'HCL number': replace('windows.pkr.hcl', '= var.memory', '= «2048»'),
      'HCL string': replace('windows.pkr.hcl', '= var.memory', '= «"3072"»'),
      'HCL sum': replace('windows.pkr.hcl', '= var.memory', '= «2 * 1024»'),
    },
  },
  {
    rule: 'memory-below-setup-minimum',
    changes: {
      small: replace('windows.json', '"{{user `memory`}}"', '«512»'),
      unset: both(
        replace('windows.json', '"type": "virtualbox-iso"', '"type": «"virtualbox-iso"»'),
        replace('windows.json', '      "memory": "{{user `memory`}}",\n', ''),
      ),
    },
  },
  {
    rule: 'iso-checksum-none',
    changes: {
      none: replace(
        'windows.pkr.hcl',
        /"sha256:[^"]*"/.exec(sound['windows.pkr.hcl'] ?? '')?.[0] ?? '',
        '«"none"»',
      ),
    },
  },
  {
    rule: 'file-missing',
    changes: {
      'other capitals': builder(
        ['"scripts/tools.ps1"', '«"scripts/Tools.ps1"»'],
        ['"scripts/tools.ps1"', '«"scripts/Tools.ps1"»'],
      ),
    },
  },
  {
    rule: 'syntax-error',
    changes: {
      'a comma': replace('windows.json', '"{{user `memory`}}",', '"{{user `memory`}}«"»'),
      'a tag': replace('Autounattend.xml', '<FirstLogonCommands>', '«<FirstLogonCommand>»'),
    },
  },
  {
    rule: 'media-script-missing',
    changes: each(
      (command) => firstLogon(`«${command}»`),
      'powershell -File a:\\x.ps1',
      'powershell.exe -ExecutionPolicy Bypass -Command "& a:\\x.ps1"',
      'cmd.exe /c a:\\x.cmd',
      'cmd /c "call a:\\x.cmd"',
    ),
  },

  {
    rule: 'winrm-bounced-after-takeover',
    changes: each(
      (command) => lastLogon(`«${command}»`),
      'powershell -Command "Restart-Service winrm"',
      'powershell Enable-PSRemoting -Force',
      'cmd /c "net stop winrm"',
      'sc.exe stop WinRM',
    ),
  },
  {
    rule: 'work-after-takeover',
    changes: each(
      (command) => lastLogon(`«${command}»`),
      'choco install -y git',
      'msiexec /i c:\\x.msi /qn /norestart',
      'powershell -Command "Install-WindowsFeature Web-Server"',
    ),
  },
  {
    rule: 'reboot-strands-first-logon',
    changes: each((command) => firstLogon(`«${command}»`), ...cmdReboots.slice(0, 5)),
  },
  {
    rule: 'missing-norestart',
    changes: {
      ...each(
        (command) => lastInScript(`«${command}»`),
        'msiexec /i C:\\x.msi /qn',
        'wusa C:\\kb.msu /quiet',
        'Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V',
      ),
      ...each(
        (command) => inline(`«${command}»`),
        'dism /online /enable-feature /featurename:Microsoft-Hyper-V /quiet',
      ),
    },
  },
  {
    rule: 'linux-reboot-without-expect-disconnect',
    changes: each(
      (command) =>
        step(
          `{ "type": "shell", "inline": ["«${command}»"] }`,
          `provisioner "shell" {\n    inline = ["«${command}»"]\n  }`,
        ),
      'sudo reboot',
      'shutdown -r now',
      'systemctl reboot',
      'sudo init 6',
    ),
  },
  {
    rule: 'restart-meets-steps',
    changes: each(
      (command) =>
        step(
          `{ "type": "shell", "inline": ["«${command}»"] }, { "type": "shell", "inline": ["true"] }`,
          `provisioner "shell" {\n    inline = ["«${command}»"]\n  }\n\n  provisioner "shell" {\n    inline = ["true"]\n  }`,
        ),
      'shutdown -r +1',
      'sudo shutdown -r 5',
    ),
  },
  {
    rule: 'variables-not-in-execute-command',
    changes: {
      'a shell step': step(
        `{ "type": "shell", "environment_vars": ["A=b"], "execute_command": «"sh {{ .Path }}"», "inline": ["true"] }`,
        `provisioner "shell" {\n    environment_vars = ["A=b"]\n    execute_command  = «"sh {{ .Path }}"»\n    inline           = ["true"]\n  }`,
      ),
    },
  },
  {
    rule: 'kernel-upgrade-without-restart',
    changes: {
      'in one shell step': step(
        `{ "type": "shell", "inline": ["dnf -y update", "«dnf -y install kernel-devel-$(uname -r)»"] }`,
        `provisioner "shell" {\n    inline = ["dnf -y update", "«dnf -y install kernel-devel-$(uname -r)»"]\n  }`,
      ),
    },
  },
  {
    rule: 'sysprep-reboots',
    changes: each(
      (command) => lastInScript(`«${command}»`),
      'C:\\Windows\\System32\\Sysprep\\sysprep.exe /oobe /generalize /reboot',
      '& $env:SystemRoot\\System32\\Sysprep\\Sysprep.exe /generalize /oobe /quiet /reboot',
    ),
  },
  {
    rule: 'sysprep-not-last',
    changes: each(
      (command) => inline(`«${command}»`),
      'C:/Windows/System32/Sysprep/sysprep.exe /oobe /generalize /quiet /quit',
    ),
  },
  {
    rule: 'shutdown-command-reboots',
    changes: {
      '/r for /s': builder(
        ['"shutdown /s /t 10 /f /d p:4:1 /c \\"Packer Shutdown\\""', '"«shutdown /r /t 10»"'],
        ['"shutdown /s /t 10 /f /d p:4:1 /c \\"Packer Shutdown\\""', '"«shutdown /r /t 10»"'],
      ),
    },
  },
  {
    rule: 'shutdown-command-missing',
    changes: {
      'none in JSON': both(
        replace('windows.json', '"type": "virtualbox-iso"', '"type": «"virtualbox-iso"»'),
        (project) => ({
          ...project,
          'windows.json': (project['windows.json'] ?? '').replace(/ +"shutdown_command".*\n/, ''),
        }),
      ),
      'none in HCL2': both(
        replace(
          'windows.pkr.hcl',
          'source "virtualbox-iso" "windows"',
          'source «"virtualbox-iso"» "windows"',
        ),
        (project) => ({
          ...project,
          'windows.pkr.hcl': (project['windows.pkr.hcl'] ?? '').replace(/ +shutdown_command.*\n/, ''),
        }),
      ),
    },
  },
  {
    rule: 'winrm-port-tls-mismatch',
    changes: {
      'a port that nothing opens': builder(
        ['"communicator": "winrm",', '"communicator": "winrm",\n      "winrm_port": «55985»,'],
        ['communicator     = "winrm"', 'communicator     = "winrm"\n  winrm_port = «55985»'],
      ),
      'TLS on the plain port': builder(
        [
          '"communicator": "winrm",',
          '"communicator": "winrm",\n      "winrm_use_ssl": true,\n      "winrm_port": «5985»,',
        ],
        [
          'communicator     = "winrm"',
          'communicator     = "winrm"\n  winrm_use_ssl = true\n  winrm_port = «5985»',
        ],
      ),
      'no TLS on its port': builder(
        ['"communicator": "winrm",', '"communicator": "winrm",\n      "winrm_port": «"5986"»,'],
        ['communicator     = "winrm"', 'communicator     = "winrm"\n  winrm_port = «5986»'],
      ),
    },
  },
  {
    rule: 'winrm-password-missing',
    changes: {
      'in JSON': both(
        replace('windows.json', '"winrm_username": "vagrant",', '"winrm_username": «"vagrant"»,'),
        replace('windows.json', '      "winrm_password": "{{user `password`}}",\n', ''),
      ),
    },
  },
  {
    rule: 'unattend-order-invalid',
    changes: {
      twice: replace(
        'Autounattend.xml',
        '<Order>2</Order>\n          <CommandLine>',
        '<Order>«1»</Order>\n          <CommandLine>',
      ),
    },
  },
  {
    rule: 'boxstarter-in-provisioner',
    changes: each(
      (command) => lastInScript(`«${command}»`),
      'Install-BoxstarterPackage -PackageName https://example.com/p.txt',
      'install-boxstarterpackage p.ps1',
    ),
  },
  {
    rule: 'boxstarter-reboot-over-winrm',
    changes: each(
      (command) => lastInScript(`Import-Module Boxstarter.Chocolatey\n«${command}»`),
      'Invoke-Reboot',
    ),
  },
  {
    rule: 'sc-alias-in-powershell',
    changes: each(
      (command) => inScript(`«${command}»`),
      'sc config winrm start= auto',
      'SC stop wuauserv',
      'sc start winrm',
    ),
  },
  {
    rule: 'elevation-missing',
    changes: each(
      (command) => lastInScript(`«${command}»`),
      'wusa C:\\kb.msu /quiet /norestart',
      'Get-WindowsUpdate -Install -AcceptAll',
    ),
  },
  {
    rule: 'removed-key',
    changes: {
      iso_checksum_type: builder(
        ['"disk_size": 61440', '«"iso_checksum_type"»: "sha256",\n      "disk_size": 61440'],
        ['disk_size        = 61440', '«iso_checksum_type» = "sha256"\n  disk_size        = 61440'],
      ),
    },
  },
  {
    rule: 'unknown-build-name',
    changes: {
      only: both(
        replace(
          'windows.json',
          '"script": "scripts/tools.ps1"',
          '"only": [«"virtualbox-os"»],\n      "script": "scripts/tools.ps1"',
        ),
        replace(
          'windows.pkr.hcl',
          'script = "scripts/tools.ps1"',
          'only   = [«"virtualbox-iso.linux"»]\n    script = "scripts/tools.ps1"',
        ),
      ),
    },
  },
  {
    rule: 'vagrant-winrm-setting-removed',
    changes: {
      retry_limit: vagrant('config.winrm.max_tries = 60', 'config.winrm.«retry_limit» = 60'),
    },
  },
  {
    rule: 'vagrant-memory-below-4gb',
    changes: {
      memory: vagrant('vb.memory = 4096', 'vb.memory = «2048»'),
      string: vagrant('vb.memory = 4096', 'vb.memory = «"2048"»'),
      customize: vagrant('vb.memory = 4096', 'vb.customize ["modifyvm", :id, "--memory", «"2048"»]'),
    },
  },
  {
    rule: 'vagrant-communicator-missing',
    changes: {
      'no communicator': vagrant(
        '  config.vm.guest = :windows\n  config.vm.communicator = "winrm"\n',
        '  config.vm.guest = «:windows»\n',
      ),
    },
  },
  {
    rule: 'vagrant-reboot-in-shell',
    changes: each(
      (command) => vagrant('inline: "Write-Host \'done\'"', `inline: "«${command}»"`),
      'Restart-Computer -Force',
      'shutdown /r /t 0',
    ),
  },

  {
    rule: 'answer-file-shape',
    changes: {
      'no namespace': replace(
        'Autounattend.xml',
        '<unattend xmlns="urn:schemas-microsoft-com:unattend"',
        '<«unattend»',
      ),
      'a pass that there is not': replace('Autounattend.xml', 'pass="specialize"', 'pass="«specialise»"'),
    },
  },
  {
    rule: 'autologon-missing',
    changes: {
      'switched off': replace('Autounattend.xml', '<Enabled>true</Enabled>', '<Enabled>«false»</Enabled>'),
    },
  },
  {
    rule: 'answer-file-arch-mismatch',
    changes: {
      x86: (project) => ({
        ...project,
        'Autounattend.xml': (project['Autounattend.xml'] ?? '')
          .replace('processorArchitecture="amd64"', 'processorArchitecture="«x86»"')
          .replace(/processorArchitecture="amd64"/g, 'processorArchitecture="x86"'),
      }),
    },
  },
  {
    rule: 'msi-called-directly',
    changes: each(
      (command) => firstLogon(`«${command}»`),
      'E:\\guest-agent\\qemu-ga.msi',
      '"E:\\guest agent\\x.msi"',
    ),
  },
  {
    rule: 'wmic-removed',
    changes: each(
      (command) =>
        both(firstLogon(`«${command}»`), (project) => ({
          ...project,
          'windows.json': (project['windows.json'] ?? '').replace(
            'windows-2019.iso',
            'windows-server-2025.iso',
          ),
          'windows.pkr.hcl': (project['windows.pkr.hcl'] ?? '').replace(
            'windows-2019.iso',
            'windows-server-2025.iso',
          ),
        })),
      `wmic useraccount where "name='vagrant'" set PasswordExpires=FALSE`,
      `cmd.exe /c wmic UserAccount set PasswordExpires=False`,
    ),
  },
  {
    rule: 'winrm-basic-auth-not-allowed',
    changes: {
      'Basic is not set': replace(
        'scripts/enable-winrm.ps1',
        `winrm set winrm/config/service '@{AllowUnencrypted="true"}'\nwinrm set winrm/config/service/auth '@{Basic="true"}'`,
        `«winrm set winrm/config/service '@{AllowUnencrypted="true"}'»`,
      ),
    },
  },
  {
    rule: 'ssh-never-enabled',
    changes: {
      'WinRM is set up, and SSH is not': both(
        (project) => ({ ...project, 'scripts/enable-winrm.ps1': 'Write-Host "later"\n' }),
        (project) => ({
          ...project,
          'windows.json': (project['windows.json'] ?? '').replace(
            '"communicator": "winrm"',
            '"communicator": «"ssh"», "ssh_username": "vagrant"',
          ),
          'windows.pkr.hcl': (project['windows.pkr.hcl'] ?? '').replace(
            /communicator( *)= "winrm"/,
            'ssh_username = "vagrant"\n  communicator$1= «"ssh"»',
          ),
        }),
      ),
    },
  },
  {
    rule: 'winrm-never-enabled',
    changes: {
      'the script does nothing': both(
        (project) => ({ ...project, 'scripts/enable-winrm.ps1': 'Write-Host "later"\n' }),
        (project) => ({
          ...project,
          'windows.json': (project['windows.json'] ?? '')
            .replace('Windows2019_64', 'Windows10_64')
            .replace('-2019', '-10')
            .replace('"communicator": "winrm"', '"communicator": «"winrm"»'),
          'windows.pkr.hcl': (project['windows.pkr.hcl'] ?? '')
            .replace('Windows2019_64', 'Windows10_64')
            .replace('-2019', '-10')
            .replace('= "winrm"', '= «"winrm"»'),
        }),
      ),
    },
  },
  {
    rule: 'winrm-timeout-too-short',
    changes: {
      'updates before WinRM': both(
        inUpdates('Install-WindowsUpdate -AcceptAll -IgnoreReboot'),
        builder(['"winrm_timeout": "6h"', '"winrm_timeout": «"30m"»'], ['= "6h"', '= «"30m"»']),
      ),
    },
  },
  {
    rule: 'reboot-exit-code-without-restart',
    changes: {
      '3010 and another step': both(
        replace(
          'windows.json',
          '"script": "scripts/tools.ps1"\n    }',
          '"valid_exit_codes": [0, «3010»],\n      "script": "scripts/tools.ps1"\n    },\n    { "type": "powershell", "inline": ["ver"] }',
        ),
        replace(
          'windows.pkr.hcl',
          'script = "scripts/tools.ps1"\n  }',
          'valid_exit_codes = [0, «3010»]\n    script = "scripts/tools.ps1"\n  }\n  provisioner "powershell" {\n    inline = ["ver"]\n  }',
        ),
      ),
    },
  },
  {
    rule: 'file-destination-without-slash',
    changes: {
      'a folder of Windows': step(
        '{ "type": "file", "source": "scripts/tools.ps1", "destination": «"C:/Windows/Temp"» }',
        'provisioner "file" {\n    source = "scripts/tools.ps1"\n    destination = «"C:\\\\Windows\\\\Temp"»\n  }',
      ),
    },
  },
  {
    rule: 'windows-11-memory-below-4gb',
    changes: {
      'JSON and HCL2': both(
        builder(['windows-2019.iso', 'windows-11.iso'], ['windows-2019.iso', 'windows-11.iso']),
        builder(['"Windows2019_64"', '"Windows11_64"'], ['"Windows2019_64"', '"Windows11_64"']),
        builder(
          ['"memory": "{{user `memory`}}"', '"memory": «2048»'],
          ['memory           = var.memory', 'memory = «2048»'],
        ),
      ),
    },
  },
  {
    rule: 'unknown-option',
    changes: {
      'a typing error': builder(
        ['"disk_size": 61440', '«"disk_sise"»: 61440'],
        ['disk_size        = 61440', '«disk_sise» = 61440'],
      ),
      'one of another builder': builder(
        ['"disk_size": 61440', '"disk_size": 61440, «"RAM"»: 1'],
        ['disk_size        = 61440', 'disk_size = 61440\n  «RAM» = 1'],
      ),
      'one of a step': builder(
        ['"restart_timeout": "30m"', '«"restart_time"»: "30m"'],
        ['restart_timeout = "30m"', '«restart_time» = "30m"'],
      ),
    },
  },
  {
    rule: 'unknown-component',
    changes: {
      'a step': builder(
        ['"type": "windows-restart"', '"type": «"windows-restarts"»'],
        ['provisioner "windows-restart"', 'provisioner «"windows-restarts"»'],
      ),
    },
  },
  {
    rule: 'wrong-type',
    changes: {
      'a word for a number': builder(
        ['"disk_size": 61440', '"disk_size": «"large"»'],
        ['disk_size        = 61440', 'disk_size = «"large"»'],
      ),
      'a text for a list': replace(
        'windows.pkr.hcl',
        '["Autounattend.xml", "scripts/updates.ps1", "scripts/enable-winrm.ps1"]',
        '«"Autounattend.xml"»',
      ),
      'a time without its unit': builder(
        ['"winrm_timeout": "6h"', '"winrm_timeout": «"6"»'],
        ['winrm_timeout    = "6h"', 'winrm_timeout = «"6"»'],
      ),
    },
  },
  {
    rule: 'undeclared-name',
    changes: {
      'a variable': builder(['{{user `memory`}}', '{{user `«memmory»`}}'], ['var.memory', 'var.«memmory»']),
      'a source': replace(
        'windows.pkr.hcl',
        '"source.virtualbox-iso.windows"',
        '"«source.virtualbox-iso.window»"',
      ),
    },
  },
  {
    rule: 'unused-variable',
    changes: {
      'one that is left': builder(
        ['"memory": "4096"', '"memory": "4096",\n    «"size"»: "1"'],
        ['variable "password"', 'variable «"size"» {}\n\nvariable "password"'],
      ),
    },
  },
  {
    rule: 'unused-source',
    changes: {
      'a second one': replace('windows.pkr.hcl', '\nbuild {', '\nsource «"null" "other"» {}\n\nbuild {'),
    },
  },
  {
    rule: 'duplicate-definition',
    changes: {
      'a variable': replace(
        'windows.pkr.hcl',
        'variable "password"',
        'variable «"memory"» {}\n\nvariable "password"',
      ),
    },
  },
  {
    rule: 'unknown-block',
    changes: {
      'a step outside of the build': replace(
        'windows.pkr.hcl',
        '\nbuild {',
        '\n«provisioner» "shell" {}\n\nbuild {',
      ),
    },
  },
  {
    rule: 'unknown-argument',
    changes: {
      'of a variable': replace(
        'windows.pkr.hcl',
        '  default = 4096',
        '  default = 4096\n  «descripton» = "MB"',
      ),
    },
  },
  {
    rule: 'wrong-labels',
    changes: {
      'a source without a name': replace('windows.pkr.hcl', '\nbuild {', '\n«source» "null" {}\n\nbuild {'),
    },
  },
  {
    rule: 'unknown-function',
    changes: { 'a typing error': replace('windows.pkr.hcl', '= var.memory', '= «mx»(1, var.memory)') },
  },
  {
    rule: 'wrong-arguments',
    changes: { 'too many': replace('windows.pkr.hcl', '= var.memory', '= «abs(1, 2)»') },
  },
  {
    rule: 'invalid-variable',
    changes: {
      'a default of another type': replace('windows.pkr.hcl', '  default = 4096', '  default = «"much"»'),
    },
  },
  {
    rule: 'invalid-constraint',
    changes: { 'no version': replace('windows.pkr.hcl', '">= 1.0.5"', '«"newest"»') },
  },
  {
    rule: 'invalid-duration',
    changes: {
      'of a step': replace(
        'windows.pkr.hcl',
        'restart_timeout = "30m"',
        'restart_timeout = "30m"\n    pause_before = «"30"»',
      ),
    },
  },
  {
    rule: 'nothing-to-build',
    changes: {
      'a build without sources': replace(
        'windows.pkr.hcl',
        'build {\n  sources = ["source.virtualbox-iso.windows"]\n',
        '«build» {\n',
      ),
    },
  },
  {
    rule: 'required-missing',
    changes: {
      'no ISO': both(
        replace('windows.pkr.hcl', '  iso_url          = "https://example.com/windows-2019.iso"\n', ''),
        replace('windows.pkr.hcl', 'source "virtualbox-iso"', 'source «"virtualbox-iso"»'),
      ),
    },
  },
  {
    rule: 'conflicting-options',
    changes: {
      'two ways to say what runs': builder(
        ['"script": "scripts/tools.ps1"', '"script": "scripts/tools.ps1",\n      «"inline"»: ["exit 0"]'],
        ['script = "scripts/tools.ps1"', 'script = "scripts/tools.ps1"\n    «inline» = ["exit 0"]'],
      ),
    },
  },
  {
    rule: 'template-call-without-meaning',
    changes: {
      'a call for JSON in HCL2': replace(
        'windows.pkr.hcl',
        'winrm_username   = "vagrant"',
        'winrm_username = "«{{user `name`}}»"',
      ),
    },
  },
  {
    rule: 'circular-reference',
    changes: {
      'a local of itself': replace(
        'windows.pkr.hcl',
        '\nbuild {',
        '\nlocals {\n  size = «local.size» + 1\n}\n\nbuild {',
      ),
    },
  },
  {
    rule: 'empty-dynamic',
    changes: {
      'one that makes nothing': replace(
        'windows.pkr.hcl',
        '  provisioner "windows-restart"',
        '  «dynamic» "provisioner" {\n    for_each = [1]\n    labels = ["shell"]\n  }\n\n  provisioner "windows-restart"',
      ),
    },
  },
];

const neutral: Readonly<Record<string, Change>> = {
  ...each(
    inScript,
    '# Restart-Computer -Force',
    '<# shutdown /r /t 0\n winrm quickconfig #>',
    "Write-Host 'shutdown /r /t 0'",
    'echo "Restart-Computer"',
    "$text = @'\nRestart-Computer\nshutdown /r\n'@",
    'Restart-Computer -WhatIf',
    'function Restart-It { Restart-Computer -Force }',
    'if ($false) { Restart-Computer }',
    'shutdown /r /t 600; shutdown /a',
    'shutdown /a',
    "$note = 'Install-BoxstarterPackage'",
    '',
  ),
  ...each(
    (text) =>
      replace(
        'Autounattend.xml',
        '    <component name="Microsoft-Windows-Deployment"',
        `${text}\n    <component name="Microsoft-Windows-Deployment"`,
      ),
    '<!-- <Path>shutdown /r</Path> -->',
  ),
  ...each(
    lastLogon,
    'cmd /c rem shutdown /r',
    'cmd /c echo shutdown /r',
    'reg add HKLM\\Software\\x /v y /d "shutdown /r" /f',
  ),
  'renamed variables': both(
    replace('windows.json', '"memory": "4096"', '"ram": "4096"'),
    replace('windows.json', '{{user `memory`}}', '{{ user `ram` }}'),
    (project) => ({
      ...project,
      'windows.pkr.hcl': (project['windows.pkr.hcl'] ?? '')
        .replace('variable "memory"', 'variable "ram"')
        .replace('var.memory', 'var.ram'),
    }),
  ),
  'reordered keys': both(
    replace('windows.json', '      "disk_size": 61440,\n', ''),
    replace(
      'windows.json',
      '      "type": "virtualbox-iso",\n',
      '      "disk_size": 61440,\n      "type": "virtualbox-iso",\n',
    ),
    replace('windows.pkr.hcl', '  disk_size        = 61440\n', ''),
    replace('windows.pkr.hcl', '  guest_os_type ', '  disk_size        = 61440\n  guest_os_type '),
  ),
  'Windows line ends': (project) =>
    Object.fromEntries(Object.entries(project).map(([name, text]) => [name, text.replace(/\n/g, '\r\n')])),
  'JSON on one line': (project) => ({
    ...project,
    'windows.json': JSON.stringify(JSON.parse(project['windows.json'] ?? '')),
  }),
  'other indentation': (project) => ({
    ...project,
    'windows.pkr.hcl': (project['windows.pkr.hcl'] ?? '').replace(/^ +/gm, (spaces) =>
      spaces.replace(/ {2}/g, '\t'),
    ),
    'Autounattend.xml': (project['Autounattend.xml'] ?? '').replace(/^ +/gm, ''),
  }),
  'comments in HCL': replace(
    'windows.pkr.hcl',
    'build {',
    '// memory = 512\n/* communicator = "none" */\n# iso_checksum = "none"\nbuild {',
  ),
};

describe('faults in a sound project', () => {
  it('has none to begin with', async () => assert.deepEqual(await messages(sound), []));

  for (const { rule, changes } of faults)
    for (const [title, change] of Object.entries(changes))
      it(`${rule} finds ${title}`, async () => {
        const { texts, marks } = unmark(change(sound));
        const findings = await lintProject(texts, rule);
        const places = findings.map(
          ({ location: { path: file, span } }) => `${file}:${span.start}-${span.end}`,
        );
        assert.deepEqual(
          places.sort(),
          marks.map(({ path: file, start, end }) => `${file}:${start}-${end}`).sort(),
        );
      });

  for (const [title, change] of Object.entries(neutral))
    it(`says nothing of ${title || 'an empty line'}`, async () =>
      assert.deepEqual(await messages(change(sound)), []));

  for (const name of Object.keys(sound))
    it(`reads ${name} while it is being written`, async () => {
      const text = sound[name] ?? '';
      for (let end = 0; end < text.length; end += 23)
        for (const finding of await lintProject(unmark({ ...sound, [name]: text.slice(0, end) }).texts)) {
          const { path: file, span } = finding.location;
          const length =
            file === `/project/${name}` ? end : (sound[file.slice('/project/'.length)] ?? '').length;
          assert.ok(span.start >= 0 && span.start <= span.end && span.end <= length, finding.message);
        }
    });
});

const messages = async (project: Project) =>
  (await lintProject(unmark(project).texts)).map(
    ({ rule, message, location }) => `${location.path}: ${rule}: ${message}`,
  );
