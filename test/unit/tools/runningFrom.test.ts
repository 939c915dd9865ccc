import assert from 'node:assert/strict';
import { runningFrom } from '../../../src/tools/processList';

describe('A program in use', () => {
  const program = '/s/packers/1.16.0/packer';
  const found = (command: string) => runningFrom(program, [{ pid: 7, group: 7, began: 0, command }])?.pid;

  for (const command of [program, `${program} build x.json`, `"${program}" plugin`])
    it(`is one that a process was started from: ${command}`, () => assert.equal(found(command), 7));
  for (const command of [`vi ${program}`, `${program}-old build`, '/s/packers/1.15.0/packer build', ''])
    it(`is none that another one only names: ${command}`, () => assert.equal(found(command), undefined));
});
