import assert from 'node:assert/strict';
import { lint } from '../../support/templates';
import type { Files } from '../../support/templates';

const steps = (...provisioners: unknown[]) => ({ builders: [{ type: 'null' }], provisioners });
const inline = (type: string, ...commands: string[]) => steps({ type, inline: commands });

describe('reboot-in-provisioner', () => {
  const found = (json: unknown, files: Files = {}) =>
    lint(json, files, 'reboot-in-provisioner').map(({ at, severity }) => [at, severity]);

  for (const [json, expected] of [
    [inline('powershell', 'Restart-Computer -Force'), [['Restart-Computer -Force', 'warning']]],
    [inline('powershell', 'restart-computer', 'Install-Foo'), [['restart-computer', 'error']]],
    [inline('powershell', 'Install-Foo; shutdown.exe -r -t 0'), [['shutdown.exe -r -t 0', 'warning']]],
    [inline('windows-shell', 'echo x', 'SHUTDOWN /t 0 /R'), [['SHUTDOWN /t 0 /R', 'warning']]],
    [inline('powershell', 'cmd /c "shutdown /r /t 5"'), [['cmd /c \\"shutdown /r /t 5\\"', 'warning']]],
    [
      inline('windows-shell', 'powershell -NoProfile -Command "Restart-Computer"'),
      [['powershell -NoProfile -Command \\"Restart-Computer\\"', 'warning']],
    ],
    [
      inline('powershell', 'if (Test-Path x) { Restart-Computer }', 'Install-Foo'),
      [['Restart-Computer', 'warning']],
    ],
    [inline('powershell', 'function Go { Restart-Computer }', 'Go'), [['Restart-Computer', 'warning']]],
    [
      inline('windows-shell', 'wmic os where primary=1 call reboot'),
      [['wmic os where primary=1 call reboot', 'warning']],
    ],
  ] as const)
    it(`finds ${JSON.stringify((json.provisioners as { inline: string[] }[])[0]?.inline)}`, () =>
      assert.deepEqual(found(json), expected));

  for (const command of [
    '# Restart-Computer',
    'Write-Host "run Restart-Computer or shutdown /r"',
    "$text = @'\nRestart-Computer\n'@",
    'Restart-Computer -WhatIf',
    'Restart-Computer -ComputerName other',
    'function Go { Restart-Computer }',
    'if ($false) { Restart-Computer }',
    'shutdown /s /t 0',
    'shutdown /a',
    'shutdown /r /t 90; shutdown /a',
    "Set-ItemProperty HKLM:\\Run -Name x -Value 'shutdown /r'",
    'Register-ScheduledJob -Name x -ScriptBlock { Restart-Computer }',
    'Restart-Service winrm',
  ])
    it(`says nothing of ${JSON.stringify(command)}`, () =>
      assert.deepEqual(found(inline('powershell', command)), []));

  for (const command of [
    'rem shutdown /r',
    ':: shutdown /r',
    'echo shutdown /r',
    'reg add HKLM\\x /d "shutdown /r"',
  ])
    it(`says nothing of ${JSON.stringify(command)} in a batch step`, () =>
      assert.deepEqual(found(inline('windows-shell', command)), []));

  it('finds it in a script, once, however many steps and builds run it', () => {
    const json = {
      builders: [
        { type: 'null', name: 'a' },
        { type: 'null', name: 'b' },
      ],
      provisioners: [
        { type: 'powershell', scripts: ['x.ps1'] },
        { type: 'powershell', script: 'x.ps1' },
      ],
    };
    const [first, ...others] = lint(
      json,
      { '/project/x.ps1': 'Install-Foo\nRestart-Computer\n' },
      'reboot-in-provisioner',
    );
    assert.equal(first?.path, '/project/x.ps1');
    assert.equal(first.at, 'Restart-Computer');
    assert.deepEqual(others, []);
  });

  it('is worth a note only where a restart or a pause follows', () => {
    for (const next of [
      { type: 'windows-restart' },
      { type: 'powershell', inline: ['x'], pause_before: '2m' },
    ])
      assert.deepEqual(found(steps({ type: 'powershell', inline: ['Restart-Computer'] }, next)), [
        ['Restart-Computer', 'info'],
      ]);
    assert.deepEqual(
      found(steps({ type: 'powershell', inline: ['Restart-Computer'] }, { type: 'file', source: 'x' })),
      [['Restart-Computer', 'warning']],
    );
  });

  it('leaves Linux guests alone, which have no windows-restart', () => {
    assert.deepEqual(found(inline('shell', 'sudo reboot', 'echo')), []);
  });

  it('finds it in a script that a script runs, and that was uploaded before', () => {
    const json = steps(
      { type: 'file', source: 'x.ps1', destination: 'C:/x.ps1' },
      { type: 'powershell', inline: ['C:\\x.ps1', 'Install-Foo'] },
    );
    assert.deepEqual(found(json, { '/project/x.ps1': 'Restart-Computer\n' }), [
      ['Restart-Computer', 'error'],
    ]);
  });

  it('leaves the machine that runs Packer alone', () => {
    assert.deepEqual(found(inline('shell-local', 'shutdown -r')), []);
  });

  it('points at the very command behind escapes', () => {
    const json = inline('powershell', 'Write-Host "a\\b"; Restart-Computer -Force');
    assert.deepEqual(found(json), [['Restart-Computer -Force', 'warning']]);
  });
});

describe('boxstarter-in-provisioner', () => {
  const found = (json: unknown, files: Files = {}) =>
    lint(json, files, 'boxstarter-in-provisioner').map(({ severity }) => severity);

  it('finds Boxstarter in steps and in scripts', () => {
    assert.deepEqual(found(inline('powershell', 'Install-BoxstarterPackage -PackageName https://x/y.ps1')), [
      'warning',
    ]);
    assert.deepEqual(found(inline('powershell', '. { iwr x } | iex; Get-Boxstarter -Force')), ['warning']);
    assert.deepEqual(
      found(steps({ type: 'powershell', script: 'x.ps1' }), {
        '/project/x.ps1': 'Invoke-Boxstarter {\n  cinst git\n}\n',
      }),
      ['warning'],
    );
  });

  it('is worth a note only without reboots and outside of WinRM', () => {
    const inlined = ['Install-BoxstarterPackage -PackageName x -DisableReboots'];
    assert.deepEqual(found(steps({ type: 'powershell', inline: inlined, elevated_user: 'SYSTEM' })), [
      'info',
    ]);
    assert.deepEqual(found(steps({ type: 'powershell', inline: inlined })), ['warning']);
  });

  it('says nothing of its name alone', () => {
    assert.deepEqual(
      found(
        inline(
          'powershell',
          'choco install boxstarter',
          '# Install-BoxstarterPackage',
          'Write-Host Invoke-Boxstarter',
        ),
      ),
      [],
    );
  });
});
