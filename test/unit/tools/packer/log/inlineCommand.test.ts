import assert from 'node:assert/strict';
import { inlineCommand } from '../../../../../src/tools/packer/log/inlineCommand';
import { readTemplate } from '../../../../../src/pipeline/template/readTemplate';
import { memoryFiles } from '../../../../support/memoryFiles';

describe('inlineCommand', () => {
  const find = (provisioner: Record<string, unknown>, line: number) => {
    const text = JSON.stringify({ builders: [{ type: 'null' }], provisioners: [provisioner] });
    const template = readTemplate('/t/t.json', memoryFiles({ '/t/t.json': text }));
    assert.ok(template);
    const step = { build: 'null', kind: 'provision', text: '', began: 0, provisioner: 0 } as const;
    const found = inlineCommand(template, { build: 'null', step, line });
    return found && text.slice(found.span.start, found.span.end);
  };

  it('finds the command behind the line that names the shell', () =>
    assert.equal(find({ type: 'shell', inline: ['one', 'two'] }, 3), '"two"'));
  it('finds the command when the commands name their shell', () =>
    assert.equal(find({ type: 'shell-local', inline: ['#!/bin/bash', 'two'] }, 2), '"two"'));
  it('counts the lines of a command', () =>
    assert.equal(find({ type: 'windows-shell', inline: ['one\nand more', 'two'] }, 3), '"two"'));
  it('leads to the provisioner where the line is not known', () =>
    assert.equal(find({ type: 'powershell', inline: ['one'] }, 9), '"powershell"'));
  it('leads nowhere without the provisioner', () => {
    const template = readTemplate(
      '/t/t.json',
      memoryFiles({ '/t/t.json': '{"builders":[{"type":"null"}]}' }),
    );
    assert.ok(template);
    assert.equal(inlineCommand(template, { build: 'null', step: undefined, line: 1 }), undefined);
  });
});
