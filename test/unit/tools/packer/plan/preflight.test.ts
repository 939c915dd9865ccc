import assert from 'node:assert/strict';
import { unlessSet } from '../../../../../src/tools/unlessSet';
import path from 'node:path';
import {
  checkDisks,
  checkMemory,
  checkOutputs,
  missingFiles,
  outputsOf,
} from '../../../../../src/tools/packer/plan/preflight';
import { installPlugin } from '../../../../../src/tools/packer/plugins/installPlugin';
import { postProcessorNames, selectedBuilds } from '../../../../../src/tools/packer/commands/selectedBuilds';
import { PackerFailure } from '../../../../../src/tools/packer/commands/packerFailure';
import { readTemplate } from '../../../../../src/pipeline/template/readTemplate';
import { memoryFiles } from '../../../../support/memoryFiles';
import { read } from '../../../pipeline/template/read';

const template = read({
  't.json': JSON.stringify({
    builders: [
      { type: 'virtualbox-iso', name: 'one', memory: 4096, disk_size: 60000 },
      { type: 'qemu', name: 'two', memory: 2048, disk_size: '20000M', output_directory: '/other/two' },
      { type: 'null' },
    ],
  }),
});
const { builds } = template;
const gigabyte = 1024 ** 3;

describe('The builds that run', () => {
  const names = (only: string[], except: string[]) =>
    selectedBuilds(template, { only, except }).map(({ name }) => name);
  const hcl = read({
    'a.pkr.hcl':
      'source "null" "one" {}\nsource "null" "two" {}\nbuild {\n  name = "all"\n  sources = ["null.one", "null.two"]\n}\n',
  });

  it('are all, those asked for, or those that are not left out', () => {
    assert.deepEqual(names([], []), ['one', 'two', 'null']);
    assert.deepEqual(names(['two', 'one'], []), ['one', 'two']);
    assert.deepEqual(names([], ['two', 'vagrant']), ['one', 'null']);
    assert.deepEqual(names(['o*'], []), []);
  });

  it('may be patterns in HCL2', () => {
    const found = (only: string[]) => selectedBuilds(hcl, { only, except: [] }).map(({ name }) => name);
    assert.deepEqual(found(['all.*']), ['all.null.one', 'all.null.two']);
    assert.deepEqual(found(['*.o?e']), ['all.null.one']);
    assert.deepEqual(found(['null.one']), []);
  });
});

describe('Post-processors that can be left out', () => {
  it('are known by their names, and by their types where they have none', () => {
    const named = read({
      't.json': JSON.stringify({
        builders: [{ type: 'null' }, { type: 'null', name: 'two' }],
        'post-processors': [
          ['vagrant', { type: 'manifest', name: 'list' }],
          { type: 'checksum', only: ['two'] },
        ],
      }),
    });
    assert.deepEqual(postProcessorNames(named), ['vagrant', 'list', 'checksum']);
    assert.deepEqual(postProcessorNames(template), []);
  });
});

describe('Before a build, memory', () => {
  const host = (total: number, free: number, platform: NodeJS.Platform = 'linux') => ({
    total: total * gigabyte,
    free: free * gigabyte,
    platform,
  });

  it('is enough', () => assert.equal(checkMemory(builds, 0, host(16, 8)), undefined));

  it('is not there at all', () => {
    const problem = checkMemory(builds, 0, host(5, 4));
    assert.equal(problem?.severity, 'error');
    assert.equal(problem.demand.megabytes, 6144);
    assert.equal(problem.total, 5 * 1024);
  });

  it('is not free', () => assert.equal(checkMemory(builds, 0, host(16, 5))?.severity, 'warning'));

  it('is enough for one after the other', () => assert.equal(checkMemory(builds, 1, host(16, 5)), undefined));

  it('says nothing certain of what is free on macOS', () => {
    assert.equal(checkMemory(builds, 0, host(16, 1, 'darwin')), undefined);
    assert.equal(checkMemory(builds, 0, host(4, 1, 'darwin'))?.severity, 'error');
  });
});

