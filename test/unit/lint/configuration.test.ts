import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { severities } from '../../../src/rules/finding';
import { rules } from '../../../src/rules/rules';
import { lint } from '../../support/templates';
import { readConfiguration } from '../../support/configurations';
import { memoryFiles } from '../../support/memoryFiles';

describe('readConfiguration', () => {
  const read = (config: unknown, paths = path.posix, root = '/p') =>
    readConfiguration(
      root,
      memoryFiles(
        {
          [paths.join(root, 'boxwright.json')]: typeof config === 'string' ? config : JSON.stringify(config),
        },
        root,
        paths,
      ),
    );

  it('says nothing without a file', () => {
    const configuration = readConfiguration('/p', memoryFiles({}));
    assert.equal(configuration.severityOf('file-missing', '/p/a.json'), undefined);
    assert.equal(configuration.ignores('/p/a.json'), false);
    assert.deepEqual(configuration.problems, []);
  });

  it('gives rules another worth, with comments in the file', () => {
    const configuration = read(
      '{ // ours\n "rules": {"memory-below-4gb": "off", "file-missing": "warning"} }',
    );
    assert.equal(configuration.severityOf('memory-below-4gb', '/p/a.json'), 'off');
    assert.equal(configuration.severityOf('file-missing', '/p/a.json'), 'warning');
    assert.equal(configuration.severityOf('iso-checksum-none', '/p/a.json'), undefined);
    assert.deepEqual(configuration.problems, []);
  });

  it('takes the last override that speaks of a file and a rule', () => {
    const configuration = read({
      rules: { 'file-missing': 'info' },
      overrides: [
        { files: ['old/**'], rules: { 'file-missing': 'off' } },
        { files: 'old/keep/*.json', rules: { 'file-missing': 'error' } },
        { files: ['old/**'], rules: { 'iso-checksum-none': 'off' } },
      ],
    });
    assert.equal(configuration.severityOf('file-missing', '/p/new/a.json'), 'info');
    assert.equal(configuration.severityOf('file-missing', '/p/old/a.json'), 'off');
    assert.equal(configuration.severityOf('file-missing', '/p/old/keep/a.json'), 'error');
    assert.equal(configuration.severityOf('iso-checksum-none', '/p/old/keep/a.json'), 'off');
  });

  it('says how much memory a guest should have', () => {
    assert.equal(read({}).options.minimumMemory, 4096);
    assert.equal(read({ minimumMemory: 6144 }).options.minimumMemory, 6144);
    assert.equal(read({}).options.packer(), undefined);
    assert.deepEqual(read({ packerVersion: '1.6.6' }).options.packer(), { version: '1.6.6' });
    assert.equal(read({ minimumMemory: 'much' }).options.minimumMemory, 4096);
  });

  it('leaves out what is ignored, on Windows too, and nothing outside of the project', () => {
    for (const [paths, root] of [
      [path.posix, '/p'],
      [path.win32, 'C:\\p'],
    ] as const) {
      const configuration = read({ ignore: ['wip/', '*.old.json', '!keep.old.json'] }, paths, root);
      assert.equal(configuration.ignores(paths.join(root, 'wip', 'a.json')), true);
      assert.equal(configuration.ignores(paths.join(root, 'sub', 'a.old.json')), true);
      assert.equal(configuration.ignores(paths.join(root, 'keep.old.json')), false);
      assert.equal(configuration.ignores(paths.join(root, 'a.json')), false);
      assert.equal(configuration.ignores(root), false);
      assert.equal(configuration.ignores(paths.join(root, '..', 'wip', 'a.json')), false);
    }
  });

  it('says how folders are read, and which files set variables of templates, on Windows too', () => {
    for (const [paths, root] of [
      [path.posix, '/p'],
      [path.win32, 'C:\\p'],
    ] as const) {
      const at = (...names: string[]) => paths.join(root, ...names);
      const { separates, varFilesOf, problems } = read(
        {
          separateTemplates: { '.': true, 'images/windows/': false },
          varFiles: { 'a/t.json': 'lab.json', './images': ['x.pkrvars.hcl', '../y.pkrvars.hcl'] },
        },
        paths,
        root,
      );
      assert.deepEqual(problems, []);
      assert.deepEqual(
        [root, at('images', 'windows'), at('images')].map((folder) => separates(folder)),
        [true, false, undefined],
      );
      assert.deepEqual(varFilesOf(at('a', 't.json')), [at('lab.json')]);
      assert.deepEqual(varFilesOf(at('images')), [at('x.pkrvars.hcl'), at('..', 'y.pkrvars.hcl')]);
      assert.deepEqual(varFilesOf(root), []);
    }
  });

  for (const [config, message, number = 1] of [
    ['{', /is not closed/],
    ['[]', /must be an object/],
    [{ rules: [] }, /rules must be an object/],
    [{ rules: { nosuch: 'off' } }, /Unknown rule 'nosuch'/],
    [{ rules: { 'file-missing': 'loud' } }, /error, warning, info, hint or off/],
    [{ ignore: [3] }, /pattern must be a string/],
    [{ overrides: {} }, /overrides must be a list/],
    [{ minimum: 1 }, /Unknown setting 'minimum'/],
    [{ separateTemplates: true }, /separateTemplates must be an object/],
    [{ separateTemplates: { a: 'yes' } }, /true or false/],
    [{ varFiles: ['a'] }, /varFiles must be an object/],
    [{ varFiles: { a: [1] } }, /variable file must be a string/],
    [{ minimumMemory: '4 GB' }, /minimumMemory must be a whole number of MB/],
    [{ packerVersion: 'newest' }, /packerVersion must be a version of Packer/],
    [{ packerVersion: 1.6 }, /packerVersion must be a version of Packer/],
    [{ minimumMemory: 0 }, /minimumMemory must be a whole number of MB/],
    [{ minimumMemory: -1 }, /minimumMemory must be a whole number of MB/],
    [{ root: 'yes' }, /true or false/],
    [{ failOn: 'hint' }, /failOn must be error, warning, info or never/],
    [{ extends: 1 }, /extends must name files or packages/],
    [{ extends: './none.json' }, /Cannot find '\.\/none\.json'/],
    [{ extends: '@acme/none' }, /Cannot find '@acme\/none'/],
    [{ extends: './boxwright.json' }, /extends this file in turn/],
    [{ overrides: [{ files: 'a' }] }, /An override must have files and rules/],
    [
      { overrides: [{ files: 'a', rules: {}, severity: 'off' }] },
      /Unknown setting 'severity' of an override/,
    ],
    [{ overrides: ['a'] }, /An override must be an object/],
    [{ extends: '' }, /extends must name files or packages/],
    [{ extends: ['./boxwright.base.json', ' '] }, /Cannot find|extends must name files or packages/, 2],
    [{ minimumMemory: 1.5 }, /minimumMemory must be a whole number of MB/],
    ['{"minimumMemory": 1e999}', /minimumMemory must be a whole number of MB/],
    [{ packerVersion: '1.11.2 or newer' }, /packerVersion must be a version of Packer/],
    [{ varFiles: { a: '' } }, /variable file must be a string/],
    ['{"root": true, "root": false}', /'root' is set again below/],
    ['{"rules": {"file-missing": "off", "file-missing": "info"}}', /'file-missing' is set again below/],
    ['{"overrides": [{"files": "a", "files": "b", "rules": {}}]}', /'files' is set again below/],
    [{ separateTemplates: { 'images/': true, './images': false } }, /'images\/' is set again below/],
  ] as const)
    it(`says what is wrong with ${JSON.stringify(config)}`, () => {
      const { problems } = read(config);
      assert.equal(problems.length, number, JSON.stringify(problems));
      assert.match(problems[0]?.message ?? '', message);
    });
});

