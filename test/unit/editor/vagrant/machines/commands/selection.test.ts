import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { choose, chooseOne } from '../../../../../../src/editor/vagrant/machines/commands/selection';
import type { Given } from '../../../../../../src/editor/vagrant/machines/commands/selection';
import type {
  FolderMachines,
  MachineStore,
} from '../../../../../../src/editor/vagrant/machines/status/machineStore';
import type { MachineNode } from '../../../../../../src/editor/vagrant/machines/view/machineNodes';
import type { KnownMachine } from '../../../../../../src/tools/vagrant/knownMachines';
import { answers, shown, window } from '../../../../../support/vscodeStub';

const [lab, farm] = [path.resolve('/w/lab'), path.resolve('/w/farm')] as const;
const machine = (name: string, changes: Partial<KnownMachine> = {}): KnownMachine => ({
  folder: lab,
  vagrantfile: undefined,
  name,
  provider: 'virtualbox',
  created: true,
  state: 'running',
  kind: 'running',
  box: undefined,
  newerBox: undefined,
  stale: undefined,
  ...changes,
});
const [web, db, far] = [
  machine('web'),
  machine('db', { created: false }),
  machine('far', { folder: farm }),
] as const;
const node = (one: KnownMachine): MachineNode => ({ kind: 'machine', machine: one, isOther: false });
const whole: MachineNode = {
  kind: 'vagrantfile',
  of: { folder: lab, machines: [web, db] } as unknown as FolderMachines,
};

describe('the machines of a command', () => {
  let asked: (string | undefined)[];
  const store = {
    read: (folder?: string) => {
      asked.push(folder);
      return Promise.resolve({ workspace: [{ machines: [web, db] }], others: [far] });
    },
  } as unknown as MachineStore;
  const choice = { placeHolder: 'Which?', accept: ({ created }: KnownMachine) => created, many: true };
  const chosen = async (given?: Given, selected?: readonly MachineNode[]) =>
    (await choose(store, given, selected, choice))?.map(({ place, machines, isWhole }) => [
      path.basename(place.folder),
      machines.map(({ name }) => name).join(' '),
      isWhole,
    ]);

  beforeEach(() => {
    asked = [];
    shown.length = answers.length = 0;
    window.activeTextEditor = undefined;
  });

  it('are those selected in the view, by Vagrantfile, each once', async () => {
    assert.deepEqual(await chosen(node(web), [node(web), node(far), node(db), node(web)]), [
      ['lab', 'web db', false],
      ['farm', 'far', false],
    ]);
    assert.deepEqual([asked, shown], [[], []]);
  });

  it('are the given one where none is selected, also by its snapshot, or all that are elsewhere', async () => {
    assert.deepEqual(await chosen(node(web), []), [['lab', 'web', false]]);
    assert.deepEqual(await chosen({ kind: 'snapshot', machine: db, name: 'clean' }), [['lab', 'db', false]]);
    assert.deepEqual(await chosen({ kind: 'others', machines: [far], expanded: true }), [
      ['farm', 'far', false],
    ]);
  });

  it('are all of a Vagrantfile that is selected, and not again one by one', async () => {
    assert.deepEqual(await chosen(whole, [node(web), whole, node(far)]), [
      ['lab', 'web db', true],
      ['farm', 'far', false],
    ]);
  });

  it('of two Vagrantfiles in one folder are worked on one after the other', async () => {
    const other = machine('other', { vagrantfile: 'Vagrantfile.two' });
    assert.deepEqual(await chosen(undefined, [node(web), node(other)]), [
      ['lab', 'web', false],
      ['lab', 'other', false],
    ]);
  });

  it('are those of a folder, or one of them by its name', async () => {
    assert.deepEqual(await chosen({ folder: lab }), [['lab', 'web db', true]]);
    assert.deepEqual(await chosen({ folder: lab, machine: 'db' }), [['lab', 'db', false]]);
    assert.deepEqual(asked, [lab, lab]);
    await assert.rejects(chosen({ folder: lab, machine: 'nosuch' }), /nosuch.*lab/);
  });

  it('are those of a Vagrantfile that is given, or that is in sight', async () => {
    const uri = vscode.Uri.file(path.join(lab, 'Vagrantfile'));
    assert.deepEqual(await chosen(uri), [['lab', 'web db', true]]);
    window.activeTextEditor = { document: { uri: uri as never } };
    assert.deepEqual(await chosen(), [['lab', 'web db', true]]);
    window.activeTextEditor = { document: { uri: vscode.Uri.file(path.join(farm, 'a.txt')) as never } };
    answers.push('far');
    assert.deepEqual(await chosen(), [['farm', 'far', false]]);
  });

  it('are picked from those that come into question', async () => {
    answers.push('web far');
    assert.deepEqual(await chosen(), [
      ['lab', 'web', false],
      ['farm', 'far', false],
    ]);
    assert.deepEqual(shown, [{ kind: 'pick', text: 'Which?', offered: ['web', 'far'] }]);
    assert.equal(await chosen(), undefined);
  });

  it('are not asked for where there is one, and are an error where there is none', async () => {
    const pick = (accept: (one: KnownMachine) => boolean) =>
      choose(store, undefined, undefined, { ...choice, accept });
    assert.deepEqual((await pick((one) => one === db))?.[0]?.machines, [db]);
    await assert.rejects(pick(() => false));
    assert.deepEqual(shown, []);
  });

  it('are one for what can be done with one alone', async () => {
    const one = (given?: Given) => chooseOne(store, given, { placeHolder: 'Which?', accept: () => true });
    assert.equal(await one(node(web)), web);
    answers.push('db');
    assert.equal(await one({ folder: lab }), db);
    assert.deepEqual(
      shown.map(({ offered }) => offered),
      [['web', 'db']],
    );
    assert.equal(await one(), undefined);
  });
});
