import assert from 'node:assert/strict';
import { StatusRefresher } from '../../../../../../src/editor/vagrant/machines/status/statusRefresher';
import type {
  AllMachines,
  MachineStore,
} from '../../../../../../src/editor/vagrant/machines/status/machineStore';
import type { MachineStatus } from '../../../../../../src/tools/vagrant/status';
import { VagrantFailure } from '../../../../../../src/tools/vagrant/vagrantFailure';

/** Questions to a Vagrant that answers when the test says so. */
function questions(folders: readonly string[]) {
  const asked: string[] = [];
  const answered: string[] = [];
  const open: ((said: unknown) => void)[] = [];
  const warned: string[] = [];
  const setting = { busy: new Set<string>() };
  const workspace = folders.map((folder) => ({ folder, needsVagrant: true, askedAt: undefined }));
  const machines = { workspace, others: [] } as unknown as AllMachines;
  const ask = (folder: string) => {
    asked.push(folder);
    return new Promise<readonly MachineStatus[]>((resolve, reject) =>
      open.push((said) => {
        if (said instanceof Error) reject(said);
        else resolve(said as readonly MachineStatus[]);
      }),
    );
  };
  const store = {
    read: () => Promise.resolve(machines),
    saveStatus: (folder: string) => Promise.resolve(void answered.push(folder)),
    forget: () => undefined,
  } as unknown as MachineStore;
  const all = new StatusRefresher({
    ask,
    store,
    isWorkedOn: (folder) => setting.busy.has(folder),
    log: { warn: (line: string) => void warned.push(line) },
  });
  all.setVisible(true);
  /** Lets Vagrant answer the open question, and what follows from it happen. */
  const answer = async (said: unknown = []) => {
    open.shift()?.(said);
    await settle();
  };
  return { all, asked, answered, answer, machines, setting, warned };
}

/** All that is due now. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the questions to Vagrant', () => {
  it('are asked one after the other', async () => {
    const { all, asked, answered, answer, machines } = questions(['/a', '/b']);
    all.refreshUnknown(machines);
    await settle();
    assert.deepEqual(asked, ['/a']);
    all.refreshUnknown({ ...machines, workspace: [] });
    await answer();
    assert.deepEqual([asked, answered], [['/a', '/b'], ['/a']]);
    await answer();
    assert.deepEqual(answered, ['/a', '/b']);
  });

  it('wait while nobody looks', async () => {
    const { all, asked, machines } = questions(['/a']);
    all.setVisible(false);
    all.refreshUnknown(machines);
    await all.refreshOld();
    assert.deepEqual(asked, []);
    all.setVisible(true);
    await all.refreshOld();
    await settle();
    assert.deepEqual(asked, ['/a']);
  });

  it('are not asked where Vagrant works', async () => {
    const { all, asked, machines, setting } = questions(['/a', '/b']);
    setting.busy.add('/a');
    all.refreshUnknown(machines);
    await settle();
    assert.deepEqual(asked, ['/b']);
    setting.busy.clear();
  });

  it("give way to the user's own command: it waits for the open one, and none is asked meanwhile", async () => {
    const { all, asked, answer, machines } = questions(['/a', '/b']);
    all.refreshUnknown(machines);
    await settle();
    let end: (() => void) | undefined;
    let begun = false;
    const own = all.enqueue(() => {
      begun = true;
      return new Promise<void>((resolve) => (end = resolve));
    });
    await settle();
    assert.equal(begun, false);
    await answer();
    assert.equal(begun, true);
    assert.deepEqual(asked, ['/a']);
    end?.();
    await own;
    await settle();
    assert.deepEqual(asked, ['/a', '/b']);
  });

  it("leave the user's own commands to come one after the other: one may be left over from what was refused", async () => {
    const { all } = questions([]);
    const ends: (() => void)[] = [];
    const run = () => new Promise<void>((resolve) => ends.push(resolve));
    const first = all.enqueue(run);
    const second = all.enqueue(run);
    await settle();
    assert.equal(ends.length, 1);
    ends[0]?.();
    await first;
    await settle();
    assert.equal(ends.length, 2);
    ends[1]?.();
    await second;
  });

  it('go on after a command of the user that fails', async () => {
    const { all, asked, machines } = questions(['/a']);
    await assert.rejects(
      all.enqueue(() => Promise.reject(new Error('no'))),
      /no/,
    );
    all.refreshUnknown(machines);
    await settle();
    assert.deepEqual(asked, ['/a']);
  });

  it('are asked anew where Vagrant has worked since, and the answer in between counts for nothing', async () => {
    const { all, asked, answered, answer, machines } = questions(['/a']);
    all.refreshUnknown(machines);
    await settle();
    all.refresh('/a');
    await answer();
    assert.deepEqual([asked, answered], [['/a', '/a'], []]);
    await answer();
    assert.deepEqual(answered, ['/a']);
  });

  it('take a broken Vagrantfile for an answer, and a Vagrant in the way for none', async () => {
    const { all, answered, answer, machines, warned } = questions(['/a', '/b']);
    all.refreshUnknown(machines);
    await settle();
    await answer(new VagrantFailure('syntax error', 'VagrantfileSyntaxError', undefined));
    assert.deepEqual(answered, ['/a']);
    await answer(new VagrantFailure('locked', 'MachineLocked', undefined));
    assert.deepEqual(answered, ['/a']);
    assert.equal(warned.length, 1);
  });
});
