import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadReader } from '../../../../src/lint/loadVagrantfile';
import {
  folderKey,
  indexedMachines,
  machinesOfFolder,
  tellsAllMachines,
} from '../../../../src/tools/vagrant/knownMachines';
import type { FolderFacts } from '../../../../src/tools/vagrant/knownMachines';
import { stateKind } from '../../../../src/tools/vagrant/machineState';
import { dataFolder, readLocalMachines } from '../../../../src/tools/vagrant/readLocalMachines';
import type { IndexedMachine } from '../../../../src/tools/vagrant/readMachines';
import { satisfies } from '../../../../src/tools/vagrant/satisfies';
import { SourceText } from '../../../../src/text/sourceText';
import { memoryFiles } from '../../../support/memoryFiles';
import { needLinks } from '../../../support/links';

const two = `Vagrant.configure("2") do |config|
  config.vm.box = "acme/micro"
  config.vm.define "web"
  config.vm.define "db", autostart: false
end
`;

const read = async (text: string) =>
  (await loadReader())(new SourceText('/p/Vagrantfile', text), memoryFiles({}));

const box = (version: string, provider = 'libvirt') => ({
  name: 'acme/micro',
  version,
  provider,
  architecture: undefined,
  folder: '/b',
  fromCatalog: true,
});

const entry = (name: string, state = 'running'): IndexedMachine => ({
  id: 'abc',
  name,
  provider: 'libvirt',
  state,
  folder: '/p',
  vagrantfile: undefined,
  data: '/p/.vagrant',
  box: { name: 'acme/micro', provider: 'libvirt', version: '1.0.0' },
});

const facts = (more: Partial<FolderFacts>): FolderFacts => ({
  folder: '/p',
  vagrantfile: undefined,
  local: [],
  indexed: [],
  asked: undefined,
  boxes: [],
  ...more,
});

const web = { name: 'web', provider: 'libvirt', box: { name: 'acme/micro', version: '1.0.0' } };

describe('machinesOfFolder', () => {
  it('knows machines that are not created, from the Vagrantfile alone', async () => {
    const machines = machinesOfFolder(facts({ vagrantfile: await read(two) }));
    assert.deepEqual(
      machines.map(({ name, state, kind, created, provider }) => [name, state, kind, created, provider]),
      [
        ['web', 'not created', 'notCreated', false, undefined],
        ['db', 'not created', 'notCreated', false, undefined],
      ],
    );
    assert.deepEqual(machines[0]?.box, { name: 'acme/micro', version: undefined });
  });

  it('takes the state of created ones from the index, until Vagrant says a newer one', async () => {
    const disk = { vagrantfile: await read(two), local: [web] };
    const state = (more: Partial<FolderFacts>) => {
      const [first] = machinesOfFolder(facts({ ...disk, ...more }));
      return [first?.state, first?.kind];
    };
    assert.deepEqual(state({ indexed: [entry('web')] }), ['running', 'running']);
    assert.deepEqual(state({ indexed: [entry('web', 'not running')] }), ['not running', 'stopped']);
    // Written when a machine is made, and left there until somebody asks.
    assert.deepEqual(state({ indexed: [entry('web', 'preparing')] }), ['', 'unknown']);
    assert.deepEqual(state({}), ['', 'unknown']);
    const asked = [{ name: 'web', provider: 'libvirt', state: 'shutoff' }];
    assert.deepEqual(state({ indexed: [entry('web')], asked }), ['shutoff', 'stopped']);
  });

  it('needs Vagrant for the names that reading does not tell', async () => {
    const vagrantfile = await read(
      `Vagrant.configure("2") do |config|\n  ENV["NODES"].split.each { |name| config.vm.define name }\nend\n`,
    );
    assert.equal(tellsAllMachines(vagrantfile), false);
    assert.equal(tellsAllMachines(await read(two)), true);
    const asked = [{ name: 'n1', provider: 'libvirt', state: 'not_created' }];
    const names = (more: Partial<FolderFacts>) =>
      machinesOfFolder(facts({ vagrantfile, ...more })).map(({ name, stale }) => [name, stale]);
    assert.deepEqual(names({}), []);
    assert.deepEqual(names({ local: [web] }), [['web', undefined]]);
    assert.deepEqual(names({ local: [web], asked }), [
      ['n1', undefined],
      ['web', 'definition'],
    ]);
  });

  it('shows a machine that the Vagrantfile defines no more as stale', async () => {
    const local = [web, { ...web, name: 'old' }];
    assert.deepEqual(
      machinesOfFolder(facts({ vagrantfile: await read(two), local })).map(({ name, stale }) => [
        name,
        stale,
      ]),
      [
        ['web', undefined],
        ['db', undefined],
        ['old', 'definition'],
      ],
    );
  });

  it('tells of a newer box on this computer, for the same provider and as far as it is allowed', async () => {
    const newer = async (text: string, ...boxes: ReturnType<typeof box>[]) =>
      machinesOfFolder(facts({ vagrantfile: await read(text), local: [web], boxes }))[0]?.newerBox;
    const required = (requirement: string) =>
      two.replace('"acme/micro"\n', `"acme/micro"\n  config.vm.box_version = ${requirement}\n`);
    const all = [box('1.0.0'), box('1.10.0'), box('1.2.0'), box('2.0.0', 'virtualbox')];
    assert.equal(await newer(two, ...all), '1.10.0');
    assert.equal(await newer(two, box('1.0.0'), box('2.0.0', 'virtualbox')), undefined);
    assert.equal(await newer(required('"~> 1.2.0"'), ...all), '1.2.0');
    assert.equal(await newer(required('"1.0.0"'), ...all), undefined);
    assert.equal(await newer(required('ENV["BOX_VERSION"]'), ...all), undefined);
  });
});

