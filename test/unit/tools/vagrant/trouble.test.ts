import assert from 'node:assert/strict';
import type { ToolResult } from '../../../../src/tools/toolCommand';
import { status } from '../../../../src/tools/vagrant/status';
import { vagrantFailure } from '../../../../src/tools/vagrant/vagrantFailure';
import { recorded } from '../../../support/recorded';

describe('what Vagrant 2.3.4 printed', () => {
  const calls = recorded('vagrant/trouble-2.3.4.txt');
  const call = (command: string): ToolResult => {
    const result = calls.get(command);
    assert.ok(result, command);
    return result;
  };

  it('for a locked machine is its first paragraph, and of a known kind where that is told', () => {
    const message =
      "An action 'halt' was attempted on the machine 'web', but another process is already executing an action on the machine. Vagrant locks each machine for access by only one process at a time. Please wait until the other Vagrant process finishes modifying this machine, then try again.";
    const plain = vagrantFailure(call('vagrant halt web'));
    assert.deepEqual([plain.message, plain.kind], [message, undefined]);
    const lines = vagrantFailure(call('vagrant halt web --machine-readable'));
    assert.deepEqual([lines.message, lines.kind], [message, 'MachineActionLockedError']);
  });

  it('when it was interrupted is the reason why it failed', () => {
    const failure = (how: string) =>
      vagrantFailure(call(`vagrant provision --provision-with wait web # ${how}`)).message;
    assert.equal(failure('interrupted'), 'Vagrant exited after cleanup due to external interrupt.');
    assert.equal(failure('interrupted twice'), '==> web: Exiting immediately, without cleanup!');
  });

  it('beside the words of a Vagrantfile are the states of its machines', () => {
    assert.deepEqual(status({ folder: '/project' }).parse(call('vagrant status --machine-readable')), [
      { name: 'web', provider: 'dummy', state: 'running' },
      { name: 'db', provider: 'dummy', state: 'not_created' },
    ]);
  });
});
