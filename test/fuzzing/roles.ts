import type { Random } from './samples';
import { samples } from './samples';

/** Files of a project, by their names, and the one that is linted. */
interface Made {
  readonly files: Readonly<Record<string, string>>;
  readonly main: string;
}

/** What a text of somebody else can be in a project. */
export interface Role {
  readonly name: string;
  /** @returns a project whose largest file has about a size */
  prepare(random: Random): (size: number) => Made;
}

/** A piece as often as it takes; `#` in it counts. */
const repeated = (piece: string, size: number): string => {
  const count = Math.max(1, Math.floor(size / piece.length));
  return Array.from({ length: count }, (_, at) => piece.replaceAll('#', String(at))).join('');
};

const commands: Readonly<Record<'ps1' | 'cmd' | 'sh', readonly string[]>> = {
  ps1: [
    'Restart-Computer -Force',
    'shutdown /r /t 0',
    'shutdown /a',
    'choco install git -y',
    '$v# = "a"; Write-Host $v#',
    '$v = "#"',
    'function f# { Restart-Computer }',
    'f#',
    'function f# { f# }',
    '& $f#',
    '& a:\\s#.ps1',
    'iex "shutdown /r"',
    'powershell -Command "& { Restart-Computer }"',
    'Invoke-Command -ComputerName x { Restart-Computer }',
    'if ($a) { Restart-Computer } else {',
    '} }',
    '@"\nRestart-Computer\n"@',
    '# boxwright-disable-next-line reboot-in-provisioner',
    'winrm set winrm/config/service @{AllowUnencrypted="true"}',
    'Set-Item WSMan:\\localhost\\Service\\Auth\\Basic -Value $true',
    'netsh advfirewall firewall add rule name="w#" dir=in action=allow protocol=TCP localport=#',
    'New-NetFirewallRule -DisplayName "w" -LocalPort # -Action Allow',
    'Set-Service WinRM -StartupType Automatic; Start-Service WinRM',
    'Stop-Service winrm',
    'Enable-PSRemoting -Force',
    'Install-WindowsFeature Web-Server -Restart',
    'dism /online /enable-feature /featurename:x#',
    'msiexec /i x#.msi /qn',
    'Start-Process setup.exe -ArgumentList "/s" -Wait',
    'C:\\Windows\\System32\\Sysprep\\sysprep.exe /generalize /oobe /shutdown',
    'net user vagrant "password # /add',
    'rundll32 user32,ExitWindowsEx 2',
    '(Get-WmiObject Win32_OperatingSystem).Reboot()',
    'Configuration C# { Node x { File f { Ensure = "Present" } } }',
    'wmic useraccount where "name=\'v\'" set PasswordExpires=FALSE',
    'New-ItemProperty -Path HKLM:\\SOFTWARE\\x -Name y -Value @{a = 1; b = $c}',
  ],
  cmd: [
    'shutdown /r /t 0',
    'call a:\\s#.cmd',
    'call :l#',
    ':l#',
    'set v#=a',
    'set v=%v%a',
    'cmd /c "cmd /c shutdown /r"',
    'powershell -File a:\\s#.ps1',
    'if exist x (shutdown /r) else (',
    ')',
    'for %%i in (a b) do call %%i',
    'reg add HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce /v x# /d "shutdown /r"',
    'winrm quickconfig -q',
    'REM boxwright-disable-next-line reboot-in-provisioner',
    'start /wait msiexec /i x.msi /passive /norestart',
    'schtasks /create /tn x# /tr "shutdown /r" /sc onstart',
    'sc config winrm start= auto',
  ],
  sh: [
    'reboot',
    'shutdown -r now',
    'f#() { reboot; }',
    'f#',
    'x="$(reboot)"',
    'if true; then reboot; else',
    'fi',
    'cat <<E\nreboot\nE',
    '. ./s#.sh',
    'v#=a; echo $v#',
    'sudo -S sh -c "reboot"',
    'apt-get install -y linux-image; needs-restarting -r',
    '( reboot',
    ')',
    '$((1 + ',
  ],
};

type Script = keyof typeof commands;

/** Lines of scripts: some commands again and again. */
function scriptOf(random: Random, kind: Script): (size: number) => string {
  const sample = { ps1: samples.powershell, cmd: samples.batch, sh: samples.shell }[kind](random).split('\n');
  const pick = () => random.pick(random.chance(80) ? commands[kind] : sample);
  const separator = random.chance(85) ? '\n' : random.pick([' ', '; ', ' | ', ' && ', ', ', '']);
  let piece = pick() + separator;
  while (random.chance(40)) piece += pick() + separator;
  const end = random.chance(20) ? pick() : '';
  return (size) => repeated(piece, size) + end;
}