describe('Before a build, disks', () => {
  const outputs = outputsOf(template, builds, '/work', path.posix);
  const space = (free: number, device = 1) => ({ free: free * 1024 * 1024, device });

  it('go into the folders of the builds', () =>
    assert.deepEqual(
      outputs.map(({ folder }) => folder),
      ['/work/output-one', '/other/two'],
    ));

  it('have room', () =>
    assert.deepEqual(
      checkDisks(outputs, () => space(80000)),
      [],
    ));

  it('may grow beyond what is free on one file system, together', () =>
    assert.deepEqual(
      checkDisks(outputs, () => space(70000)),
      [{ folder: '/work/output-one', demand: 80000, free: 70000, severity: 'info' }],
    ));

  it('have not even a quarter', () =>
    assert.equal(checkDisks(outputs, () => space(19999))[0]?.severity, 'warning'));

  it('are counted for each file system', () =>
    assert.deepEqual(
      checkDisks(outputs, (folder) => (folder.startsWith('/other') ? space(10000, 2) : space(70000))),
      [{ folder: '/other/two', demand: 20000, free: 10000, severity: 'info' }],
    ));

  it('are nothing to speak of where nobody knows', () =>
    assert.deepEqual(
      checkDisks(outputs, () => undefined),
      [],
    ));
});

describe('Before a build, what stands in its way', () => {
  const [one] = outputsOf(template, builds, '/work', path.posix);
  const problems = (
    force: boolean,
    why: ReturnType<Parameters<typeof checkOutputs>[3]>,
    approved: readonly string[] = [],
  ) => {
    assert.ok(one);
    return checkOutputs([one], force, approved, () => why).map((problem) =>
      problem.kind === 'foreign' ? problem.why : problem.kind,
    );
  };

  it('stops it', () => {
    assert.deepEqual(problems(false, 'own'), ['exists']);
    assert.deepEqual(problems(false, 'unrecorded'), ['exists']);
    assert.deepEqual(problems(false, undefined), []);
    assert.deepEqual(problems(true, undefined), []);
  });

  it('is deleted with -force where a build has made it', () =>
    assert.deepEqual(problems(true, 'own'), ['replaced']));

  it('is not deleted with -force otherwise, unless the user has named it', () => {
    assert.deepEqual(problems(true, 'holds-sources'), ['holds-sources']);
    assert.deepEqual(problems(true, 'holds-sources', ['/work']), ['holds-sources']);
    assert.deepEqual(problems(true, 'holds-sources', [one?.folder ?? '']), ['replaced']);
  });
});

describe('Before a build, files', () => {
  it('that are not there are told, with the folder from which they are', () => {
    const texts = {
      '/p/images/t.json': JSON.stringify({
        builders: [{ type: 'null', floppy_files: ['a.xml', 'nowhere.xml'] }],
        provisioners: [{ type: 'shell', script: 'scripts/x.sh' }],
      }),
      '/p/images/a.xml': '',
      '/p/scripts/x.sh': '',
    };
    const files = memoryFiles(texts, '/p');
    const one = readTemplate('/p/images/t.json', files);
    assert.ok(one);
    assert.deepEqual(
      missingFiles(one, '/p/images', ['/p/images', '/p'], files).map(({ reference, foundFrom }) => [
        reference.value.text,
        foundFrom,
      ]),
      [
        ['nowhere.xml', undefined],
        ['scripts/x.sh', '/p'],
      ],
    );
  });

  it('that a function reads are told, and none that a build makes or does without', () => {
    const text = `source "null" "a" {}
build {
  sources = ["null.a"]
  provisioner "shell" {
    inline = [file("gone.sh")]
  }
  provisioner "ansible" {
    playbook_file  = "site.yml"
    inventory_file = "hosts.ini"
  }
  post-processor "vagrant" {
    include = ["made.json"]
  }
}
`;
    const files = memoryFiles({ '/p/t.pkr.hcl': text, '/p/site.yml': '' }, '/p');
    const one = readTemplate('/p/t.pkr.hcl', files);
    assert.ok(one);
    assert.deepEqual(
      missingFiles(one, '/p', ['/p'], files).map(({ reference }) => reference.value.text),
      ['gone.sh'],
    );
  });
});

describe('Installing a plugin', () => {
  it('is one command', () => {
    const { tool, args, env } = installPlugin('github.com/hashicorp/qemu');
    assert.deepEqual([tool, args], ['packer', ['plugins', 'install', 'github.com/hashicorp/qemu']]);
    assert.deepEqual(env, unlessSet({ CHECKPOINT_DISABLE: '1' }));
  });

  it('says why it failed', () => {
    const { parse } = installPlugin('x');
    assert.throws(
      () => parse({ exitCode: 1, stdout: 'Error: Failed to install\n\nno network\n', stderr: '' }),
      (error) => error instanceof PackerFailure && error.message === 'Failed to install: no network',
    );
  });
});
