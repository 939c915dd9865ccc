import assert from 'node:assert/strict';
import { MachineTerminals } from '../../../../../../src/editor/vagrant/machines/tasks/machineTerminals';

class Terminal {
  closed = 0;
  dispose(): void {
    this.closed++;
  }
}

describe('the terminals of a machine', () => {
  const web = { folder: '/w', machines: ['web'] };
  const db = { folder: '/w', machines: ['db'] };
  const all = { folder: '/w', machines: [] };
  const made = () => ({
    terminals: new MachineTerminals<Terminal>(),
    before: new Terminal(),
    next: new Terminal(),
  });

  for (const [name, first, second] of [
    ['the same machine', web, web],
    ['all machines before', all, web],
    ['all machines now', web, all],
    ['one of several', { folder: '/w', machines: ['db', 'web'] }, web],
  ] as const)
    it(`are one: that of the command before is closed when the next begins, with ${name}`, () => {
      const { terminals, before, next } = made();
      terminals.started(first, before);
      terminals.ended(before);
      assert.equal(before.closed, 0);
      terminals.started(second, next);
      assert.deepEqual([before.closed, next.closed], [1, 0]);
      terminals.ended(next);
      terminals.started(second, new Terminal());
      assert.deepEqual([before.closed, next.closed], [1, 1]);
    });

  for (const [name, first, second] of [
    ['another machine', db, web],
    ['another Vagrantfile', { folder: '/v', machines: ['web'] }, web],
  ] as const)
    it(`stay where they are of ${name}`, () => {
      const { terminals, before, next } = made();
      terminals.started(first, before);
      terminals.ended(before);
      terminals.started(second, next);
      assert.deepEqual([before.closed, next.closed], [0, 0]);
    });

  it('stay while Vagrant works in them', () => {
    const { terminals, before, next } = made();
    terminals.started(web, before);
    terminals.started(web, next);
    assert.deepEqual([before.closed, next.closed], [0, 0]);
  });

  it('are not closed where VS Code uses one again, or the user has closed it', () => {
    const { terminals, before } = made();
    terminals.started(web, before);
    terminals.ended(before);
    terminals.started(web, before);
    assert.equal(before.closed, 0);
    terminals.ended(before);
    terminals.closed(before);
    terminals.started(web, new Terminal());
    assert.equal(before.closed, 0);
  });
});