const windows = {
  type: 'virtualbox-iso',
  guest_os_type: 'Windows2019_64',
  iso_url: 'a.iso',
  iso_checksum: 'none',
  communicator: 'winrm',
  winrm_username: 'v',
  winrm_password: 'v',
  shutdown_command: 'shutdown /s',
};

const provisioners: Readonly<Record<Script, string>> = {
  ps1: 'powershell',
  cmd: 'windows-shell',
  sh: 'shell',
};

const answers = (commandsXml: string): string =>
  `<unattend xmlns="urn:schemas-microsoft-com:unattend" xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State"><settings pass="oobeSystem"><component name="Microsoft-Windows-Shell-Setup" processorArchitecture="amd64" publicKeyToken="31bf3856ad364e35" language="neutral" versionScope="nonSxS">${commandsXml}</component></settings></unattend>`;

const command = (line: string, order = '#'): string =>
  `<SynchronousCommand wcm:action="add"><Order>${order}</Order><CommandLine>${line}</CommandLine></SynchronousCommand>`;

const json = (value: unknown): string => JSON.stringify(value, null, 1);

/** A template of one builder with something more, made of a piece of JSON that is repeated in a list. */
const inList =
  (make: (list: string) => string, pieces: readonly string[]): Role['prepare'] =>
  (random) => {
    const piece = random.pick(pieces);
    return (size) => ({
      files: { 't.json': make(repeated(`${piece},\n`, size).slice(0, -2)) },
      main: 't.json',
    });
  };

const scriptRoles = (['ps1', 'cmd', 'sh'] as const).flatMap((kind): Role[] => [
  {
    name: `provisioner ${kind}`,
    prepare(random) {
      const make = scriptOf(random, kind);
      const template = json({
        builders: [windows],
        provisioners: [{ type: provisioners[kind], script: `s.${kind}` }],
      });
      return (size) => ({ files: { 't.json': template, [`s.${kind}`]: make(size) }, main: 't.json' });
    },
  },
  {
    name: `inline ${kind}`,
    prepare(random) {
      const make = scriptOf(random, kind);
      return (size) => {
        const steps = [{ type: provisioners[kind], inline: make(size).split('\n') }];
        return { files: { 't.json': json({ builders: [windows], provisioners: steps }) }, main: 't.json' };
      };
    },
  },
  {
    name: `bootstrap ${kind}`,
    prepare(random) {
      const make = scriptOf(random, kind);
      const start = { ps1: 'powershell -File a:\\s.ps1', cmd: 'cmd /c a:\\s.cmd', sh: 'sh a:\\s.sh' }[kind];
      const template = json({ builders: [{ ...windows, floppy_files: ['Autounattend.xml', `s.${kind}`] }] });
      const xml = answers(`<FirstLogonCommands>${command(start, '1')}</FirstLogonCommands>`);
      return (size) => ({
        files: { 't.json': template, 'Autounattend.xml': xml, [`s.${kind}`]: make(size) },
        main: 't.json',
      });
    },
  },
  {
    name: `user data ${kind}`,
    prepare(random) {
      const make = scriptOf(random, kind);
      const [open, close] = {
        ps1: ['<powershell>', '</powershell>'],
        cmd: ['<script>', '</script>'],
        sh: ['#!/bin/sh', ''],
      }[kind];
      const builder = { type: 'amazon-ebs', communicator: 'winrm', winrm_username: 'a', user_data_file: 'u' };
      return (size) => ({
        files: {
          't.json': json({ builders: [builder] }),
          u: `${open}\n${make(Math.min(size, 90_000))}\n${close}`,
        },
        main: 't.json',
      });
    },
  },
]);

