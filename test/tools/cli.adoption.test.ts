import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { needLinks } from '../support/links';
import { skipBecause } from '../support/skip';
import { onFullDisk, whyNoSmallDisk } from '../support/smallDisk';

/** What a team relies on: configurations, exit codes, lists of accepted findings and reports, over the built command line. */
describe('boxwright on the command line, for a team', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-team-')));
    mkdirSync(path.join(folder, '.git'));
    write('t.json', template);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** With an error, a warning and a note. */
  const template = JSON.stringify(
    {
      builders: [
        {
          type: 'virtualbox-iso',
          guest_os_type: 'Windows2022_64',
          communicator: 'winrm',
          winrm_username: 'vagrant',
          winrm_password: 'vagrant',
          memory: 2048,
          iso_url: 'a.iso',
          iso_checksum: 'none',
          shutdown_command: 'shutdown /s',
        },
      ],
      provisioners: [{ type: 'powershell', script: 'none.ps1' }],
    },
    null,
    2,
  );
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const runIn = (cwd: string, ...args: string[]) => {
    const cli = path.join(REPO_ROOT, 'dist', 'cli.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const run = (...args: string[]) => runIn(folder, ...args);

  interface Found {
    rule: string;
    severity: string;
    message: string;
    file: string;
    line: number;
    fingerprint: string;
  }
  const found = (...args: string[]): Found[] =>
    (JSON.parse(run('lint', '--format', 'json', ...args).stdout) as { findings: Found[] }).findings;
  const rulesOf = (findings: readonly Found[]) => [...new Set(findings.map(({ rule }) => rule))].sort();

  describe('ends with', () => {
    const errors = ['--rule', 'file-missing'];
    const warnings = ['--rule', 'memory-below-4gb'];
    for (const [title, config, args, status] of [
      ['1 for an error', undefined, errors, 1],
      ['0 for a warning', undefined, warnings, 0],
      ['1 for a warning, where the configuration says so', '{"failOn": "warning"}', warnings, 1],
      [
        '0 where the command line overrides that',
        '{"failOn": "warning"}',
        [...warnings, '--fail-on', 'error'],
        0,
      ],
      ['1 for more warnings than are allowed', undefined, [...warnings, '--max-warnings', '0'], 1],
      ['0 for as many as are allowed', undefined, [...warnings, '--max-warnings', '1'], 0],
      ['0 for an unknown rule', '{"rules": {"nosuch": "off"}}', warnings, 0],
      [
        '0 for an unknown rule, whatever fails',
        '{"rules": {"nosuch": "off"}}',
        ['--rule', 'msi-called-directly', '--fail-on', 'warning'],
        0,
      ],
      [
        '2 for an unknown rule, if asked to be strict',
        '{"rules": {"nosuch": "off"}}',
        [...warnings, '--strict-config'],
        2,
      ],
      ['2 for an unknown severity', '{"rules": {"file-missing": "fatal"}}', warnings, 2],
      ['2 for an unknown setting', '{"foo": 1}', warnings, 2],
      ['2 for half a configuration', '{"rules": {', warnings, 2],
      ['2 for a list', '[]', warnings, 2],
      ['2 for a configuration that is no text', '\0\u0001', warnings, 2],
      ['2 for what is extended and not there', '{"extends": "@acme/none"}', warnings, 2],
      ['2 for a list of accepted findings that is not there', '{"baseline": "none.json"}', warnings, 2],
    ] as const)
      it(title, () => {
        if (config !== undefined) write('boxwright.json', config);
        const { status: actual, stdout, stderr } = run('lint', ...args, '.');
        assert.equal(actual, status, stdout + stderr);
        if (status === 2) assert.match(stdout, /boxwright\.json/);
      });

    it('2 where there is nothing to lint, unless that is allowed', () => {
      write('empty/readme.txt', 'none');
      write('empty/boxwright.json', '{}');
      const { status, stdout } = run('lint', 'empty');
      assert.equal(status, 2);
      assert.match(stdout, /There is no Packer template, Vagrantfile or answer file here/);
      assert.equal(run('lint', '--allow-empty', 'empty').status, 0);
      assert.equal(run('lint', '--rule', 'wmic-removed', '.', 'empty').status, 2, 'one of two paths');
    });
  });

  describe('goes by configurations', () => {
    it('of all folders down to a file, also when it is run there', () => {
      write('boxwright.json', '{"rules": {"iso-checksum-none": "off", "memory-below-4gb": "off"}}');
      write('images/a/boxwright.json', '{"rules": {"memory-below-4gb": "error"}}');
      write('images/a/t.json', template);
      const inA = found('images/a');
      assert.ok(inA.some(({ rule, severity }) => rule === 'memory-below-4gb' && severity === 'error'));
      assert.ok(!inA.some(({ rule }) => rule === 'iso-checksum-none'));
      const here = runIn(path.join(folder, 'images', 'a'), 'lint', '--format', 'json', 't.json');
      assert.deepEqual(rulesOf((JSON.parse(here.stdout) as { findings: Found[] }).findings), rulesOf(inA));
      assert.ok(!found('t.json').some(({ rule }) => rule === 'memory-below-4gb'));
    });

    it('that is named, and tells of one that has no effect', () => {
      write('boxwright.json', '{"rules": {"memory-below-4gb": "off"}}');
      write('ci/policy.json', '{"rules": {"iso-checksum-none": "off"}, "ignore": "old/"}');
      write('old/t.json', template);
      const findings = found('--config', 'ci/policy.json', '.');
      assert.ok(!findings.some(({ rule, file }) => rule === 'iso-checksum-none' || file === 'old/t.json'));
      assert.ok(findings.some(({ rule }) => rule === 'memory-below-4gb'));
      const unused = findings.filter(({ rule }) => rule === 'invalid-configuration');
      assert.deepEqual(
        unused.map(({ file, severity }) => [file, severity]),
        [['boxwright.json', 'info']],
      );
      assert.equal(run('lint', '--config', 'none.json', '.').status, 2);
    });

    it('and prints what holds for a file, and who says so', () => {
      write('boxwright.json', '{"minimumMemory": 2048, "rules": {"file-missing": "off"}, "ignore": "old/"}');
      write('a/boxwright.json', '{"rules": {"file-missing": "info"}, "failOn": "warning"}');
      write('a/t.json', template);
      const { status, stdout } = run('lint', '--print-config', 'a/t.json');
      assert.equal(status, 0);
      const { rules, ...rest } = JSON.parse(stdout) as { rules: Record<string, unknown> };
      assert.deepEqual(rest, {
        file: 'a/t.json',
        configurations: ['boxwright.json', 'a/boxwright.json'],
        ignored: false,
        failOn: { value: 'warning', from: 'a/boxwright.json' },
        minimumMemory: { value: 2048, from: 'boxwright.json' },
        varFiles: [],
      });
      assert.deepEqual(rules['file-missing'], { severity: 'info', from: 'a/boxwright.json' });
      assert.deepEqual(rules['removed-key'], { severity: 'error' });
      write('a/boxwright.json', '{"failOn": 5}');
      const wrong = run('lint', '--print-config', 'a/t.json');
      assert.equal(wrong.status, 2);
      assert.match(wrong.stderr, /a\/boxwright\.json:1:12: failOn must be/);
      assert.equal(run('lint', '--print-config', 'none.json').status, 2);
    });
  });

  describe('accepts what is found', () => {
    const accepted = () =>
      JSON.parse(readFileSync(path.join(folder, 'boxwright-baseline.json'), 'utf8')) as {
        findings: { rule: string; file: string }[];
      };

    it('and reports nothing but what is new', () => {
      const before = found('.').length;
      assert.ok(before > 2);
      const { status, stderr } = run('lint', '--write-baseline', '.');
      assert.equal(status, 0);
      assert.match(
        stderr,
        new RegExp(`^boxwright: ${before} findings accepted in boxwright-baseline\\.json\\.\\n$`),
      );
      assert.deepEqual(found('.'), []);
      write(
        't.json',
        template.replace(
          '"provisioners": [',
          '"provisioners": [\n    { "type": "powershell", "script": "new.ps1" },',
        ),
      );
      assert.deepEqual(
        found('.').map(({ rule, message }) => [rule, message.includes('new.ps1')]),
        [['file-missing', true]],
      );
    });

    it('in a clone, below another folder and with other line ends', () => {
      run('lint', '--write-baseline', '.');
      const clone = path.join(folder, 'clone');
      mkdirSync(path.join(clone, '.git'), { recursive: true });
      for (const name of ['t.json', 'boxwright-baseline.json'])
        cpSync(path.join(folder, name), path.join(clone, name));
      writeFileSync(path.join(clone, 't.json'), `\r\n\r\n${template.replaceAll('\n', '\r\n')}`);
      assert.equal(runIn(clone, 'lint', '--fail-on', 'info', '.').status, 0);
      assert.equal(run('lint', '--fail-on', 'info', 'clone').status, 0);
    });

    it('but reports and fixes all where no list is to hold', () => {
      write(
        't.json',
        template.replace('"iso_checksum": "none"', '"iso_checksum": "none",\n "iso_checksum_type": "none"'),
      );
      run('lint', '--write-baseline', '.');
      assert.deepEqual(found('.'), []);
      assert.deepEqual(rulesOf(found('--no-baseline', '.')).includes('removed-key'), true);
      run('lint', '--no-baseline', '--fix', '.');
      assert.doesNotMatch(readFileSync(path.join(folder, 't.json'), 'utf8'), /iso_checksum_type/);
      assert.match(
        run('lint', '--no-baseline', '--prune-baseline', '.').stderr,
        /cannot be used with --prune-baseline/,
      );
    });

    it('but takes the list back, one by one, when it is asked to', () => {
      run('lint', '--write-baseline', '.');
      const { length } = accepted().findings;
      assert.match(run('lint', '--prune-baseline', '.').stderr, /: all are still found\./);
      assert.match(
        run('lint', '--prune-baseline', 't.json').stderr,
        /only if the folder of the list is linted/,
      );
      write('t.json', template.replace('2048', '8192'));
      const told = run('lint', '.');
      assert.equal(told.status, 0);
      assert.match(
        told.stderr,
        /1 accepted finding in boxwright-baseline\.json not found any more\. Remove with --prune-baseline/,
      );
      assert.equal(accepted().findings.length, length);
      assert.equal(run('lint', 't.json').stderr, '', 'what was not linted whole is not known to be gone');
      assert.match(run('lint', '--prune-baseline', '.').stderr, /1 accepted finding removed/);
      assert.ok(!accepted().findings.some(({ rule }) => rule === 'memory-below-4gb'));
      assert.equal(accepted().findings.length, length - 1);
      assert.equal(run('lint', '.').stderr, '');
    });

    it('in a list that is named, and keeps what it has of other files', () => {
      write('b/t.json', template);
      run('lint', '--baseline', 'ci/list.json', '--write-baseline', 'b');
      assert.ok(!existsSync(path.join(folder, 'ci')), 'there is no such folder');
      mkdirSync(path.join(folder, 'ci'));
      assert.equal(run('lint', '--baseline', 'ci/list.json', '--write-baseline', 'b').status, 0);
      assert.equal(run('lint', '--baseline', 'ci/list.json', 't.json').status, 1);
      run('lint', '--baseline', 'ci/list.json', '--write-baseline', 't.json');
      assert.equal(run('lint', '--fail-on', 'info', '--baseline', 'ci/list.json', '.').status, 0);
      assert.equal(run('lint', '.').status, 1);
    });

    it('whichever configuration is named', () => {
      write('ci/policy.json', '{"rules": {"iso-checksum-none": "off"}}');
      assert.equal(run('lint', '--config', 'ci/policy.json', '--write-baseline', '.').status, 0);
      assert.equal(run('lint', '--config', 'ci/policy.json', '--fail-on', 'info', '.').status, 0);
    });

    it('is written where it is named, though all findings lie elsewhere', () => {
      write('boxwright.json', '{"baseline": "ci-list.json"}');
      write('sub/boxwright.json', '{"root": true}');
      write('sub/t.json', template);
      rmSync(path.join(folder, 't.json'));
      assert.equal(run('lint', '.').status, 2);
      run('lint', '--write-baseline', '.');
      assert.ok(existsSync(path.join(folder, 'ci-list.json')));
      assert.equal(run('lint', '.').status, 0);
    });

    it('but replaces nothing that is no list', () => {
      write('notes.txt', 'mine');
      write('boxwright.json', '{"baseline": "t.json"}');
      for (const [args, file] of [
        [['--write-baseline', '.'], 't.json'],
        [['--baseline', 'notes.txt', '--write-baseline', '.'], 'notes.txt'],
        [['--baseline', 'boxwright.json', '--write-baseline', '.'], 'boxwright.json'],
        [['--output', 'json=t.json', '.'], 't.json'],
        [['--output', 'json=t.json', 't.json'], 't.json'],
      ] as const) {
        const before = readFileSync(path.join(folder, file), 'utf8');
        const { status, stderr } = run('lint', ...args);
        assert.equal(status, 2, args.join(' '));
        assert.match(stderr, new RegExp(`'${file}' is (not a list|linted)`));
        assert.equal(readFileSync(path.join(folder, file), 'utf8'), before);
      }
    });

    describe('in no place outside of the project', () => {
      const repo = () => path.join(folder, 'repo');
      const outside = () => existsSync(path.join(folder, 'list.json'));
      beforeEach(() => {
        write('repo/t.json', template);
        mkdirSync(path.join(repo(), '.git'));
      });

      it('that its configuration names', () => {
        write('repo/boxwright.json', '{"baseline": "../list.json"}');
        const refused = runIn(repo(), 'lint', '--write-baseline', '.');
        assert.equal(refused.status, 2);
        assert.match(refused.stderr, /'\.\.\/list\.json' lies outside of the project/);
        assert.ok(!outside());
      });

      it('to which a link leads', function () {
        needLinks(this);
        symlinkSync('../list.json', path.join(repo(), 'boxwright-baseline.json'));
        assert.equal(runIn(repo(), 'lint', '--write-baseline', '.').status, 2);
        assert.ok(!outside());
      });

      it('unless the command line names it', () => {
        assert.equal(runIn(repo(), 'lint', '--baseline', '../list.json', '--write-baseline', '.').status, 0);
        assert.ok(outside());
      });
    });

    it('of some rules, and keeps what it has of others', () => {
      run('lint', '--write-baseline', '.');
      const { length } = accepted().findings;
      run('lint', '--rule', 'file-missing', '--write-baseline', '.');
      assert.equal(accepted().findings.length, length);
    });

    it('and says what is wrong with a list', () => {
      write('list.json', '{"version": 2}');
      for (const [list, message] of [
        ['none.json', /Cannot read 'none\.json'\. Write it with --write-baseline\./],
        ['list.json', /'list\.json' is not a list of accepted findings\./],
      ] as const) {
        const { status, stderr } = run('lint', '--baseline', list, '.');
        assert.equal(status, 2);
        assert.match(stderr, message);
      }
    });
  });

  describe('reports', () => {
    it('in several formats at once, from one lint', () => {
      const { status, stdout } = run(
        'lint',
        '--format',
        'unix',
        '--output',
        'sarif=o.sarif',
        '--output',
        'junit=o.xml',
        '.',
      );
      assert.equal(status, 1);
      assert.match(stdout, /^t\.json:\d+:\d+: error: /m);
      const { runs } = JSON.parse(readFileSync(path.join(folder, 'o.sarif'), 'utf8')) as {
        runs: [{ results: unknown[] }];
      };
      assert.equal(runs[0].results.length, stdout.trim().split('\n').length);
      assert.match(readFileSync(path.join(folder, 'o.xml'), 'utf8'), /^<\?xml version="1\.0"/);
      for (const output of ['sarif', 'sarif=', 'nosuch=a', 'sarif=none/a'])
        assert.equal(run('lint', '--output', output, '.').status, 2, output);
      assert.equal(run('lint', '--output', 'json=a', '--output', 'unix=./a', '.').status, 2);
    });

    it('into a file as a whole, or leaves the earlier one', function () {
      const why = whyNoSmallDisk();
      if (why) skipBecause(this, why);
      const place = path.join(folder, 'place');
      write('place/t.json', template);
      write('place/o.json', 'an earlier report');
      const cli = path.join(REPO_ROOT, 'dist', 'cli.js');
      const args = [cli, 'lint', '--output', 'json=o.json', '.'];
      const { status, stderr } = onFullDisk(place, 64, process.execPath, args);
      assert.equal(status, 2);
      assert.match(stderr, /ENOSPC/);
      assert.equal(readFileSync(path.join(place, 'o.json'), 'utf8'), 'an earlier report');
    });

    it('JSON as its schema says', () => {
      const schema = JSON.parse(
        readFileSync(path.join(REPO_ROOT, 'schemas', 'lint-report.schema.json'), 'utf8'),
      ) as object;
      const validate = addFormats(new Ajv({ strict: false })).compile(schema);
      const report: unknown = JSON.parse(run('lint', '--format', 'json', '.').stdout);
      assert.ok(validate(report), JSON.stringify(validate.errors));
      assert.ok(!validate({ ...(report as object), version: 2 }));
      assert.ok(!validate({ ...(report as object), findings: [{}] }));
    });

    it('annotations for GitHub, of which no text gets out', () => {
      write('a,b.json', template.replace('none.ps1', '100%,::error::x.ps1'));
      const lines = run('lint', '--rule', 'file-missing', '--format', 'github', 'a,b.json')
        .stdout.trim()
        .split('\n');
      assert.equal(lines.length, 1);
      assert.match(
        lines[0] ?? '',
        /^::error file=a%2Cb\.json,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=Boxwright%3A file-missing::.*100%25,::error::x\.ps1/,
      );
    });

    it('GitLab Code Quality', () => {
      const report = JSON.parse(run('lint', '--format', 'gitlab', '.').stdout) as Record<string, unknown>[];
      const fingerprints = new Set(report.map(({ fingerprint }) => fingerprint));
      assert.equal(fingerprints.size, report.length);
      const memory = report.find(({ check_name: name }) => name === 'memory-below-4gb');
      assert.deepEqual(
        { ...memory, fingerprint: typeof memory?.['fingerprint'], description: '' },
        {
          description: '',
          check_name: 'memory-below-4gb',
          fingerprint: 'string',
          severity: 'major',
          location: { path: 't.json', lines: { begin: 9, end: 9 } },
        },
      );
    });

    it('JUnit, where errors and warnings fail', () => {
      write('sound.json', '{"builders": [{"type": "null", "communicator": "none"}]}');
      const xml = run('lint', '--format', 'junit', '.').stdout;
      const findings = found('.');
      const failures = findings.filter(
        ({ severity }) => severity === 'error' || severity === 'warning',
      ).length;
      assert.equal(xml.match(/<failure /g)?.length, failures);
      assert.match(
        xml,
        new RegExp(`<testsuites name="boxwright" tests="${findings.length + 1}" failures="${failures}"`),
      );
      assert.match(
        xml,
        /<testsuite name="sound\.json" tests="1" failures="0" errors="0" skipped="0" time="0">/,
      );
    });
  });

  it('tells SARIF what is suppressed, why, and what is wrong with the configuration', () => {
    write('boxwright.json', '{"rules": {"nosuch": "off"}}');
    write('b/t.json', template);
    run('lint', '--write-baseline', 't.json');
    write(
      'b/t.json',
      template.replace('{', '{ "_boxwright": {"disable": "file-missing", "reason": "made later"},'),
    );
    const { runs } = JSON.parse(run('lint', '--format', 'sarif', '.').stdout) as {
      runs: [
        {
          invocations: [
            { executionSuccessful: boolean; toolConfigurationNotifications: { message: { text: string } }[] },
          ];
          results: { ruleId: string; suppressions?: { kind: string; justification?: string }[] }[];
        },
      ];
    };
    const [{ invocations, results }] = runs;
    assert.deepEqual(
      invocations[0].toolConfigurationNotifications.map(({ message }) => message.text),
      ["Unknown rule 'nosuch'."],
    );
    assert.equal(invocations[0].executionSuccessful, true);
    const missing = results
      .filter(({ ruleId }) => ruleId === 'file-missing')
      .map(({ suppressions }) => suppressions);
    assert.deepEqual(missing, [[{ kind: 'inSource', justification: 'made later' }], [{ kind: 'external' }]]);
    assert.ok(!results.some(({ ruleId }) => ruleId === 'invalid-configuration'));
  });

  it('has the timeline of a folder that is a template, and names the templates of any other', () => {
    const hcl = 'source "null" "a" {\n  communicator = "none"\n}\nbuild {\n  sources = ["null.a"]\n}\n';
    write('both/a.pkr.hcl', hcl);
    write('both/b.json', template);
    const inside = runIn(path.join(folder, 'both'), 'timeline', '.');
    assert.equal(inside.status, 0, inside.stderr);
    assert.match(inside.stdout, /^null\.a \(null\)/);
    const above = run('timeline', '.');
    assert.equal(above.status, 2);
    assert.match(
      above.stderr,
      /'\.' has several templates: 't\.json', 'both' and 'both\/b\.json'\. Name one of them\./,
    );
    rmSync(path.join(folder, 'both'), { recursive: true });
    write('c.pkr.hcl', hcl);
    write('d/t.json', template);
    assert.equal(run('timeline', '.').status, 0);
  });
});
