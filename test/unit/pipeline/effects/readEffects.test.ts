import assert from 'node:assert/strict';
import { calledFiles } from '../../../../src/pipeline/effects/calledFiles';
import { scriptNameFacts } from '../../../../src/pipeline/effects/scriptNames';
import type { ScriptLanguage } from '../../../../src/syntax/script/tree';
import { wholeFile } from '../../../../src/text/embeddedText';
import { effectsOf, shown } from './support';

describe('readEffects', () => {
  const places = (text: string, language: ScriptLanguage = 'powershell') =>
    effectsOf(language, text).map(({ command, always, last }) => [command, always, last]);

  it('has commands, calls and assignments in source order', () => {
    const text =
      '$Boxstarter.RebootOk = $true\nwinrm delete winrm/config/listener\n(gwmi Win32_OperatingSystem).Reboot()';
    assert.deepEqual(
      effectsOf('powershell', text).map(({ fact }) => shown(fact)),
      ['reboot maybe boxstarter', '-listener', 'reboot now'],
    );
  });

  for (const [text, always] of [
    ['Restart-Computer', true],
    ['try { Restart-Computer } finally { }', true],
    ['& { Restart-Computer }', true],
    ['if (Test-Path x) { Restart-Computer }', false],
    ['powershell -Command "if (Test-Path x) { Restart-Computer }"', false],
    ['while ($x) { Restart-Computer }', false],
    ['function Go { Restart-Computer }; Go', false],
    ['Test-It || Restart-Computer', false],
  ] as const)
    it(`${always ? 'is sure of' : 'leaves open'} ${text}`, () =>
      assert.deepEqual(
        effectsOf('powershell', text).map((effect) => effect.always),
        [always],
      ));

  it('knows whether commands follow, inside and outside of what a command carries', () => {
    assert.deepEqual(places('Restart-Computer; Install-Foo'), [['Restart-Computer', true, false]]);
    assert.deepEqual(places('shutdown /r & echo x', 'batch'), [['shutdown /r', true, false]]);
    assert.deepEqual(places('cmd /c "shutdown /r & echo x"')[0]?.[2], false);
    assert.deepEqual(places('cmd /c "echo x & shutdown /r"')[0]?.[2], true);
  });
});

describe('calledFiles', () => {
  const called = (language: ScriptLanguage, text: string) =>
    calledFiles(language, wholeFile('/x', text)).map((file) => [
      file.language,
      file.path,
      file.name,
      file.always,
      text.slice(file.span.start, file.span.end),
    ]);

  for (const [language, text, inner, path, name] of [
    ['powershell', '& a:\\x.ps1', 'powershell', 'a:\\x.ps1', 'x.ps1'],
    ['powershell', '& "a:\\x y.ps1" -Foo 1', 'powershell', 'a:\\x y.ps1', 'x y.ps1'],
    ['powershell', '. .\\x.ps1', 'powershell', '.\\x.ps1', 'x.ps1'],
    ['powershell', '& "$PSScriptRoot\\x.ps1"', 'powershell', undefined, 'x.ps1'],
    ['powershell', 'powershell.exe -NoProfile -File a:\\x.ps1', 'powershell', 'a:\\x.ps1', 'x.ps1'],
    ['powershell', 'Invoke-Expression "a:\\x.ps1"', 'powershell', 'a:\\x.ps1', 'x.ps1'],
    ['powershell', "Start-Process powershell '-File a:\\x.ps1' -Wait", 'powershell', 'a:\\x.ps1', 'x.ps1'],
    ['powershell', 'cmd /c a:\\x.bat', 'batch', 'a:\\x.bat', 'x.bat'],
    ['powershell', 'powershell -File $path', 'powershell', undefined, undefined],
    ['batch', 'call x.bat', 'batch', 'x.bat', 'x.bat'],
    ['batch', 'call "%~dp0x.cmd"', 'batch', undefined, 'x.cmd'],
    ['batch', 'powershell -ExecutionPolicy Bypass -File a:\\x.ps1', 'powershell', 'a:\\x.ps1', 'x.ps1'],
    ['batch', 'powershell -Command "& a:\\x.ps1"', 'powershell', 'a:\\x.ps1', 'x.ps1'],
    ['batch', 'powershell -Command "%~dp0x.ps1 %*"', 'powershell', undefined, 'x.ps1'],
    ['shell', '. ./x.sh', 'shell', './x.sh', 'x.sh'],
    ['shell', 'sudo bash /tmp/x.sh', 'shell', '/tmp/x.sh', 'x.sh'],
  ] as const)
    it(`${language}: ${text}`, () =>
      assert.deepEqual(called(language, text), [[inner, path, name, true, text]]));

  for (const [language, text] of [
    ['powershell', 'winrm.cmd get winrm/config'],
    ['powershell', 'function Go { & a:\\x.ps1 }'],
    ['powershell', 'Write-Host a:\\x.ps1'],
    ['powershell', 'Copy-Item a:\\x.ps1 c:\\'],
    ['batch', 'call :label'],
    ['batch', 'rem call x.bat'],
  ] as const)
    it(`${language}: ${text} calls none`, () => assert.deepEqual(called(language, text), []));

  it('says where a condition decides', () => {
    assert.equal(called('powershell', 'if ($x) { & a:\\x.ps1 }')[0]?.[3], false);
  });
});

describe('scriptNameFacts', () => {
  const parts = (path: string) => scriptNameFacts(path).map(shown);

  for (const path of [
    'a:\\enable-winrm.ps1',
    'scripts/setup-winrm.ps1',
    'configure-remoting.ps1',
    'ConfigureRemotingForAnsible.ps1',
    'winrm.ps1',
    'provision-winrm.ps1',
    'EnableWinRM.bat',
  ])
    it(`takes ${path} for one that opens WinRM`, () => assert.ok(parts(path).includes('+listener 5985')));
  it('takes others for what they say', () => {
    assert.deepEqual(parts('a:\\disable-winrm.ps1'), ['-service', '-startup']);
    assert.ok(parts('a:\\openssh.ps1').includes('+sshd'));
    assert.deepEqual(parts('win-updates.ps1'), ['updates']);
  });
  for (const path of ['a:\\x.ps1', 'test-winrm-client.ps1', 'disable-winupdates-x.ps1', 'crush.ps1'])
    it(`says nothing of ${path}`, () => assert.deepEqual(parts(path), []));
});