const templateRoles: Role[] = [
  {
    name: 'builders',
    prepare: inList(
      (list) =>
        `{"builders": [${list}], "provisioners": [{"type": "powershell", "inline": ["Restart-Computer"]}]}`,
      [
        json({ ...windows, name: 'n#' }),
        json({ ...windows, name: 'n#', memory: 512, floppy_files: ['Autounattend.xml'] }),
        json({ type: 'qemu', name: 'n#', iso_checksum_type: 'md5', ssh_username: 'u' }),
        json({ type: 'amazon-ebs', name: 'n', instance_type: 't2.micro', communicator: 'winrm' }),
        json(windows),
        '{}',
        '[',
      ],
    ),
  },
  {
    name: 'provisioners',
    prepare: inList(
      (list) => `{"builders": [${json(windows)}], "provisioners": [${list}]}`,
      [
        json({ type: 'powershell', inline: ['Restart-Computer'] }),
        json({ type: 'windows-restart' }),
        json({ type: 'powershell', script: 'missing#.ps1', only: ['n#'] }),
        json({
          type: 'powershell',
          inline: ['choco install x'],
          override: { 'virtualbox-iso': { inline: ['a'] } },
        }),
        json({ type: 'file', source: 's', destination: 'c:/x#' }),
        json({ type: 'dsc', manifest_file: 'm#.ps1', configuration_name: 'C' }),
        json({ type: 'shell', inline: ['reboot'], except: ['virtualbox-iso', 'x#'] }),
        json({ type: 'ansible', playbook_file: 'x.yml' }),
      ],
    ),
  },
  {
    name: 'builders and provisioners',
    prepare: (random) => {
      const builder = random.pick([
        json({ ...windows, name: 'n#' }),
        json({ ...windows, name: 'n#', floppy_files: ['Autounattend.xml'] }),
        json({ type: 'qemu', name: 'n#', ssh_username: 'u', iso_url: 'x', iso_checksum: 'none' }),
        json({ type: 'azure-arm', name: 'n#', communicator: 'winrm', os_type: 'Windows' }),
      ]);
      const provisioner = random.pick([
        json({ type: 'powershell', inline: ['Restart-Computer', 'choco install x#'] }),
        json({ type: 'powershell', inline: ['Install-WindowsFeature x'], except: ['n#'] }),
        json({ type: 'powershell', script: 's.ps1', valid_exit_codes: [0, 3010] }),
        `${json({ type: 'windows-update' })}, ${json({ type: 'windows-restart' })}`,
        json({ type: 'shell', inline: ['apt-get upgrade -y', 'make -C /lib/modules/$(uname -r)/build'] }),
        json({ type: 'file', source: 's.ps1', destination: 'c:/x#' }),
        json({ type: 'shell', inline: ['reboot'], override: { 'n#': { inline: ['a'] } } }),
        json({ type: 'dsc', manifest_file: 's.ps1', only: ['n1', 'n#'] }),
      ]);
      const list = (piece: string, size: number) => repeated(`${piece},\n`, size).slice(0, -2);
      const xml = answers(
        `<FirstLogonCommands>${command('winrm quickconfig -q', '1')}${command('shutdown /r', '2')}</FirstLogonCommands>`,
      );
      return (size) => ({
        files: {
          't.json': `{"builders": [${list(builder, size / 2)}], "provisioners": [${list(provisioner, size / 2)}]}`,
          's.ps1': 'msiexec /i x.msi',
          'Autounattend.xml': xml,
        },
        main: 't.json',
      });
    },
  },
  {
    name: 'post-processors',
    prepare: inList(
      (list) => `{"builders": [${json(windows)}], "post-processors": [${list}]}`,
      [
        '"vagrant"',
        '[["vagrant"]]',
        json({ type: 'vagrant', output: 'x#.box' }),
        '[',
        json({ type: 'manifest', only: ['x#'] }),
      ],
    ),
  },
  {
    name: 'settings',
    prepare: inList(
      (list) => `{"builders": [${json(windows).slice(0, -2)}, ${list}}]}`,
      [
        '"x#": "y"',
        '"memory": 1',
        '"floppy_files": ["a#.ps1"]',
        '"vboxmanage": [["modifyvm", "{{.Name}}", "--memory", "512"]]',
        '"iso_urls": ["windows_#.iso"]',
        '"winrm_port": "59#"',
        '"a": {"b": {"c": "{{user `x`}}"}}',
      ],
    ),
  },
  {
    name: 'lists of settings',
    prepare: (random) => {
      const name = random.pick([
        'floppy_files',
        'cd_files',
        'iso_urls',
        'vboxmanage',
        'boot_command',
        'qemuargs',
        'floppy_dirs',
      ]);
      const piece = random.pick([
        '"a#.ps1"',
        '"*.ps1"',
        '"[a-z]#"',
        '"missing/x#"',
        '["modifyvm", "x", "--memory", "#"]',
        '"<wait>"',
        '"../x"',
        '"windows"',
      ]);
      return (size) => ({
        files: {
          't.json': `{"builders": [${json(windows).slice(0, -2)}, "${name}": [${repeated(`${piece},\n`, size).slice(0, -2)}]}]}`,
          'a1.ps1': '',
        },
        main: 't.json',
      });
    },
  },
  {
    name: 'long strings',
    prepare: (random) => {
      const name = random.pick([
        'vm_name',
        'iso_url',
        'shutdown_command',
        'guest_os_type',
        'name',
        'floppy_files',
        'output_directory',
        'winrm_timeout',
        'iso_checksum',
        'boot_command',
        'http_directory',
        'iso_path',
      ]);
      const piece = random.pick([
        '{{',
        ' ',
        '{{user `',
        '{{ ',
        '}}',
        'a',
        '/',
        '\\\\',
        '*',
        '[',
        'windows_',
        'server-',
        '9600.1.',
        'exitwindows ',
        'unattend',
        '-',
        '_',
        '1',
        '%a',
        '@a',
        'shutdown /r & ',
        '\\u001b',
        'é',
        '../',
        '"password ',
        'password=',
      ]);
      return (size) => ({
        files: {
          't.json': `{"builders": [${json(windows).slice(0, -2)}, "${name}": "${repeated(piece, size).replaceAll('"', '\\"')}"}]}`,
        },
        main: 't.json',
      });
    },
  },
  {
    name: 'variables',
    prepare: inList(
      (list) =>
        `{"variables": {${list}}, "sensitive-variables": ["v1"], "builders": [${json({ ...windows, vm_name: '{{user `v1`}}' })}]}`,
      [
        '"v#": "x"',
        '"v#": "{{user `v1`}}"',
        '"v": "{{user `v`}}{{user `v#`}}"',
        '"v#": "{{env `X`}}"',
        '"v#": null',
      ],
    ),
  },
  {
    name: 'comments in a template',
    prepare: inList(
      (list) => `{"builders": [${json(windows).slice(0, -2)},\n${list}\n"a": 1}]}`,
      ['// boxwright-disable-next-line memory-below-4gb\n', '// boxwright-disable x#\n', '/* a */', '//'],
    ),
  },
];

