import assert from 'node:assert/strict';
import { embeddedScripts } from '../../../../src/syntax/script/embedded';
import { outerSpan } from '../../../../src/syntax/script/embeddedSource';
import { parseScript } from '../../../../src/syntax/script/parseScript';
import type { ScriptLanguage } from '../../../../src/syntax/script/tree';

const carriedBy = (language: ScriptLanguage, text: string) => {
  const [command] = parseScript(language, text).commands;
  assert.ok(command);
  return embeddedScripts(command, language, text);
};

const encoded = Buffer.from('Go -It', 'utf16le').toString('base64');

const rows: [outer: ScriptLanguage, text: string, inner: ScriptLanguage | undefined, carried?: string][] = [
  [
    'batch',
    'powershell -NoProfile -ExecutionPolicy Bypass -Command "Go -It; Stop"',
    'powershell',
    'Go -It; Stop',
  ],
  ['batch', 'powershell.exe -c Go -It a', 'powershell', 'Go -It a'],
  ['batch', 'C:\\Windows\\System32\\powershell.exe "Go %X%"', 'powershell', 'Go %X%'],
  ['batch', '%SystemRoot%\\powershell.exe -Command "& \\"a b\\" c"', 'powershell', '& "a b" c'],
  ['batch', `powershell -enc ${encoded}`, 'powershell', 'Go -It'],
  ['batch', `powershell -nop -ec ${encoded}`, 'powershell', 'Go -It'],
  ['batch', 'powershell -ep bypass -File a:\\go.ps1 -x', 'powershell', 'file a:\\go.ps1'],
  ['batch', 'pwsh -nop -f go.ps1', 'powershell', 'file go.ps1'],
  ['batch', 'powershell a:\\go.ps1', 'powershell', 'file a:\\go.ps1'],
  ['batch', 'powershell -Version 2', undefined],
  ['batch', 'cmd /c "go /r & stop"', 'batch', 'go /r & stop'],
  ['batch', 'cmd.exe /c ""C:\\a b\\go.exe" x"', 'batch', '"C:\\a b\\go.exe" x'],
  ['batch', 'cmd /s /k go "a b"', 'batch', 'go "a b"'],
  ['batch', 'cmd /cgo a', 'batch', 'go a'],
  ['batch', 'cmd /c "C:\\a b\\go.exe"', 'batch', '"C:\\a b\\go.exe"'],
  ['batch', 'start "" /wait go /x "y z"', 'batch', 'go /x "y z"'],
  ['batch', 'start /d C:\\ go', 'batch', 'go'],
  ['batch', 'call "%~dp0go.bat" x', 'batch', 'file undefined'],
  ['batch', 'call go.cmd', 'batch', 'file go.cmd'],
  ['batch', 'call go /x', 'batch', 'go /x'],
  ['batch', 'call :sub', undefined],
  ['batch', 'a:\\go.bat x', 'batch', 'file a:\\go.bat'],
  ['powershell', "cmd /c 'go & stop'", 'batch', 'go & stop'],
  ['powershell', 'cmd /c go "a b"', 'batch', 'go "a b"'],
  ['powershell', 'iex "Go -It"', 'powershell', 'Go -It'],
  ['powershell', 'Invoke-Expression -Command "Go $x"', 'powershell', 'Go $x'],
  ['powershell', 'iex (Get-It)', undefined],
  [
    'powershell',
    "Start-Process powershell -ArgumentList '-Command', 'Go' -Wait",
    'batch',
    'powershell -Command Go',
  ],
  ['powershell', "Start-Process -Wait -FilePath go -Args @('/x', '/y')", 'batch', 'go /x /y'],
  ['powershell', 'Start-Process -NoNewWindow "a b.exe" "/x & /y"', 'batch', '"a b.exe" /x ^& /y'],
  ['powershell', 'Start-Process $x -ArgumentList /x', 'batch', '$x /x'],
  ['powershell', 'Start-Process (Get-It)', undefined],
  ['powershell', '& "$PSScriptRoot\\go.ps1" -x', 'powershell', 'file undefined'],
  ['powershell', '. .\\go.ps1', 'powershell', 'file .\\go.ps1'],
  ['powershell', '& "C:\\go.bat"', 'batch', 'file C:\\go.bat'],
  ['powershell', 'powershell { Go }', undefined],
  ['shell', "bash -c 'go && stop'", 'shell', 'go && stop'],
  ['shell', 'sh -ec "go $x"', 'shell', 'go $x'],
  ['shell', 'bash -x go.sh a', 'shell', 'file go.sh'],
  ['shell', 'sudo -E -u root sh -c "go"', 'shell', 'sh -c "go"'],
  ['shell', 'source ./go', 'shell', 'file ./go'],
  ['shell', '. /etc/go.sh', 'shell', 'file /etc/go.sh'],
  ['shell', 'bash <<E\ngo\nE\n', 'shell', 'go\n'],
  ['shell', 'pwsh -c "Go \\"a\\""', 'powershell', 'Go "a"'],
  ['shell', 'go -c x', undefined],
  ['shell', 'constructor x', undefined],
];

describe('embeddedScripts', () => {
  for (const [outer, text, inner, expected] of rows)
    it(`${outer}: ${text}`, () => {
      const [found] = carriedBy(outer, text);
      assert.equal(found?.language, inner);
      if (inner) assert.equal(found?.text ?? `file ${found?.file}`, expected);
      for (const { inner: from, outer: to, length } of found?.segments ?? [])
        assert.equal(found?.text?.slice(from, from + length), text.slice(to, to + length));
    });

  it('maps offsets to the script around it', () => {
    const text = 'powershell -Command Go "Stop x" y';
    const [found] = carriedBy('batch', text);
    assert.ok(found?.text);
    const at = (part: string) => {
      const start = found.text?.indexOf(part) ?? -1;
      const span = outerSpan({ ...found, text: found.text ?? '' }, { start, end: start + part.length });
      return text.slice(span.start, span.end);
    };
    assert.equal(at('Stop'), 'Stop');
    assert.equal(at('y'), 'y');
    assert.equal(at('Go Stop'), 'Go "Stop');
  });

  it('maps to the whole argument where escapes are in between', () => {
    const text = 'pwsh -c "Go \\"a\\""';
    const [found] = carriedBy('shell', text);
    assert.ok(found?.text);
    const span = outerSpan({ ...found, text: found.text }, { start: 0, end: 2 });
    assert.equal(text.slice(span.start, span.end), '"Go \\"a\\""');
  });

  it('gives no text with dynamic parts when the text around is not given', () => {
    const [command] = parseScript('batch', 'powershell "Go %X%"').commands;
    assert.ok(command);
    assert.deepEqual(embeddedScripts(command, 'batch'), []);
  });
});
