import { Random } from '../hclDifferential/generate';

export { Random };

/** Texts as people write them for image builds, made up from a seed: the same in every run. */
export const samples = {
  json: jsonTemplate,
  hcl: hclTemplate,
  ruby: vagrantfile,
  powershell,
  batch,
  shell,
  xml: answerFile,
  userData,
} as const satisfies Record<string, (random: Random) => string>;

export type SampleKind = keyof typeof samples;

const words = [
  'windows',
  'updates',
  'tools',
  'guest-additions',
  'cleanup',
  'network',
  'größe',
  'winrm',
  'compact',
];
const word = (random: Random): string => random.pick(words);
const times = <T>(random: Random, most: number, make: (index: number) => T): T[] =>
  Array.from({ length: 1 + random.below(most) }, (_, index) => make(index));

function jsonTemplate(random: Random): string {
  return JSON.stringify(
    {
      variables: {
        iso_url: `https://example.org/${word(random)}.iso`,
        iso_checksum: 'sha256:3e4f',
        headless: 'false',
      },
      builders: times(random, 3, (index) => ({
        name: `${word(random)}-${index}`,
        type: 'virtualbox-iso',
        guest_os_type: 'Windows2019_64',
        iso_url: '{{user `iso_url`}}',
        memory: 1024 * (1 + random.below(8)),
        headless: random.chance(50),
        floppy_files: ['Autounattend.xml', `scripts/${word(random)}.ps1`],
        communicator: 'winrm',
        boot_command: ['<esc><wait>', 'linux "auto=true"\t\u00e9<enter>'],
        vboxmanage: [['modifyvm', '{{.Name}}', '--memory', '2048']],
        shutdown_command: 'shutdown /s /t 10 /f /d p:4:1 /c "Packer Shutdown"',
      })),
      provisioners: times(random, 6, () =>
        random.chance(50)
          ? { type: 'powershell', scripts: [`scripts/${word(random)}.ps1`], valid_exit_codes: [0, 3010] }
          : { type: 'powershell', inline: powershell(random).split('\n').slice(0, 5) },
      ),
      'post-processors': [{ type: 'vagrant', output: '{{.BuildName}}.box', compression_level: null }],
    },
    null,
    2,
  );
}

function hclTemplate(random: Random): string {
  return `packer {
  required_plugins {
    virtualbox = { source = "github.com/hashicorp/virtualbox", version = ">= 1.0.${random.below(9)}" }
  }
}

# Where the medium lies.
variable "iso_url" {
  type    = string
  default = "https://example.org/${word(random)}.iso" // or a path
}

locals {
  stamp = formatdate("YYYYMMDD", timestamp())
  sizes = { for k, v in var.disks : k => v.size... if v.size > ${random.below(9)} }
  cpus  = var.fast ? max(4, var.cpus) : 2 * (1 + 1)
}
${times(
  random,
  3,
  (index) => `
source "virtualbox-iso" "${word(random)}${index}" {
  iso_url          = var.iso_url
  memory           = ${1024 * (1 + random.below(8))}
  headless         = !var.debug
  boot_command     = ["<esc><wait>", "auto \\"\\u00e9\\" \${local.stamp}<enter>"]
  vboxmanage       = [["modifyvm", "{{.Name}}", "--memory", "2048"]]
  shutdown_command = "shutdown /s /t 10 /f /c \\"😀\\""
}
`,
).join('')}
build {
  sources = ["source.virtualbox-iso.${word(random)}0"]
${times(
  random,
  5,
  () => `
  provisioner "powershell" {
    scripts      = ["\${path.root}/scripts/${word(random)}.ps1"]
    pause_before = "30s"
    inline = [<<-EOT
      Write-Output "%{ if var.debug ~} debug %{ else }quiet%{ endif }"
      Install-WindowsFeature -Name ${word(random)}
    EOT
    , "exit 0"]
  }
`,
).join('')}}
`;
}