const hclPieces = [
  'source "virtualbox-iso" "n#" {\n  guest_os_type = "Windows2019_64"\n  communicator = "winrm"\n  iso_checksum = "none"\n}\n',
  'build {\n  sources = ["source.virtualbox-iso.n#"]\n  provisioner "powershell" {\n    inline = ["Restart-Computer"]\n  }\n}\n',
  'locals {\n  v# = "x"\n}\n',
  'locals {\n  v# = local.v1\n}\n',
  'locals {\n  w# = merge(local.m, { k# = # })\n}\n',
  'locals {\n  w# = distinct(concat(["a"], ["b#"]))\n}\n',
  'variable "v#" {\n  default = "x"\n}\n',
  'variable "v#" {}\n',
  'data "amazon-ami" "a#" {}\n',
  'packer {\n  required_plugins {\n    p# = { source = "github.com/a/p#", version = ">= 1" }\n  }\n}\n',
  '# boxwright-disable-next-line removed-key\n',
  'local "l#" {\n  expression = "${var.v1}-#"\n}\n',
];

const inSource = [
  'x# = "y"\n',
  'x = local.v\n',
  'vtpm { }\n',
  'disk_additional_size = [#]\n',
  'dynamic "x" {\n for_each = [1]\n content {\n a = x.value\n }\n}\n',
  'floppy_files = ["a#.ps1"]\n',
  'boot_command = ["<a>", "%{ if true }x%{ endif }"]\n',
  'y = <<E\n${local.v}\nE\n',
  'z = "${"${"a"}"}"\n',
];

