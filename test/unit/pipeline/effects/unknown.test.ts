import assert from 'node:assert/strict';
import { modules } from '../../../../src/pipeline/effects/inbox/cmdlets.json';
import { isOfWindows, isProgramOfWindows } from '../../../../src/pipeline/effects/inbox/ofWindows';
import {
  batchCommands,
  openEnded,
  programs,
  toolsOfOthers,
  windowsScripts,
} from '../../../../src/pipeline/effects/inbox/programs';
import { readHappenings } from '../../../../src/pipeline/effects/readEffects';
import type { ScriptLanguage } from '../../../../src/syntax/script/tree';
import { wholeFile } from '../../../../src/text/embeddedText';

/** What nobody knows of a script: its unknown commands, and `…` for what only running it tells. */
const unknownIn = (language: ScriptLanguage, text: string): string[] =>
  readHappenings(language, wholeFile('/x', text)).flatMap((found) => {
    if (found.kind === 'unknown') return [found.name];
    return found.kind === 'file' && found.name === undefined && found.path === undefined ? ['…'] : [];
  });

function table(language: ScriptLanguage, rows: Readonly<Record<string, readonly string[]>>): void {
  for (const [expected, texts] of Object.entries(rows))
    for (const text of texts)
      it(`${language}: ${text} → ${expected || 'all known'}`, () =>
        assert.equal(unknownIn(language, text).join(', '), expected));
}

describe('what nobody knows of a command', () => {
  table('powershell', {
    '': [
      'Get-ChildItem C:\\ | % { $_.Name } | Out-File x',
      'gci | ? { $_ } | select -First 1',
      'Set-TimeZone -Id UTC',
      'New-LocalUser x -NoPassword; Add-LocalGroupMember Administrators x',
      'tzutil.exe /s UTC',
      '& "$env:SystemRoot\\System32\\powercfg.exe" /s x',
      'cscript //nologo C:\\Windows\\System32\\slmgr.vbs /ipk x',
      'function Write-Log($m) { Write-Host $m }; Write-Log x',
      'function global:Go { }; Go',
      '$block = { Get-Date }; & $block',
      'Import-Module PSWindowsUpdate',
      'Import-Module ServerManager -Force',
      '$program = "C:\\Windows\\System32\\reg.exe"; & $program query HKLM',
      'Start-Process notepad.exe',
      'return; exit 0',
      'Set-ItemProperty $key -Name HideFileExt -Value 0',
      'Set-Item "env:$name" x',
      'msiexec /i x.msi /qn /norestart',
      'E:\\VBoxWindowsAdditions.exe /S',
      'powershell -Command "Get-Date"',
    ],
    'Enable-Everything': [
      'Enable-Everything',
      'Import-Module Helpers; Enable-Everything -Force',
      'if (Test-Path x) { Enable-Everything }',
      '& Enable-Everything',
      'powershell -Command "Enable-Everything"',
      'function Go { Enable-Everything }; Go',
    ],
    'foo.exe': ['& "C:\\x\\foo.exe" /S', 'Start-Process C:\\x\\foo.exe -Wait', 'foo.exe'],
    'setup.exe': ['D:\\setup.exe /S', 'Start-Process "$dir\\setup.exe" -ArgumentList /quiet'],
    '…': [
      '& $program',
      'Invoke-Expression $text',
      'Invoke-Expression "$script -Auto"',
      'iex "& $($x) -y"',
      'powershell -Command "$script -Auto"',
      'powershell -File $path',
      'Import-Module $module',
    ],
    // These run or load what stands elsewhere.
    'Start-ScheduledTask': ['Start-ScheduledTask -TaskName x'],
    'regedit.exe': ['regedit.exe /s x.reg'],
    secedit: ['secedit /configure /db x.sdb /cfg x.inf'],
    '.Start()': ['[Diagnostics.Process]::Start("x")', '(Get-Service $name).Start()'],
    // They may be about WinRM, and do not show it.
    'Start-Service': ['Start-Service $name', '$services | Start-Service'],
    'Set-Service': ['Set-Service -Name $name -StartupType Automatic'],
    'Set-Item': ['Set-Item $path $true'],
    'Set-ItemProperty': ['Set-ItemProperty $key -Name Start -Value 2', 'Set-ItemProperty $key $name 1'],
    netsh: ['netsh $arguments', 'netsh -f x.txt', 'netsh advfirewall import x.wfw'],
    winrm: ['winrm set $resource $value'],
    reg: ['reg import x.reg'],
    schtasks: ['schtasks /run /tn x'],
    'Invoke-CimMethod': [
      'Invoke-CimMethod -ClassName Win32_Process -MethodName Create -Arguments @{ CommandLine = "x" }',
    ],
    bash: ['bash -c "cygrunsrv -I sshd"'],
  });
  table('batch', {
    '': [
      '@echo off\r\nsetlocal\r\nif exist x goto end\r\ncopy a b\r\n:end',
      'call :sub\r\ngoto :eof\r\n:sub\r\necho x',
      '%SystemRoot%\\System32\\reg.exe add HKLM\\x /v y /d z /f',
      '"%ComSpec%" /c dir',
      'for %%i in (a b) do @echo %%i',
      '7z x a.7z -oC:\\x',
      'slmgr.vbs /ato',
      'start diskmgmt.msc',
      'curl.exe -s -o x https://example.com',
    ],
    'mytool.exe': [
      'mytool.exe /go',
      'C:\\x\\mytool.exe',
      '"%ProgramFiles%\\x\\mytool.exe"',
      'start "" mytool.exe',
    ],
    'temp.vbs': ['cscript //nologo temp.vbs'],
    'x.reg': ['x.reg'],
    '…': ['call "%%~i"', '%PROGRAM%', 'powershell -File %1'],
  });
  table('shell', { '': ['whatever --now', 'my-tool'] });
});

describe('the commands of Windows', () => {
  it('are named once', () => {
    const all = [...batchCommands, ...programs, ...windowsScripts, ...toolsOfOthers, ...openEnded.programs];
    assert.deepEqual(
      all.filter((name, index) => all.indexOf(name) !== index),
      // `color` and `start` are no programs; what is twice would be a row that nobody misses.
      [],
    );
  });

  it('that are open-ended exist, and are not taken for harmless', () => {
    const cmdlets = new Set(
      Object.values(modules).flatMap(({ cmdlets: nouns }) =>
        Object.entries(nouns).flatMap(([noun, verbs]) =>
          verbs.split(' ').map((verb) => `${verb}-${noun}`.toLowerCase()),
        ),
      ),
    );
    for (const name of openEnded.cmdlets) {
      assert.ok(cmdlets.has(name), `${name} is in no module`);
      assert.ok(!isOfWindows('powershell', name), name);
    }
    for (const name of openEnded.programs) assert.ok(!isOfWindows('batch', name) && isProgramOfWindows(name));
  });

  it('of PowerShell are no programs of cmd', () => {
    assert.ok(isOfWindows('powershell', 'get-date'));
    assert.ok(!isOfWindows('batch', 'get-date'));
    assert.ok(!isOfWindows('powershell', 'setlocal'));
  });
});