function vagrantfile(random: Random): string {
  return `# -*- mode: ruby -*-
MEMORY = (ENV['MEMORY'] || ${1024 * (1 + random.below(8))}).to_i

Vagrant.configure('2') do |config|
  config.vm.box = "${word(random)}-#{RUBY_VERSION}"
  config.vm.communicator = 'winrm'
${times(
  random,
  4,
  (index) => `
  config.vm.define '${word(random)}${index}', autostart: ${random.chance(50)} do |machine|
    machine.vm.network :forwarded_port, guest: ${3000 + random.below(999)}, host: 8080, auto_correct: true
    machine.vm.provider 'virtualbox' do |vb, override|
      vb.memory = MEMORY
      vb.customize ['modifyvm', :id, '--vram', ${random.below(256)}]
      vb.gui = true unless Vagrant.has_plugin?('quiet') # größe 😀
    end
    %w[web db cache].each_with_index { |name, i| machine.vm.hostname = "#{name}-#{i + 1}" if i > 1 }
    machine.vm.provision '${word(random)}', type: 'shell', inline: <<~SCRIPT
      Install-WindowsFeature -Name Containers
      Restart-Computer -Force
    SCRIPT
  end
`,
).join('')}end
`;
}

function powershell(random: Random): string {
  const pieces: readonly (() => string)[] = [
    () => `$ErrorActionPreference = 'Stop'`,
    () => `# ${word(random)}: what this does`,
    () => `<# a longer\n   remark about ${word(random)} #>`,
    () => `Set-ItemProperty -Path 'HKLM:\\SOFTWARE\\${word(random)}' -Name 'Start' -Value ${random.below(9)}`,
    () =>
      `if ($env:PACKER_BUILDER_TYPE -eq "virtualbox-iso") {\n  Write-Host "on $($env:COMPUTERNAME): ${word(random)}"\n} else {\n  exit 1\n}`,
    () =>
      `Get-Service | Where-Object { $_.Status -eq 'Running' -and $_.Name -like '*${word(random)}*' } | Stop-Service -Force`,
    () =>
      `function Install-${word(random)} {\n  param([string] $Path = "C:\\Windows\\Temp", [switch] $Quiet)\n  & "$Path\\setup.exe" /S --accept\n  (Get-Item $Path).Delete()\n}`,
    () => `$options = @{\n  Name = '${word(random)}'\n  Ensure = "Present" # 😀\n}\nInvoke-Thing @options`,
    () => `try { Restart-Computer -Force } catch { throw $_ } finally { Write-Output 'größe' }`,
    () =>
      `foreach ($item in 1..${random.below(99)}) { netsh advfirewall firewall set rule name="WinRM-HTTP" new action=allow }`,
    () => `Start-Process msiexec.exe -ArgumentList '/i', "$env:TEMP\\${word(random)}.msi", '/qn' -Wait`,
    () => `@"\nlog of $(Get-Date) for ${word(random)}\n"@ | Out-File -FilePath C:\\log.txt -Append`,
    () => `powershell -NoProfile -Command "choco install -y ${word(random)}"`,
    () => `cmd /c 'winrm set winrm/config/service/auth @{Basic="true"}'`,
  ];
  return `${times(random, 20, () => random.pick(pieces)()).join('\n')}\n`;
}

function batch(random: Random): string {
  const pieces: readonly (() => string)[] = [
    () => '@echo off',
    () => 'setlocal EnableDelayedExpansion',
    () => `:: ${word(random)}`,
    () => `rem what ${word(random)} does`,
    () =>
      `if not exist "%SystemDrive%\\${word(random)}" (\r\n  md "%TEMP%\\x" & goto :end\r\n) else echo there`,
    () => `for /f "tokens=2*" %%a in ('reg query "HKLM\\SOFTWARE\\${word(random)}"') do set "DIR=%%b"`,
    () => `cmd.exe /c net user ${word(random)} "pass^word" /add >>"%LOG%" 2>&1 || exit /b 1`,
    () => `:${word(random)}\r\ncall :sub "%~dp0${word(random)}.cmd" ^\r\n  --flag`,
    () => `shutdown /r /t 5 /f && echo größe 😀`,
    () =>
      `powershell -Command "Set-ExecutionPolicy Bypass -Force; iex ((New-Object Net.WebClient).DownloadString('https://example.org'))"`,
    () => `msiexec /qb /i !DIR!\\${word(random)}.msi REBOOT=ReallySuppress | find "x" >nul`,
  ];
  return `${times(random, 20, () => random.pick(pieces)()).join('\r\n')}\r\n`;
}

