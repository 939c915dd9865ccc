import assert from 'node:assert/strict';
import {
  findParameter,
  literalList,
  parameterValue,
  switchValue,
} from '../../../../src/syntax/script/parameters';
import { parseScript } from '../../../../src/syntax/script/parseScript';
import { programName } from '../../../../src/syntax/script/programName';

const only = (text: string) => {
  const command = parseScript('powershell', text).commands[0];
  assert.ok(command);
  return command;
};

describe('parameters', () => {
  it('finds them in any case, and shortened as far as allowed', () => {
    for (const text of ['Go -ComputerName x', 'Go -computername:x', 'Go -COMP x', 'Go -cn x -com x'])
      assert.equal(parameterValue(only(text), 'ComputerName', 'Com')?.value, 'x', text);
    for (const text of ['Go -Co x', 'Go -ComputerNames x', 'Go x'])
      assert.equal(findParameter(only(text), 'ComputerName', 'Com'), undefined, text);
  });

  it('takes no parameter for a value', () => {
    assert.equal(parameterValue(only('Go -Name -Force'), 'Name', 'N'), undefined);
    assert.equal(parameterValue(only('Go -Name'), 'Name', 'N'), undefined);
  });

  it('knows whether a switch is on', () => {
    const values = [
      'Go -Force',
      'Go -f:$TRUE',
      'Go -Force:$false',
      'Go -Force:$x',
      'Go',
      'Go @x',
      'Go -Force @x',
    ];
    assert.deepEqual(
      values.map((text) => switchValue(only(text), 'Force', 'F')),
      [true, true, false, undefined, false, undefined, true],
    );
  });

  it('reads literal lists', () => {
    const list = (text: string) => {
      const [argument] = only(text).args;
      return argument && literalList(argument);
    };
    assert.deepEqual(list("Go a, 'b'"), ['a', 'b']);
    assert.deepEqual(list('Go a'), ['a']);
    assert.equal(list('Go a, $b'), undefined);
    assert.equal(list('Go (Get-It)'), undefined);
  });
});

describe('programName', () => {
  const names: [string, string | undefined][] = [
    ['Go.EXE', 'go'],
    ['& "C:\\a b\\Go.exe"', 'go'],
    ['& "$env:X\\Sub\\Go.exe"', 'go'],
    ['./go.sh', 'go.sh'],
    ['& "$x.exe"', undefined],
    ['& $x', undefined],
  ];
  for (const [text, expected] of names) it(text, () => assert.equal(programName(only(text)), expected));
});