const hclRoles: Role[] = [
  {
    name: 'hcl blocks',
    prepare(random) {
      let piece = random.pick(hclPieces);
      while (random.chance(40)) piece += random.pick(hclPieces);
      const end =
        'locals {\n m = {}\n}\nsource "virtualbox-iso" "n" {\n vm_name = local.v9\n}\nbuild {\n sources = ["virtualbox-iso.n"]\n}\n';
      return (size) => ({ files: { 't.pkr.hcl': repeated(piece, size) + end }, main: 't.pkr.hcl' });
    },
  },
  {
    name: 'hcl settings',
    prepare(random) {
      let piece = random.pick(inSource);
      while (random.chance(40)) piece += random.pick(inSource);
      return (size) => ({
        files: {
          't.pkr.hcl': `locals {\n v = "a"\n}\nsource "virtualbox-iso" "n" {\n${repeated(piece, size)}}\nbuild {\n sources = ["virtualbox-iso.n"]\n}\n`,
        },
        main: 't.pkr.hcl',
      });
    },
  },
  {
    name: 'hcl lists',
    prepare(random) {
      const piece = random.pick([
        '"a#"',
        '["a", #]',
        '{ k# = # }',
        'local.v',
        '"${local.v}"',
        'upper("a#")',
        '1 + 1',
        '[for x in [1] : x]',
      ]);
      const call = random.pick([
        '',
        'distinct',
        'flatten',
        'concat',
        'merge',
        'setproduct',
        'sort',
        'jsonencode',
        'toset',
        'join',
        'max',
        'coalesce',
        'zipmap',
        'keys',
        'contains',
        'format',
      ]);
      return (size) => ({
        files: {
          't.pkr.hcl': `locals {\n v = "a"\n l = ${call}(${random.chance(50) ? '[' : ''}${repeated(`${piece}, `, size)})\n}\nsource "null" "n" {\n x = local.l\n inline = local.l\n}\nbuild {\n sources = ["null.n"]\n}\n`,
        },
        main: 't.pkr.hcl',
      });
    },
  },
  {
    name: 'hcl provisioners',
    prepare(random) {
      const piece = random.pick([
        'provisioner "powershell" {\n inline = ["Restart-Computer"]\n}\n',
        'provisioner "windows-restart" {}\n',
        'provisioner "powershell" {\n only = ["virtualbox-iso.n"]\n script = "x#.ps1"\n}\n',
        'provisioner "shell" {\n inline = ["reboot"]\n override = { n = { inline = ["a"] } }\n}\n',
        'source "virtualbox-iso.n" {\n name = "b#"\n}\n',
        'post-processor "vagrant" {\n output = "x#.box"\n}\n',
        'post-processors {\n post-processor "vagrant" {}\n}\n',
        'error-cleanup-provisioner "shell-local" {\n inline = ["a"]\n}\n',
      ]);
      return (size) => ({
        files: {
          't.pkr.hcl': `source "virtualbox-iso" "n" {\n communicator = "winrm"\n}\nbuild {\n sources = ["virtualbox-iso.n"]\n${repeated(piece, size)}}\n`,
        },
        main: 't.pkr.hcl',
      });
    },
  },
];

const xmlPieces = [
  command('cmd /c ver'),
  command('shutdown /r'),
  command('powershell -Command Restart-Computer', '1'),
  command('cmd /c a:\\s#.cmd'),
  '<SynchronousCommand><Order>#</Order></SynchronousCommand>',
  '<!-- boxwright-disable-next-line x -->\n',
  '<!-- a -->',
  '<a>',
  '</a>',
  '<a b="c"/>',
  '&amp;',
  'text ',
];

const xmlRoles: Role[] = [
  {
    name: 'answer file',
    prepare(random) {
      const list = random.pick(['FirstLogonCommands', 'LogonCommands', 'AutoLogon', 'OOBE']);
      const piece = random.pick(xmlPieces) + (random.chance(40) ? random.pick(xmlPieces) : '');
      const around = random.chance(70);
      const template = json({ builders: [{ ...windows, floppy_files: ['Autounattend.xml'] }] });
      return (size) => {
        const inner = repeated(piece, size);
        const xml = answers(around ? `<${list}>${inner}</${list}>` : inner);
        return { files: { 't.json': template, 'Autounattend.xml': xml }, main: 't.json' };
      };
    },
  },
  {
    name: 'lone answer file',
    prepare(random) {
      const piece = random.pick([
        ...xmlPieces,
        '<component name="Microsoft-Windows-Shell-Setup" processorArchitecture="amd64"><AutoLogon><Enabled>true</Enabled></AutoLogon></component>',
        `<settings pass="specialize"><component name="Microsoft-Windows-Deployment"><RunSynchronous>${command('net user a b')}</RunSynchronous></component></settings>`,
      ]);
      return (size) => ({
        files: {
          'Autounattend.xml': `<unattend xmlns="urn:schemas-microsoft-com:unattend"><settings pass="oobeSystem">${repeated(piece, size)}</settings></unattend>`,
        },
        main: 'Autounattend.xml',
      });
    },
  },
];