function shell(random: Random): string {
  const pieces: readonly (() => string)[] = [
    () => 'set -euo pipefail',
    () => `# ${word(random)}`,
    () => `export DEBIAN_FRONTEND=noninteractive DIR="\${HOME:-/root}/${word(random)}"`,
    () =>
      `if [ "$PACKER_BUILDER_TYPE" = 'qemu' ] && ! grep -q "${word(random)}" /etc/fstab; then\n  apt-get -y install ${word(random)} || exit 1\nfi`,
    () => `case "$(uname -s)" in\n  Linux|FreeBSD) echo "größe 😀" ;;\n  *) exit 0 ;;\nesac`,
    () => `for f in /var/log/*.log; do : > "$f"; done`,
    () => `cat <<EOF | sudo tee -a /etc/${word(random)}.conf >/dev/null\nkey = $(hostname)\nEOF`,
    () => `cat <<'E-O'\n$not \`expanded\`\nE-O`,
    () => `${word(random).replace(/\W/g, '_')}() {\n  local x=$((1 + \${#1}))\n  sed -i -e 's/a/b/' "$1"\n}`,
    () => `while read -r line; do echo "\${line%%:*}"; done < <(cat /etc/passwd)`,
    () => `sudo -E bash -c 'sleep 5; reboot' &`,
    () => `curl -fsSL "https://example.org/${word(random)}.tgz" | tar xz -C /opt 2>&1`,
  ];
  return `#!/bin/bash\n${times(random, 20, () => random.pick(pieces)()).join('\n')}\n`;
}

function answerFile(random: Random): string {
  const settings = (pass: string) => `  <settings pass="${pass}">
    <component name="Microsoft-Windows-Shell-Setup" processorArchitecture="amd64" language='neutral'>
      <!-- ${word(random)} & more -->
      <ComputerName>${word(random)}</ComputerName>
      <FirstLogonCommands>
${times(
  random,
  6,
  (index) => `        <SynchronousCommand wcm:action="add">
          <Order>${index + 1}</Order>
          <CommandLine>cmd.exe /c powershell -File a:\\${word(random)}.ps1 &gt; c:\\log.txt &amp;&amp; exit &#233;</CommandLine>
          <Description>größe 😀</Description>
          <RequiresUserInput/>
        </SynchronousCommand>
`,
).join('')}      </FirstLogonCommands>
      <Script><![CDATA[if (1 < 2) { "${word(random)}" }]]></Script>
    </component>
  </settings>
`;
  return `<?xml version="1.0" encoding="utf-8"?>
<unattend xmlns="urn:schemas-microsoft-com:unattend" xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State">
${['windowsPE', 'specialize', 'oobeSystem'].map(settings).join('')}</unattend>
`;
}

function userData(random: Random): string {
  const parts = [
    `<powershell>\n${powershell(random)}</powershell>\n`,
    `<script>\r\n${batch(random)}</script>\n`,
  ];
  if (random.chance(50)) parts.reverse();
  if (random.chance(50)) parts.push('<persist>true</persist>\n');
  if (random.chance(30)) parts.push('<powershellArguments>-NoProfile 😀</powershellArguments>\n');
  if (random.chance(20)) return `#ps1_sysnative\r\n${powershell(random)}`;
  if (random.chance(10)) return shell(random);
  return parts.join('');
}
