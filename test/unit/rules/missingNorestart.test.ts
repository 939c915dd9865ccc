import { jsonTemplate, testRule } from '../../support/ruleTests';

const powershell = (...inline: string[]) => ({ type: 'powershell', inline });
const json = (...inline: string[]) => jsonTemplate({}, powershell(...inline));
const hcl = (step: string) => `source "virtualbox-iso" "w" {
  guest_os_type = "Windows2019_64"
  communicator  = "winrm"
}
build {
  sources = ["source.virtualbox-iso.w"]
${step}
}
`;
const inline = (line: string) => hcl(`  provisioner "windows-shell" {\n    inline = [${line}]\n  }`);

testRule('missing-norestart', {
  found: {
    'msiexec in JSON': {
      files: { 'windows.json': json('«msiexec /i C:\\x.msi /qn»', 'Remove-Item C:\\x.msi') },
      message: /may restart the guest while Packer is connected.*Add \/norestart/,
      fixed: { 'windows.json': json('msiexec /i C:\\x.msi /qn /norestart', 'Remove-Item C:\\x.msi') },
    },
    'DISM in HCL2': {
      files: { 'w.pkr.hcl': inline('"«dism /online /quiet /enable-feature /featurename:NetFx3»"') },
      fixed: {
        'w.pkr.hcl': inline('"dism /online /quiet /enable-feature /featurename:NetFx3 /norestart"'),
      },
    },
    'quotes in HCL2': {
      files: { 'w.pkr.hcl': inline('«"wusa.exe C:/kb.msu /quiet /log:\\"C:/x y.evtx\\""»') },
      fixed: { 'w.pkr.hcl': inline('"wusa.exe C:/kb.msu /quiet /log:\\"C:/x y.evtx\\" /norestart"') },
    },
    'PowerShell in a script': {
      files: {
        'windows.json': jsonTemplate({}, { type: 'powershell', script: 'x.ps1' }),
        'x.ps1':
          '«Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All» | Out-Null\n«& msiexec.exe /i "$dir\\x.msi" /quiet»\nWrite-Host done\n',
      },
      fixed: {
        'x.ps1':
          'Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All -NoRestart | Out-Null\n& msiexec.exe /i "$dir\\x.msi" /quiet /norestart\nWrite-Host done\n',
      },
    },
    'an installer that another command starts': {
      files: { 'windows.json': json("«Start-Process msiexec -ArgumentList '/i', 'x.msi', '/qn' -Wait»") },
      fixed: false,
    },
    'packages that do not need it, and a restart that is waited for': {
      files: {
        'a.json': json('«msiexec /i C:/puppet-agent.msi /qn»'),
        'b.json': jsonTemplate({}, powershell('«wusa C:/kb.msu /quiet»'), { type: 'windows-restart' }),
      },
      severity: 'info',
    },
    'an installer that is not of Windows': {
      files: { 'windows.json': json('«C:/setup.exe /VERYSILENT»') },
      severity: 'info',
      fixed: false,
    },
  },
  silent: {
    'what has the switch': {
      'windows.json': json(
        'msiexec /i C:/x.msi /qn /norestart',
        'msiexec /i C:/x.msi /qn REBOOT=ReallySuppress',
        'wusa C:/kb.msu /quiet /norestart',
        'Enable-WindowsOptionalFeature -Online -FeatureName x -NoRestart',
      ),
    },
    'what is not quiet, or does not install': {
      'windows.json': json('msiexec /i C:/x.msi', 'msiexec /a C:/x.msi /qn', 'dism /online /get-features'),
    },
    'arguments that are not known': { 'windows.json': json('Enable-WindowsOptionalFeature @options') },
    'what is only written': { 'windows.json': json("Write-Host 'msiexec /i x.msi /qn'", '# wusa x /quiet') },
    'features, which restart only when they are told to': {
      'windows.json': json('Install-WindowsFeature Web-Server'),
    },
  },
});
