import assert from 'node:assert/strict';
import { settingCompletions } from '../../../../src/language/vagrantfile/settingCompletions';
import { messages } from '../../../support/messages';

/** What is offered at the `‸` of a statement in a Vagrantfile. */
function offered(statement: string) {
  const marked = `Vagrant.configure("2") do |config|\n  ${statement}\nend\n`;
  const text = marked.replace('‸', '');
  const found = settingCompletions(text, marked.indexOf('‸'), messages);
  return (
    found && {
      word: text.slice(found.word.start, found.word.end),
      items: found.items,
      named: (label: string) => found.items.find((item) => item.label === label),
    }
  );
}

describe('completion in Vagrantfiles', () => {
  it('offers the settings of an object, to be filled in where nothing stands behind', () => {
    const found = offered('config.vm.boot_ti‸meo');
    assert.equal(found?.word, 'boot_timeo');
    const timeout = found.named('boot_timeout');
    assert.equal(timeout?.kind, 'property');
    assert.equal(timeout.insert, 'boot_timeout = $1');
    assert.equal(timeout.isSnippet, true);
    assert.match(timeout.detail ?? '', /^integer · .*<default 300>$/);
    assert.match(timeout.documentation ?? '', /\[<documentation>\]\(https:/);
  });

  it('offers the name alone where something stands behind, but not where that is a comment', () => {
    const before = offered('config.vm.boot_‸ = 600')?.named('boot_timeout');
    assert.equal(before?.insert, 'boot_timeout');
    assert.ok(!before.isSnippet);
    const comment = offered('config.vm.boot_‸ # soon')?.named('boot_timeout');
    assert.equal(comment?.isSnippet, true);
  });

  it('offers what is called with its arguments, and parts that more follows on', () => {
    const found = offered('config.vm.‸');
    const provider = found?.named('provider');
    assert.equal(provider?.kind, 'method');
    assert.ok(provider.insert.startsWith('provider') && provider.insert.length > 'provider'.length);
    const part = offered('config.‸')?.named('vm');
    assert.equal(part?.kind, 'module');
    assert.equal(part.insert, 'vm');
    assert.deepEqual(part.commitCharacters, ['.']);
  });

  it('puts what is deprecated behind all others', () => {
    const deprecated = offered('config.ssh.‸')?.items.filter((item) => item.deprecated) ?? [];
    const all = ['config.vm.‸', 'config.ssh.‸', 'config.winrm.‸'].flatMap((one) => offered(one)?.items ?? []);
    const some = [...deprecated, ...all.filter((item) => item.deprecated)];
    assert.ok(some.length > 0);
    for (const item of some) assert.equal(item.sort, `~${item.label}`);
    for (const item of all) if (!item.deprecated) assert.equal(item.sort, undefined);
  });

  it('offers the options of a call', () => {
    const option = offered('config.vm.provision "shell", ‸')?.named('privileged');
    assert.equal(option?.kind, 'field');
    assert.equal(option.insert, 'privileged: ${1|true,false|}');
    assert.equal(option.isSnippet, true);
    const path = offered('config.vm.provision "shell", ‸')?.named('path');
    assert.equal(path?.insert, 'path: "$1"');
    const before = offered('config.vm.provision "shell", ‸, run: "never"')?.named('privileged');
    assert.equal(before?.insert, 'privileged: ');
  });

  it('offers values in the order of the table, with the default told', () => {
    const found = offered('config.vm.communicator = ‸');
    assert.deepEqual(
      found?.items.map(({ sort }) => sort),
      found?.items.map((_item, index) => String(index).padStart(3, '0')),
    );
    const winrm = found?.named('"winrm"');
    assert.equal(winrm?.kind, 'enumMember');
    assert.equal(winrm.insert, '"winrm"');
    const booleans = offered('config.ssh.forward_agent = ‸');
    assert.deepEqual(
      booleans?.items.map(({ label, detail }) => [label, detail]),
      [
        ['true', undefined],
        ['false', '<default>'],
      ],
    );
  });

  it('offers values without their quotes where a quote stands', () => {
    const found = offered('config.vm.communicator = "‸"');
    const winrm = found?.named('"winrm"');
    assert.equal(winrm?.insert, 'winrm');
    assert.equal(winrm.filter, 'winrm');
    assert.ok(found?.items.every(({ label }) => label.startsWith('"')));
  });

  it('offers the names of providers and provisioners', () => {
    const found = offered('config.vm.provider "‸"');
    const hyperv = found?.named('hyperv');
    assert.equal(hyperv?.kind, 'value');
    assert.match(hyperv.documentation ?? '', /Hyper-V/);
    assert.equal(found?.items[1]?.sort, '001');
  });

  it('offers nothing elsewhere', () => {
    assert.equal(offered('# config.vm.‸'), undefined);
    assert.equal(offered('puts ‸'), undefined);
  });
});