const rubyPieces = [
  'config.vm.define "m#" do |m|\nm.vm.box = "x"\nend\n',
  'config.vm.provision "shell", inline: "shutdown /r"\n',
  'config.vm.provision "p#", type: "shell", path: "s#.ps1"\n',
  'config.vm.provider "virtualbox" do |v|\nv.memory = 512\nend\n',
  'config.vm.network "forwarded_port", guest: 80, host: #\n',
  'config.vm.box = "windows#"\n',
  'x# = 1\n',
  'x = [x, x]\n',
  'x << #\n',
  'h["#"] = 1\n',
  'def f#(a)\n a\nend\nf#(1)\n',
  'if ENV["X"]\nconfig.winrm.username = "a"\nend\n',
  '(1..3).each do |i|\nconfig.vm.define "n#{i}"\nend\n',
  '# boxwright-disable-next-line vagrant-memory-below-4gb\n',
  'begin\n',
  'config.vm.guest = :windows; config.vm.communicator = "winrm"\n',
];

const vagrantRoles: Role[] = [
  {
    name: 'Vagrantfile',
    prepare(random) {
      let piece = random.pick(rubyPieces);
      while (random.chance(40)) piece += random.pick(rubyPieces);
      return (size) => ({
        files: {
          Vagrantfile: `Vagrant.configure("2") do |config|\nx = []\nh = {}\n${repeated(piece, size)}end\n`,
        },
        main: 'Vagrantfile',
      });
    },
  },
];

const otherRoles: Role[] = [
  {
    name: 'cloud-config',
    prepare(random) {
      const piece = random.pick([
        'runcmd:\n  - reboot\n',
        '  - [ sh, -c, "reboot" ]\n',
        'a: &x\n',
        '- - - ',
        'power_state:\n  mode: reboot\n',
        '  ',
      ]);
      const builder = { type: 'amazon-ebs', ssh_username: 'a', user_data_file: 'u' };
      return (size) => ({
        files: {
          't.json': json({ builders: [builder] }),
          u: `#cloud-config\n${repeated(piece, Math.min(size, 90_000))}`,
        },
        main: 't.json',
      });
    },
  },
  {
    name: 'DSC manifest',
    prepare(random) {
      const piece = random.pick([
        'Configuration C# {\n Node localhost {\n  File f { Ensure = "Present" }\n }\n}\n',
        'Import-DscResource -ModuleName x#\n',
        'LocalConfigurationManager { RebootNodeIfNeeded = $true }\n',
        'Settings { }\n',
        '{',
        'C# -OutputPath x\n',
      ]);
      const step = {
        type: 'dsc',
        manifest_file: 'm.ps1',
        configuration_name: 'C1',
        module_paths: ['modules'],
      };
      return (size) => ({
        files: {
          't.json': json({ builders: [windows], provisioners: [step] }),
          'm.ps1': repeated(piece, size),
        },
        main: 't.json',
      });
    },
  },
  {
    name: 'boxwright.json',
    prepare(random) {
      const piece = random.pick(['"x#": "error"', '"removed-key": "off"', '"a": 1']);
      const overrides = random.pick([
        '{"files": ["**/a#"], "rules": {"removed-key": "off"}}',
        '{"files": "*#*", "rules": {}}',
      ]);
      return (size) => ({
        files: {
          't.json': json({ builders: [{ ...windows, iso_checksum_type: 'x' }] }),
          'boxwright.json': random.chance(50)
            ? `{"rules": {${repeated(`${piece},`, size).slice(0, -1)}}}`
            : `{"overrides": [${repeated(`${overrides},`, size).slice(0, -1)}]}`,
        },
        main: 't.json',
      });
    },
  },
  {
    name: 'called scripts',
    prepare(random) {
      const kind = random.pick(['cmd', 'ps1'] as const);
      const call = { cmd: 'call a:\\s#.cmd\n', ps1: '& a:\\s#.ps1\n' }[kind];
      return (size) => {
        const count = Math.floor(Math.sqrt(size / call.length));
        const names = Array.from({ length: count }, (_, at) => `s${at}.${kind}`);
        const scripts = Object.fromEntries(names.map((name) => [name, repeated(call, count * call.length)]));
        const xml = answers(`<FirstLogonCommands>${command(`a:\\s0.${kind}`, '1')}</FirstLogonCommands>`);
        const template = json({ builders: [{ ...windows, floppy_files: ['Autounattend.xml', ...names] }] });
        return { files: { 't.json': template, 'Autounattend.xml': xml, ...scripts }, main: 't.json' };
      };
    },
  },
];

export const roles: readonly Role[] = [
  ...scriptRoles,
  ...templateRoles,
  ...hclRoles,
  ...xmlRoles,
  ...vagrantRoles,
  ...otherRoles,
];