describe('a configuration that extends others', () => {
  const read = (files: Record<string, unknown>) =>
    readConfiguration(
      '/p',
      memoryFiles(
        Object.fromEntries(
          Object.entries(files).map(([file, value]) => [
            file,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]),
        ),
        '/p',
      ),
    );

  it('has the last word over files and packages, in their order', () => {
    const configuration = read({
      '/p/boxwright.json': {
        extends: ['@acme/policy', '@acme/policy/strict.json', './ci/more.json'],
        rules: { 'file-missing': 'hint' },
      },
      '/p/node_modules/@acme/policy/boxwright.json': {
        rules: { 'file-missing': 'off', 'removed-key': 'off', 'wmic-removed': 'off' },
        minimumMemory: 1024,
      },
      '/p/node_modules/@acme/policy/strict.json': { rules: { 'removed-key': 'warning' } },
      '/p/ci/more.json': { extends: '../base.json', rules: { 'wmic-removed': 'info' } },
      '/p/base.json': { minimumMemory: 6144, rules: { 'wmic-removed': 'error' } },
    });
    const { options, files, problems } = configuration;
    assert.deepEqual(problems, []);
    assert.deepEqual(
      ['file-missing', 'removed-key', 'wmic-removed'].map((rule) =>
        configuration.severityOf(rule, '/p/a.json'),
      ),
      ['hint', 'warning', 'info'],
    );
    assert.equal(options.minimumMemory, 6144);
    assert.deepEqual(files, [
      '/p/node_modules/@acme/policy/boxwright.json',
      '/p/node_modules/@acme/policy/strict.json',
      '/p/base.json',
      '/p/ci/more.json',
      '/p/boxwright.json',
    ]);
  });

  it('has the patterns of what it extends start where it is', () => {
    const configuration = read({
      '/p/boxwright.json': { extends: './ci/policy.json' },
      '/p/ci/policy.json': { ignore: '/old/', varFiles: { 't.json': 'lab.json' } },
    });
    assert.equal(configuration.ignores('/p/old/a.json'), true);
    assert.equal(configuration.ignores('/p/ci/old/a.json'), false);
    assert.deepEqual(configuration.varFilesOf('/p/t.json'), ['/p/lab.json']);
  });

  it('ends where files extend each other, and says so', () => {
    const { problems } = read({
      '/p/boxwright.json': { extends: './a.json' },
      '/p/a.json': { extends: './boxwright.json' },
    });
    assert.deepEqual(
      problems.map(({ message, location: { path: file } }) => [file, message]),
      [['/p/a.json', "'./boxwright.json' extends this file in turn."]],
    );
  });

  it('tells of unknown rules as warnings, and of the rest as errors', () => {
    const { problems } = read({ '/p/boxwright.json': { rules: { nosuch: 'off', 'file-missing': 'fatal' } } });
    assert.deepEqual(
      problems.map(({ severity }) => severity),
      ['warning', 'error'],
    );
  });

  it('says which files a search lints', () => {
    const configuration = read({
      '/p/boxwright.json': { files: ['/images/', '*.pkr.json'], ignore: 'b/' },
    });
    assert.deepEqual(
      ['images/a.json', 'b.pkr.json', 'other/a.json', 'images/b/c.json', 'other/boxwright.json'].map((file) =>
        configuration.leavesOut(`/p/${file}`),
      ),
      [false, false, true, true, false],
    );
    assert.equal(configuration.ignores('/p/other'), false);
  });
});