describe('indexedMachines', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), 'boxwright-machines-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  it('tells what of a machine is gone', () => {
    const machine = (folder: string, vagrantfile?: string): IndexedMachine => ({
      ...entry('web'),
      folder: path.join(root, folder),
      data: path.join(root, folder, '.vagrant'),
      vagrantfile,
    });
    const id = (folder: string) => {
      mkdirSync(path.join(root, folder, '.vagrant', 'machines', 'web', 'libvirt'), { recursive: true });
      writeFileSync(path.join(root, folder, '.vagrant', 'machines', 'web', 'libvirt', 'id'), 'x');
    };
    for (const folder of ['all', 'other', 'noFile']) id(folder);
    mkdirSync(path.join(root, 'noData'));
    for (const file of ['all/Vagrantfile', 'other/Other', 'noData/Vagrantfile'])
      writeFileSync(path.join(root, file), '');
    assert.deepEqual(
      indexedMachines(
        [machine('all'), machine('other', 'Other'), machine('none'), machine('noFile'), machine('noData')],
        [],
      ).map(({ stale }) => stale),
      [undefined, undefined, 'folder', 'vagrantfile', 'data'],
    );
  });

  it('finds one folder under two names', function () {
    needLinks(this);
    symlinkSync(root, `${root}-link`);
    try {
      assert.equal(folderKey(`${root}-link`), folderKey(root));
      assert.equal(folderKey(path.join(root, 'none', '..', 'none')), path.join(root, 'none'));
    } finally {
      unlinkSync(`${root}-link`);
    }
  });
});

describe('readLocalMachines', () => {
  it('reads created machines alone', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'boxwright-local-'));
    const put = (file: string, text: string) => {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    };
    put('machines/web/libvirt/id', 'x');
    put('machines/web/libvirt/box_meta', '{"name":"acme/micro","version":"1.1.0","provider":"libvirt"}');
    put('machines/db/libvirt/vagrant_cwd', '/p');
    put('machines/old/virtualbox/id', 'x');
    put('machines/old/virtualbox/box_meta', '{');
    assert.deepEqual(readLocalMachines(root), [
      { name: 'old', provider: 'virtualbox', box: undefined },
      { name: 'web', provider: 'libvirt', box: { name: 'acme/micro', version: '1.1.0' } },
    ]);
    rmSync(root, { recursive: true });
    assert.deepEqual(readLocalMachines(root), []);
  });

  it('looks where VAGRANT_DOTFILE_PATH says', () => {
    assert.equal(dataFolder(path.resolve('/p'), {}), path.resolve('/p/.vagrant'));
    assert.equal(dataFolder(path.resolve('/p'), { VAGRANT_DOTFILE_PATH: 'x' }), path.resolve('/p/x'));
  });
});

describe('stateKind', () => {
  it('understands the words of programs and of people', () => {
    assert.equal(stateKind('not_created'), 'notCreated');
    assert.equal(stateKind('not created'), 'notCreated');
    assert.equal(stateKind('not running'), 'stopped');
    assert.equal(stateKind('Running'), 'running');
    assert.equal(stateKind('saved'), 'suspended');
    assert.equal(stateKind('inaccessible'), 'unknown');
    assert.equal(stateKind(''), 'unknown');
  });
});

describe('satisfies', () => {
  it('reads requirements as RubyGems does', () => {
    for (const [version, requirement, expected] of [
      ['1.2.0', '1.2', true],
      ['1.2.1', '1.2', false],
      ['1.2.9', '~> 1.2.3', true],
      ['1.2.2', '~> 1.2.3', false],
      ['1.3.0', '~> 1.2.3', false],
      ['1.9', '~> 1.2', true],
      ['2.0', '~> 1.2', false],
      ['2.0', '>= 1.2, < 2', false],
      ['1.5', '>= 1.2, < 2', true],
      ['1.5', '!= 1.5', false],
      ['1.5', 'latest please', false],
    ] as const)
      assert.equal(satisfies(version, requirement), expected, `${version} ${requirement}`);
  });
});
