import assert from 'node:assert/strict';
import { findScriptPlaces } from '../../../../../src/tools/packer/log/findScriptPlaces';

describe('findScriptPlaces', () => {
  const short = (text: string) =>
    findScriptPlaces(text).map(
      ({ start, end, path, line, column }) =>
        [text.slice(start, end), path, line, ...(column === undefined ? [] : [column])] as unknown[],
    );
  for (const [text, ...expected] of [
    [
      'At C:\\Windows\\Temp\\script-1.ps1:12 char:3',
      ['C:\\Windows\\Temp\\script-1.ps1:12 char:3', 'C:\\Windows\\Temp\\script-1.ps1', 12, 3],
    ],
    [
      'At C:\\Program Files\\a b\\x.ps1:7 char:1',
      ['C:\\Program Files\\a b\\x.ps1:7 char:1', 'C:\\Program Files\\a b\\x.ps1', 7, 1],
    ],
    ['./x.sh: line 12: nosuch: command not found', ['./x.sh: line 12', './x.sh', 12]],
    ['/tmp/script_123.sh: 12: nosuch: not found', ['/tmp/script_123.sh: 12', '/tmp/script_123.sh', 12]],
    ['scripts/install.ps1:3', ['scripts/install.ps1:3', 'scripts/install.ps1', 3]],
    [
      'D:/scripts/install.ps1:3:14 is wrong',
      ['D:/scripts/install.ps1:3:14', 'D:/scripts/install.ps1', 3, 14],
    ],
    ['see (a.sh:1) and b.sh:2.', ['a.sh:1', 'a.sh', 1]],
    ['  File "/srv/x.py", line 4, in <module>', ['/srv/x.py", line 4', '/srv/x.py', 4]],
    ['  on my template.pkr.hcl line 5:', ['my template.pkr.hcl line 5', 'my template.pkr.hcl', 5]],
    ['12:30:05 up 3 days'],
    ['listening on 127.0.0.1:22 and http://host.example.com:80/x'],
    ['Found port for communicator (SSH, WinRM, etc): 4020.'],
    ['1.2.3:4'],
  ] as [string, ...unknown[]][])
    it(`finds ${expected.length} in ${text}`, () => assert.deepEqual(short(text), expected));

  it('leaves data alone, however long', () =>
    assert.deepEqual(findScriptPlaces(`${'./.'.repeat(100_000)}x.sh:1`), []));
});
