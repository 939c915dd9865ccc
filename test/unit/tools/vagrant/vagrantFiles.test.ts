import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { compareVersions, readBoxes } from '../../../../src/tools/vagrant/readBoxes';
import { readMachines } from '../../../../src/tools/vagrant/readMachines';
import { vagrantHome } from '../../../../src/tools/vagrant/vagrantHome';

describe('what Vagrant keeps on disk', () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(path.join(tmpdir(), 'boxwright-home-'))));
  afterEach(() => rmSync(home, { recursive: true }));
  const put = (file: string, text = '{}') => {
    mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
    writeFileSync(path.join(home, file), text);
  };

  it('is read from both layouts, with and without an architecture', () => {
    put('boxes/acme-VAGRANTSLASH-win/1.2.0/virtualbox/metadata.json');
    put('boxes/acme-VAGRANTSLASH-win/1.10.0/amd64/virtualbox/metadata.json');
    put('boxes/acme-VAGRANTSLASH-win/1.10.0/arm64/virtualbox/metadata.json');
    put('boxes/acme-VAGRANTSLASH-win/1.10.0/hyperv/metadata.json');
    put('boxes/local/0/libvirt/metadata.json');
    put('boxes/local/metadata_url', 'x');
    assert.deepEqual(
      readBoxes(home).map(({ name, version, provider, architecture }) => [
        name,
        version,
        provider,
        architecture,
      ]),
      [
        ['acme/win', '1.10.0', 'hyperv', undefined],
        ['acme/win', '1.10.0', 'virtualbox', 'amd64'],
        ['acme/win', '1.10.0', 'virtualbox', 'arm64'],
        ['acme/win', '1.2.0', 'virtualbox', undefined],
        ['local', '0', 'libvirt', undefined],
      ],
    );
  });

  it('is not read from what is being unpacked or is no box', () => {
    put('boxes/x/.1.0/virtualbox/metadata.json');
    put('boxes/x/1.0/virtualbox/box.ovf');
    put('boxes/file');
    assert.deepEqual(readBoxes(home), []);
  });

  it('may not be there at all', () => {
    assert.deepEqual(readBoxes(path.join(home, 'none')), []);
    assert.deepEqual(readMachines(path.join(home, 'none')), []);
  });

  it('tells of machines and their boxes', () => {
    const box = { name: 'acme/micro', provider: 'libvirt', version: '1.1.0' };
    const machine = {
      name: 'default',
      provider: 'libvirt',
      state: 'running',
      vagrantfile_path: '/p',
      vagrantfile_name: ['Other'],
      local_data_path: '/p/.vagrant',
      extra_data: { box },
    };
    put(
      'data/machine-index/index',
      JSON.stringify({ version: 1, machines: { abc: machine, def: { name: 'old' } } }),
    );
    assert.deepEqual(readMachines(home), [
      {
        id: 'abc',
        name: 'default',
        provider: 'libvirt',
        state: 'running',
        folder: '/p',
        vagrantfile: 'Other',
        data: '/p/.vagrant',
        box,
      },
      {
        id: 'def',
        name: 'old',
        provider: '',
        state: '',
        folder: '',
        vagrantfile: undefined,
        data: '',
        box: undefined,
      },
    ]);
  });

  it('may be damaged', () => {
    for (const text of ['', '{', '[]', '{"machines": 3}', '\0']) {
      put('data/machine-index/index', text);
      assert.deepEqual(readMachines(home), [], text);
    }
  });
});

describe('compareVersions', () => {
  it('orders as RubyGems does', () => {
    const sorted = ['1.10.0', '1.2', '1.2.0-rc1', '0', '1.2.1', '20260101.0.0'].sort(compareVersions);
    assert.deepEqual(sorted, ['0', '1.2.0-rc1', '1.2', '1.2.1', '1.10.0', '20260101.0.0']);
    assert.equal(compareVersions('1.2', '1.2.0'), 0);
  });
});

describe('vagrantHome', () => {
  it('is where VAGRANT_HOME says, else below the home folder', () => {
    assert.equal(vagrantHome({ VAGRANT_HOME: '/v' }), path.resolve('/v'));
    assert.equal(vagrantHome({ VAGRANT_HOME: '~/v' }), path.join(homedir(), 'v'));
    assert.equal(vagrantHome({ VAGRANT_HOME: '/~/v' }), path.resolve('/~/v'));
    assert.match(vagrantHome({}), /\.vagrant\.d$/);
  });
});
