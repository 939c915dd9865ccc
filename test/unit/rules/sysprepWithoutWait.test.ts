import { jsonTemplate, testRule } from '../../support/ruleTests';

const powershell = (...inline: string[]) => ({ type: 'powershell', inline });
const azure = (...provisioners: object[]) => jsonTemplate({ type: 'azure-arm' }, ...provisioners);
const sysprep = '& $env:SystemRoot/System32/Sysprep/Sysprep.exe /oobe /generalize /quiet';
const state =
  "(Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Setup\\State').ImageState -ne 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE'";
const wait = `$tries = 0; while (${state}) { if (++$tries -gt 180) { throw 'Sysprep did not finish in 30 minutes.' }; Start-Sleep -Seconds 10 }`;
const hcl = (lines: string) => `source "azure-arm" "w" {
  os_type      = "Windows"
  communicator = "winrm"
}
build {
  sources = ["source.azure-arm.w"]

  provisioner "powershell" {
    inline = [
${lines}
    ]
  }
}
`;

testRule('sysprep-without-wait', {
  found: {
    'sysprep at the end of all in JSON': {
      files: { 'windows.json': azure(powershell('Get-Date', `«${sysprep} /quit»`)) },
      message: /continues in the background/,
      fixed: { 'windows.json': azure(powershell('Get-Date', `${sysprep} /quit`, wait)) },
    },
    'sysprep that shuts down, in HCL2': {
      files: { 'w.pkr.hcl': hcl(`      "«${sysprep} /shutdown»",`) },
      message: /shuts the guest down/,
      fixed: { 'w.pkr.hcl': hcl(`      "${sysprep} /quit",\n      ${JSON.stringify(wait)},`) },
    },
    'sysprep in a script': {
      files: {
        'windows.json': azure({ type: 'powershell', script: 'x.ps1' }),
        'x.ps1': `Remove-Item C:/temp -Recurse\r\n«${sysprep} /quit»\r\n`,
      },
      fixed: {
        'x.ps1': `Remove-Item C:/temp -Recurse\r\n${sysprep} /quit\r\n$tries = 0\r\nwhile (${state}) {\r\n  if (++$tries -gt 180) { throw 'Sysprep did not finish in 30 minutes.' }\r\n  Start-Sleep -Seconds 10\r\n}\r\n`,
      },
    },
    "Google's own script, which shuts down": {
      files: { 'windows.json': jsonTemplate({ type: 'googlecompute' }, powershell('«GCESysprep»')) },
      fixed: false,
    },
  },
  silent: {
    'a step that waits': { 'windows.json': azure(powershell(`${sysprep} /quit`, wait)) },
    'another step that waits': { 'windows.json': azure(powershell(`${sysprep} /quit`), powershell(wait)) },
    'PowerShell that waits for the program': {
      'windows.json': azure(
        powershell("Start-Process sysprep.exe -ArgumentList '/oobe /generalize /quit' -Wait"),
        powershell(`${sysprep} /quit | Out-Null`),
      ),
    },
    'a batch script, which waits by itself': {
      'windows.json': azure({
        type: 'windows-shell',
        inline: ['C:/Windows/System32/Sysprep/sysprep.exe /oobe /quit'],
      }),
    },
    'a hypervisor, where the guest goes down first': {
      'windows.json': jsonTemplate({}, powershell(`${sysprep} /shutdown`)),
    },
    "Google's own script that leaves the guest on": {
      'windows.json': jsonTemplate({ type: 'googlecompute' }, powershell('GCESysprep -NoShutdown')),
    },
  },
});
