import assert from 'node:assert/strict';
import { calledFiles } from '../../../../src/pipeline/effects/readEffects';
import { scriptNameFacts } from '../../../../src/pipeline/effects/scriptNames';
import type { ScriptLanguage } from '../../../../src/syntax/script/tree';
import { wholeFile } from '../../../../src/text/embeddedText';
import { effectsOf, shown } from './support';

describe('readEffects', () => {
  const places = (text: string, language: ScriptLanguage = 'powershell') =>
    effectsOf(language, text).map(({ command, always, last }) => [command, always, last]);

  it('has commands, calls and assignments in the order in which they happen', () => {
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
    ['function Go { Restart-Computer }; Go', true],
    ['function Go { Restart-Computer }; if ($x) { Go }', false],
    ['function Go { if ($x) { Restart-Computer } }; Go', false],
    ['Test-It || Restart-Computer', false],
  ] as const)
    it(`${always ? 'is sure of' : 'leaves open'} ${text}`, () =>
      assert.deepEqual(
        effectsOf('powershell', text).map((effect) => effect.always),
        [always],
      ));

  const order = (text: string, language: ScriptLanguage = 'powershell') =>
    effectsOf(language, text).map(({ fact, always, ofEnd }) =>
      [shown(fact), always ? '' : 'perhaps', ofEnd ? 'at the end' : ''].filter(Boolean).join(', '),
    );

  for (const [name, text, expected] of [
    [
      'has what a function does where it is called, at each of its calls',
      'function Go { net start winrm }\nnet stop winrm\nGo\nif ($x) { Go }',
      ['-service', '+service', '+service, perhaps'],
    ],
    [
      'follows functions through functions, and none into itself',
      'function A { B }\nfunction B { net start winrm; A }\nA',
      ['+service'],
    ],
    [
      'takes the function of a script for the command of its name',
      'function Restart-Computer { Write-Host no }\nRestart-Computer',
      [],
    ],
    [
      'runs a block in a variable where it is run',
      '$b = { net start winrm }\nnet stop winrm\n& $b',
      ['-service', '+service'],
    ],
    [
      'does not run a block that is kept',
      '$b = { Restart-Computer }\nRegister-ScheduledJob -Name x -ScriptBlock $b',
      ['registers'],
    ],
    ['does not run a block that is written to a file', '$b = { Restart-Computer }\nSet-Content x.ps1 $b', []],
    ['runs the text of a variable that is always the same', "$t = 'net start winrm'\niex $t", ['+service']],
    [
      'fills in what is always the same before it reads a text',
      '$s = "winrm"\nInvoke-Expression "net start $s"\nInvoke-Expression -Command "net stop ${s} /y"',
      ['+service', '-service'],
    ],
    [
      'knows what only a run without a restart comes to',
      'switch ($r) {\n 0 { net start winrm }\n 1 { Restart-Computer }\n}',
      ['+service, perhaps, at the end', 'reboot now, perhaps'],
    ],
    [
      'knows it through functions, too',
      'function Done { net start winrm }\nfunction Again { Restart-Computer }\nif ($r) { Again } else { Done }',
      ['reboot now, perhaps', '+service, perhaps, at the end'],
    ],
    [
      'knows it behind what ends the script',
      'if ($done) { net start winrm; exit }\nRestart-Computer',
      ['+service, perhaps, at the end', 'reboot now'],
    ],
    [
      'does not take two questions for one',
      'if ($a) { Restart-Computer }\nif ($b) { net start winrm }',
      ['reboot now, perhaps', '+service, perhaps'],
    ],
  ] as const)
    it(name, () => assert.deepEqual(order(text), expected));

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
    ['powershell', 'Invoke-Expression "$PSScriptRoot\\x.ps1 -Auto"', 'powershell', undefined, 'x.ps1'],
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