describe('a configured project', () => {
  const template = {
    builders: [
      {
        type: 'virtualbox-iso',
        guest_os_type: 'Windows10_64',
        iso_url: 'http://example.com/windows.iso',
        iso_checksum: 'file:http://example.com/sums',
        winrm_username: 'x',
        communicator: 'winrm',
        winrm_password: 'x',
        memory: 2048,
        shutdown_command: 'shutdown /s',
      },
    ],
    provisioners: [{ type: 'powershell', inline: ['Restart-Computer'] }, { type: 'windows-restart' }],
  };
  const found = (config: unknown) =>
    lint(template, { '/boxwright.json': JSON.stringify(config) }).map(({ rule, severity }) => [
      rule,
      severity,
    ]);

  it('is linted as it wants to be', () => {
    assert.deepEqual(found({}), [
      ['memory-below-4gb', 'warning'],
      ['reboot-in-provisioner', 'info'],
    ]);
    assert.deepEqual(found({ rules: { 'memory-below-4gb': 'error', 'reboot-in-provisioner': 'off' } }), [
      ['memory-below-4gb', 'error'],
    ]);
    assert.deepEqual(found({ overrides: [{ files: 'project', rules: { 'memory-below-4gb': 'off' } }] }), [
      ['reboot-in-provisioner', 'info'],
    ]);
  });

  it('can ask for more or less memory', () => {
    const memory = (minimumMemory: number) =>
      found({ minimumMemory }).filter(([rule]) => rule === 'memory-below-4gb').length;
    assert.equal(memory(2048), 0);
    assert.equal(memory(2049), 1);
  });

  it('can make what a rule finds heavier or lighter than it does', () => {
    const reboot = (severity: string, inline: string[]) =>
      lint(
        {
          builders: [{ type: 'null', ssh_host: 'a', ssh_username: 'a' }],
          provisioners: [{ type: 'powershell', inline }],
        },
        { '/boxwright.json': JSON.stringify({ rules: { 'reboot-in-provisioner': severity } }) },
      ).map((finding) => finding.severity);
    assert.deepEqual(reboot('error', ['Restart-Computer']), ['error']);
    assert.deepEqual(reboot('info', ['Restart-Computer', 'Install-Foo']), ['info']);
  });

  it('makes nothing heavier that the rule itself takes lightly', () => {
    assert.deepEqual(found({ rules: { 'reboot-in-provisioner': 'error' } })[1], [
      'reboot-in-provisioner',
      'info',
    ]);
    assert.deepEqual(found({ rules: { 'reboot-in-provisioner': 'hint' } })[1], [
      'reboot-in-provisioner',
      'hint',
    ]);
  });
});

describe('the schema of boxwright.json', () => {
  const schema = JSON.parse(
    readFileSync(path.join(REPO_ROOT, 'schemas', 'boxwright.schema.json'), 'utf8'),
  ) as {
    definitions: { severity: { enum: string[] }; rules: { properties: Record<string, unknown> } };
  };

  it('knows all rules and severities', () => {
    assert.deepEqual(
      Object.keys(schema.definitions.rules.properties),
      rules.map(({ id }) => id),
    );
    assert.deepEqual(schema.definitions.severity.enum, [...severities, 'off']);
  });
});
