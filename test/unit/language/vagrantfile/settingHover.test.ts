import assert from 'node:assert/strict';
import { settingHover } from '../../../../src/language/vagrantfile/settingHover';
import { messages } from '../../../support/messages';

/** What is said at the `‸` of a statement in a Vagrantfile, and of which stretch. */
function said(statement: string): [string, ...string[]] | undefined {
  const marked = `Vagrant.configure("2") do |config|\n  ${statement}\nend\n`;
  const text = marked.replace('‸', '');
  const found = settingHover(text, marked.indexOf('‸'), messages);
  if (!found) return undefined;
  assert.ok(found.contents.every(({ kind }) => kind === 'markdown'));
  return [text.slice(found.span.start, found.span.end), ...found.contents.map((one) => one.text)];
}

describe('hovers in Vagrantfiles', () => {
  it('say of a setting its path, type, default and meaning', () => {
    const [word, title, meaning] = said('config.vm.boot_‸timeout = 600') ?? [];
    assert.equal(word, 'boot_timeout');
    assert.match(title ?? '', /^\*\*config\.vm\.boot\\_timeout\*\* {2}\ninteger · .*\\<default 300\\>$/);
    assert.match(meaning ?? '', /\[<documentation>\]\(https:/);
  });

  it('say of an option whose it is, and of a part no type', () => {
    const [, option] = said('config.vm.provision "shell", privil‸eged: false') ?? [];
    assert.match(option ?? '', /^\*\*.*provision.* privileged\*\* {2}\nboolean/);
    const [, part] = said('config.v‸m.box = "a"') ?? [];
    assert.equal(part, '**config.vm**');
  });

  it('say of a name what it stands for', () => {
    const [word, ...meaning] = said('config.vm.provider "hyp‸erv"') ?? [];
    assert.equal(word, 'hyperv');
    assert.deepEqual(meaning, ['Microsoft Hyper-V.']);
  });

  it('say nothing of what nobody knows', () => {
    assert.equal(said('config.vm.nonsen‸se = 1'), undefined);
    assert.equal(said('puts‸ 1'), undefined);
  });
});
