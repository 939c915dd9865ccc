import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  boxAdd,
  boxOutdated,
  boxPruneDryRun,
  boxRepackage,
  boxUpdate,
} from '../../../../src/tools/vagrant/box';
import { readChecksum } from '../../../../src/tools/vagrant/checksum';
import { folderSize } from '../../../../src/tools/folderSize';
import { readBoxes } from '../../../../src/tools/vagrant/readBoxes';
import { readCatalog } from '../../../../src/tools/vagrant/readCatalog';

const box = { name: 'acme/win', version: '1.0.0', provider: 'virtualbox', architecture: undefined };
const answer = (stdout: string, exitCode = 0, stderr = '') => ({ exitCode, stdout, stderr });

describe('the client of vagrant box', () => {
  it('adds one version of a catalog, or a file that has to have a checksum and may replace another', () => {
    const catalog = { source: 'acme/win', name: '', provider: 'hyperv', version: '~> 1.2' };
    assert.deepEqual(boxAdd('/h', catalog).args.slice(2), [
      '--provider',
      'hyperv',
      '--box-version',
      '~> 1.2',
      'acme/win',
    ]);
    for (const evil of [{ name: '--debug' }, { provider: '--force' }, { version: '-f' }, { source: '-f' }])
      assert.throws(() => boxAdd('/h', { ...catalog, ...evil }), RangeError);
    assert.throws(() => boxUpdate('/h', { ...box, name: '--debug' }), RangeError);
    const checksum = { type: 'md5', value: 'abc' } as const;
    const file = { source: '/b/win.box', name: 'win', provider: '', checksum, force: true };
    assert.deepEqual(boxAdd('/h', file).args.slice(2), [
      '--force',
      '--name',
      'win',
      '--checksum-type',
      'md5',
      '--checksum',
      'abc',
      '/b/win.box',
    ]);
  });

  it('updates one provider of a box, and one architecture where Vagrant knows them', () => {
    const args = ['box', 'update', '--box', 'acme/win', '--provider', 'virtualbox'];
    assert.deepEqual(boxUpdate('/h', box).args, args);
    assert.deepEqual(boxUpdate('/h', { ...box, architecture: 'arm64' }).args, [
      ...args,
      '--architecture',
      'arm64',
    ]);
  });

  it('repackages without the Vagrantfiles around', () => {
    const command = boxRepackage('/empty', box);
    assert.deepEqual(command.args, ['box', 'repackage', 'acme/win', 'virtualbox', '1.0.0']);
    assert.equal(command.cwd, '/empty');
    assert.match(command.env?.['VAGRANT_VAGRANTFILE'] ?? '', /./);
  });

  // As Vagrant 2.3.4 prints it.
  const outdated = [
    "1795439561,,ui,output,* 'with space' for 'virtualbox' wasn't added from a catalog%!(VAGRANT_COMMA) no version information",
    "1795439561,,ui,success,* 'acme/new' for 'libvirt' (v1.1.0) is up to date",
    "1795439561,,ui,warn,* 'acme/v' for 'virtualbox' is outdated! Current: 1.0.0. Latest: 1.1.0",
    "1795439555,,ui,error,* 'acme/gone' for 'virtualbox': Error loading metadata: Couldn't open file /gone.json",
  ].join('\n');

  it('reads which boxes are outdated, and which catalogs could not be reached', () => {
    assert.deepEqual(boxOutdated('/h').parse(answer(outdated)), {
      newest: [{ name: 'acme/v', provider: 'virtualbox', version: '1.1.0' }],
      problems: ["'acme/gone' for 'virtualbox': Error loading metadata: Couldn't open file /gone.json"],
    });
  });

  it('takes what Vagrant said before it stopped at a catalog that is none', () => {
    const malformed =
      "1795439561,,ui,error,The metadata for the box was malformed. The exact error\\nis shown below.\\n\\n859: unexpected token at '{\\n'\n" +
      '1795439561,,error-exit,Vagrant::Errors::BoxMetadataMalformed,The metadata for the box was malformed.';
    const { newest, problems } = boxOutdated('/h').parse(answer(`${outdated}\n${malformed}`, 1));
    assert.equal(newest.length, 1);
    assert.match(
      problems[1] ?? '',
      /^The metadata for the box was malformed. The exact error is shown below/,
    );
    assert.throws(() => boxOutdated('/h').parse(answer('', 1, 'No Ruby here')), /^Error: No Ruby here/);
  });

  it('reads what a prune would remove, not what it keeps', () => {
    const stdout = [
      '1795411491,,ui,info,The following boxes will be kept...',
      '1795411491,,ui,info,acme/micro   (libvirt%!(VAGRANT_COMMA) 1.1.0)',
      '1795411491,,box-name,acme/micro',
      '1795411491,,box-provider,libvirt',
      '1795411491,,box-version,1.1.0',
      '1795411491,,ui,info,Checking for older boxes...',
      '1795411491,,ui,info,Would remove acme/micro libvirt 1.0.0',
      '1795411491,,ui,info,Would remove with space libvirt 0',
    ].join('\n');
    assert.deepEqual(boxPruneDryRun('/h').parse(answer(stdout)), [
      { name: 'acme/micro', provider: 'libvirt', version: '1.0.0' },
      { name: 'with space', provider: 'libvirt', version: '0' },
    ]);
    assert.throws(() => boxPruneDryRun('/h').parse(answer('', 1, 'Broken')), /Broken/);
  });
});

