import { answerFile, jsonTemplate, testRule } from '../../support/ruleTests';

const step = (command: string, more: object = {}) => ({
  'x.json': jsonTemplate({}, { type: 'powershell', inline: [command], ...more }),
});

const hcl = (command: string) => `source "virtualbox-iso" "x" {
  guest_os_type = "Windows2019_64"
  communicator  = "winrm"
}
build {
  sources = ["source.virtualbox-iso.x"]
  provisioner "powershell" {
    inline = ["${command}"]
  }
}
`;

testRule('sc-alias-in-powershell', {
  found: {
    'sc config': {
      files: step('«sc config winrm start= auto»'),
      fixed: step('sc.exe config winrm start= auto'),
    },
    'SC stop in HCL2': {
      files: { 'x.pkr.hcl': hcl('«SC stop wuauserv»') },
      fixed: { 'x.pkr.hcl': hcl('sc.exe stop wuauserv') },
    },
    'a script of the first logon': {
      files: {
        'x.json': jsonTemplate({ floppy_files: ['Autounattend.xml', 'w.ps1'] }),
        'Autounattend.xml': answerFile({ firstLogon: ['powershell -File a:\\w.ps1'] }),
        'w.ps1': 'winrm quickconfig -q\n«sc config winrm start=auto»\n',
      },
      fixed: { 'w.ps1': 'winrm quickconfig -q\nsc.exe config winrm start=auto\n' },
    },
    'user data': {
      files: {
        'x.json': JSON.stringify({
          builders: [{ type: 'amazon-ebs', communicator: 'winrm', user_data_file: 'u.txt' }],
        }),
        'u.txt': '<powershell>\n«sc config winrm start=auto»\n</powershell>\n',
      },
    },
  },
  silent: {
    'sc.exe': step('sc.exe config winrm start= auto'),
    'sc of cmd': step('cmd /c sc config winrm start= auto'),
    'a batch step': {
      'x.json': jsonTemplate({}, { type: 'windows-shell', inline: ['sc config winrm start= auto'] }),
    },
    'a file that is written': step('sc C:/x.txt hello'),
    'PowerShell 7': step('sc config winrm start= auto', { use_pwsh: true }),
    'PowerShell 7 in a batch step': {
      'x.json': jsonTemplate(
        {},
        { type: 'windows-shell', inline: ['pwsh -Command "sc config winrm start= auto"'] },
      ),
    },
    'an alias that is taken away': step('Remove-Item alias:sc -Force; sc config winrm start= auto'),
    'an alias of its own': step('Set-Alias sc sc.exe -Force -Option AllScope; sc stop wuauserv'),
    'a function of its own': step('function sc { sc.exe @args }; sc stop wuauserv'),
    'what is piped into it': step("'hello' | sc start"),
    'its own parameters': step('sc start -Value hello'),
    'a comment': step('# sc config winrm start= auto'),
  },
});
