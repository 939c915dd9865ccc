import assert from 'node:assert/strict';
import path from 'node:path';
import {
  readDefinition,
  taskName,
  toAction,
  toDefinition,
} from '../../../../../../src/editor/vagrant/machines/tasks/taskDefinition';
import { unknownProvisioners } from '../../../../../../src/pipeline/vagrantfile/unknownProvisioners';
import { loadReader } from '../../../../../../src/lint/loadVagrantfile';
import { SourceText } from '../../../../../../src/text/sourceText';
import { memoryFiles } from '../../../../../support/memoryFiles';

const base = path.resolve('/w');

describe('the definition of a task of Vagrant', () => {
  it('is made from an action and read back as the same', () => {
    const action = {
      folder: path.join(base, 'sub', 'deep'),
      vagrantfile: undefined,
      command: 'provision',
      machines: ['web'],
      provisionWith: ['dsc'],
      args: [],
      snapshot: undefined,
      debugLog: undefined,
    };
    const definition = toDefinition(action, base);
    assert.deepEqual(definition, {
      type: 'vagrant',
      command: 'provision',
      folder: 'sub/deep',
      machine: 'web',
      provisionWith: ['dsc'],
    });
    assert.deepEqual(toAction(definition, base), action);
    assert.equal(taskName(definition), 'provision web (dsc) in sub/deep');
  });

  it('says the least for a whole Vagrantfile at the root', () => {
    const definition = toDefinition({ folder: base, command: 'up', machines: [] }, base);
    assert.deepEqual(definition, { type: 'vagrant', command: 'up' });
    assert.equal(toAction(definition, base).folder, base);
    assert.equal(taskName(definition), 'up');
  });

  it('writes its debug log beside the Vagrantfile', () =>
    assert.equal(
      toAction({ type: 'vagrant', command: 'up', folder: 'sub', debugLog: true }, base).debugLog,
      path.join(base, 'sub', 'vagrant.log'),
    ));

  it('is refused where it is none', () => {
    for (const wrong of [
      {},
      { command: 3 },
      { command: '-f' },
      { command: 'up', machine: 3 },
      { command: 'up', args: 'x' },
      { command: 'up', provisionWith: [3] },
    ])
      assert.equal(readDefinition({ type: 'vagrant', ...wrong }), undefined, JSON.stringify(wrong));
    assert.ok(readDefinition({ type: 'vagrant', command: 'up', machine: ['a', 'b'], args: ['--no-color'] }));
  });
});

describe('unknownProvisioners', () => {
  const read = async (text: string) =>
    (await loadReader())(new SourceText('/p/Vagrantfile', text), memoryFiles({}));
  const two = `Vagrant.configure("2") do |config|
  config.vm.provision "tools", type: "shell", inline: "true"
  config.vm.define "web" do |web|
    web.vm.provision "site", type: "dsc", run: "never"
  end
  config.vm.define "db"
end
`;

  it('knows names and types, for each machine', async () => {
    const file = await read(two);
    assert.deepEqual(unknownProvisioners(file, ['web'], ['tools', 'shell', 'site', 'nosuch']), ['nosuch']);
    assert.deepEqual(unknownProvisioners(file, ['db'], ['tools', 'site']), ['site']);
    assert.deepEqual(unknownProvisioners(file, [], ['site']), []);
    // What runs only when asked for by name does not run by its type.
    assert.deepEqual(unknownProvisioners(file, [], ['dsc']), ['dsc']);
  });

  it('claims nothing where the Vagrantfile can not be followed', async () => {
    const file = await read(two.replace('config.vm.define "db"', 'eval(File.read("more.rb"))'));
    if (!file.hidden.length) assert.fail('the file hides something');
    assert.deepEqual(unknownProvisioners(file, [], ['nosuch']), []);
  });
});