describe('readChecksum', () => {
  const sha256 = 'fe38a55d56877df5d2943116d438e4d359e067b716ec1f92f4a04a78307ad163';
  it('knows a checksum by its length, however it was pasted', () => {
    for (const text of [sha256, ` SHA256:${sha256} `, `sha256=${sha256}`, `${sha256}  win.box`])
      assert.deepEqual(readChecksum(text), { type: 'sha256', value: sha256 }, text);
    for (const [length, type] of [
      [32, 'md5'],
      [40, 'sha1'],
      [96, 'sha384'],
      [128, 'sha512'],
    ] as const)
      assert.equal(readChecksum('A'.repeat(length))?.type, type);
  });
  it('takes nothing else', () => {
    for (const text of ['', 'deadbeef', `sha1:${sha256}`, `${sha256}0`, `${sha256}.box`])
      assert.equal(readChecksum(text), undefined, text);
  });
});

describe('readCatalog', () => {
  it('gives the versions, the newest first, with each provider once', () => {
    const providers = [
      { name: 'hyperv', architecture: 'amd64' },
      { name: 'hyperv', architecture: 'arm64' },
      { name: 'libvirt' },
      {},
    ];
    const json = {
      name: 'acme/win',
      versions: [{ version: '1.2.0' }, { version: '1.10.0', providers }, { status: 'x' }, 3],
    };
    assert.deepEqual(readCatalog(JSON.stringify(json)), {
      name: 'acme/win',
      versions: [
        { version: '1.10.0', providers: ['hyperv', 'libvirt'] },
        { version: '1.2.0', providers: [] },
      ],
    });
  });
  it('knows what is none', () => {
    for (const text of ['', '[]', '{"builders": []}', '{"name": "a"}', '{"provider": "virtualbox"}'])
      assert.equal(readCatalog(text), undefined, text);
  });
});

describe('boxes on disk', () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(path.join(tmpdir(), 'boxwright-home-'))));
  afterEach(() => rmSync(home, { recursive: true }));
  const put = (file: string, text = '{}') => {
    mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
    writeFileSync(path.join(home, file), text);
  };

  it('have a size, below folders too', async () => {
    put('a', '12345');
    put('b/c/d', '123');
    assert.equal(await folderSize(home), 8);
    assert.equal(await folderSize(path.join(home, 'none')), 0);
  });

  it('are from a catalog when Vagrant has written down which', () => {
    put('boxes/a/1.0/virtualbox/metadata.json');
    put('boxes/a/metadata_url', 'file:///a.json');
    put('boxes/b/0/virtualbox/metadata.json');
    assert.deepEqual(
      readBoxes(home).map(({ name, fromCatalog }) => [name, fromCatalog]),
      [
        ['a', true],
        ['b', false],
      ],
    );
  });
});
