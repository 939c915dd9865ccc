import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { skipBecause } from '../support/skip';
import { onFullDisk, whyNoSmallDisk } from '../support/smallDisk';

/** The built command line, run as users run it. */
describe('boxwright on the command line', () => {
  let folder: string;
  before(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-cli-')));
    cpSync(path.join(REPO_ROOT, 'examples'), path.join(folder, 'examples'), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) => runWith({}, ...args);
  const runWith = (
    { input = '', env = {} }: { input?: string | Buffer; env?: object },
    ...args: string[]
  ) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(REPO_ROOT, 'dist', 'cli.js'), ...args],
      { cwd: folder, encoding: 'utf8', input, env: { ...process.env, ...env } },
    );
    return { status, stdout, stderr };
  };
  const template = path.join('examples', 'windows-2022', 'windows-2022.json');

  interface Report {
    version: number;
    files: number;
    findings: {
      rule: string;
      severity: string;
      message: string;
      file: string;
      line: number;
      column: number;
      endLine: number;
      endColumn: number;
      related: unknown[];
      fixable: boolean;
      applicability?: string;
      url?: string;
      fingerprint: string;
      fixes: { edits: { newText: string }[] }[];
    }[];
  }

  it('prints JSON as agreed', () => {
    const { status, stdout, stderr } = run('lint', '--format', 'json', template);
    assert.equal(status, 1);
    assert.equal(stderr, '');
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual(Object.keys(report), ['version', 'tool', 'findings', 'files']);
    assert.equal(report.version, 1);
    assert.equal(report.files, 8);
    const memory = report.findings.find(({ rule }) => rule === 'memory-below-4gb');
    assert.ok(memory);
    const { message, url, fingerprint, fixes, ...rest } = memory;
    assert.match(message, /less than 4 GB/);
    assert.match(url ?? '', /\/blob\/v[\d.]+\/docs\/rules\/memory-below-4gb\.md$/);
    assert.match(fingerprint, /^[0-9a-f]{32}:0$/);
    assert.equal(fixes[0]?.edits[0]?.newText, '4096');
    assert.deepEqual(rest, {
      rule: 'memory-below-4gb',
      severity: 'warning',
      file: 'examples/windows-2022/windows-2022.json',
      line: 16,
      column: 17,
      endLine: 16,
      endColumn: 21,
      related: [],
      fixable: true,
      applicability: 'unsafe',
    });
    assert.ok(
      report.findings.some(({ file, related }) => file.endsWith('scripts/tls.ps1') && related.length > 0),
    );
  });

  it('expands patterns that no shell has', () => {
    const names = (...args: string[]) => {
      const { status, stdout, stderr } = run('lint', '--format', 'json', ...args);
      const found = status === 2 ? [] : (JSON.parse(stdout) as Report).findings;
      return [new Set(found.map(({ file }) => file.split('/')[1])).size, stderr] as const;
    };
    assert.equal(names(path.join('examples', 'windows-202?', 'windows-*.json'))[0], 1);
    assert.equal(names(path.join('examples', '*', '*-2022.json'))[0], 1);
    assert.deepEqual(names('none-*.json'), [0, "boxwright: Nothing matches 'none-*.json'.\n"]);
    // What is called so is no pattern.
    if (process.platform !== 'win32') {
      writeFileSync(path.join(folder, 'a*.json'), '{}');
      assert.match(names('a*.json')[1], /'.*a\*\.json' is not a Packer template/);
    }
  });

  it('takes paths in any spelling where the system does, and links as they are named', () => {
    mkdirSync(path.join(folder, 'Spelled'));
    cpSync(path.join(folder, template), path.join(folder, 'Spelled', 't.json'));
    const named = (at: string) => {
      const { stdout } = run('lint', '--format', 'json', at);
      return stdout && [...new Set((JSON.parse(stdout) as Report).findings.map(({ file }) => file))];
    };
    assert.deepEqual(named('Spelled'), ['Spelled/t.json']);
    if (process.platform !== 'linux') assert.deepEqual(named('SPELLED'), ['Spelled/t.json']);
    if (process.platform === 'win32')
      assert.deepEqual(named(`\\\\?\\${path.join(folder, 'SPELLED')}`), ['Spelled/t.json']);
    else {
      symlinkSync('Spelled', path.join(folder, 'link'));
      assert.deepEqual(named('link'), ['link/t.json']);
    }
  });

  it('finds the templates of a folder, in both dialects', () => {
    const { status, stdout } = run('lint', '--format', 'json', 'examples');
    assert.equal(status, 1);
    assert.ok((JSON.parse(stdout) as Report).files >= 10);
  });

  it('prints a line for each finding, for other programs', () => {
    const { stdout } = run('lint', '--format', 'unix', '--rule', 'memory-below-4gb', template);
    assert.match(
      stdout,
      /^examples\/windows-2022\/windows-2022\.json:16:17: warning: Windows guests .* \[memory-below-4gb\]\n$/,
    );
  });

  it('says for people what is wrong, by file, with a count', () => {
    const { stdout } = run('lint', template);
    assert.match(stdout, /^examples\/windows-2022\/windows-2022\.json$/m);
    assert.match(stdout, /^ {2}16:17 {3}warning .*memory-below-4gb \(unsafe fix\)$/m);
    assert.match(stdout, /^\d+ errors, \d+ warnings, .*8 files checked\.$/m);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(stdout, /\x1b/, 'no colors into a pipe');
  });

  for (const [args, status] of [
    [['lint', 'examples/hello'], 0],
    [['lint', '--fail-on', 'never', template], 0],
    [['lint', '--rule', 'memory-below-4gb', template], 0],
    [['lint', '--rule', 'memory-below-4gb', '--fail-on', 'warning', template], 1],
    [['lint', '--fail-on', 'info', 'examples/hello/hcl'], 0],
    [['rules'], 0],
    [['timeline', 'examples/hello/hcl'], 0],
    [['--help'], 0],
    [['--version'], 0],
  ] as const)
    it(`exits ${status} for ${args.join(' ')}`, () => {
      const result = run(...args);
      assert.equal(result.status, status, result.stderr);
      assert.notEqual(result.stdout, '');
      assert.equal(result.stderr, '');
    });

  for (const [args, message] of [
    [[], /Missing command\./],
    [['frobnicate'], /Unknown command 'frobnicate'\./],
    [['lint'], /Missing path\./],
    [
      ['lint', '--format', 'xml', '.'],
      /--format must be stylish, json, sarif, unix, github, gitlab or junit, not 'xml'/,
    ],
    [['lint', '--fail-on', 'sometimes', '.'], /--fail-on must be/],
    [['lint', '--rule', 'nosuch', '.'], /Unknown rule 'nosuch'/],
    [['lint', '--nosuch', '.'], /--nosuch/],
    [['lint', 'nowhere'], /nowhere' does not exist/],
    [['lint', '--ignore-unknown', 'nowhere'], /nowhere' does not exist/],
    [['lint', '--stdin'], /--stdin and --stdin-filename must be used together/],
    [['lint', '--stdin-filename', 'a.json'], /--stdin and --stdin-filename must be used together/],
    [['lint', '--stdin', '--stdin-filename', 'a.json', '.'], /--stdin cannot be used with a path/],
    [['lint', '--stdin', '--stdin-filename', 'a.json', '--fix'], /--fix cannot be used with --stdin/],
    [
      ['lint', '--stdin', '--stdin-filename', 'examples/nobodys.ps1'],
      /nobodys\.ps1' is not a Packer template, Vagrantfile or answer file, and none in '.*' uses it/,
    ],
    [['timeline'], /timeline requires one template/],
    [
      ['timeline', '--only', 'nosuch', template],
      /Unknown build 'nosuch'\. The template has 'windows-2022' and 'windows-2022-test'\./,
    ],
    [['timeline', 'test'], /test' does not exist/],
    [['lint', 'examples/README.md'], /README\.md' is not a Packer template/],
  ] as const)
    it(`exits 2 and says why for ${args.join(' ') || 'nothing'}`, () => {
      const result = run(...args);
      assert.equal(result.status, 2);
      assert.equal(result.stdout, '');
      assert.match(result.stderr, message);
      assert.doesNotMatch(result.stderr, /at .*\.js/, 'no stack');
    });

  it('exits 2 for what is no text', () => {
    writeFileSync(path.join(folder, 'binary.json'), Buffer.from([0, 1, 2, 255]));
    const { status, stderr } = run('lint', 'binary.json');
    assert.equal(status, 2);
    assert.match(stderr, /Cannot read '.*binary\.json' as text/);
  });

  it('takes boxwright.json into account, and says what is wrong with it', () => {
    const project = path.join(folder, 'project');
    cpSync(path.join(folder, 'examples', 'windows-2022'), project, { recursive: true });
    mkdirSync(path.join(project, '.git'));
    writeFileSync(
      path.join(project, 'boxwright.json'),
      '{"rules": {"file-missing": "off", "nosuch": "off"}}',
    );
    const { stdout, stderr } = run('lint', '--format', 'json', 'project');
    const { findings } = JSON.parse(stdout) as Report;
    assert.ok(!findings.some(({ rule }) => rule === 'file-missing'));
    assert.deepEqual(
      findings.flatMap(({ rule, severity, file, line, column, message }) =>
        rule === 'invalid-configuration' ? [[severity, file, line, column, message]] : [],
      ),
      [['warning', 'project/boxwright.json', 1, 35, "Unknown rule 'nosuch'."]],
    );
    assert.equal(stderr, '');
  });

  it('prints SARIF for code scanning', () => {
    const { status, stdout, stderr } = run('lint', '--format', 'sarif', template);
    assert.equal(status, 1);
    assert.equal(stderr, '');
    const log = JSON.parse(stdout) as {
      version: string;
      runs: [{ tool: { driver: { version: string } }; results: { ruleId: string; message: object }[] }];
    };
    assert.equal(log.version, '2.1.0');
    const results = log.runs[0].results.map(({ ruleId }) => ruleId);
    const findings = (JSON.parse(run('lint', '--format', 'json', template).stdout) as Report).findings;
    assert.deepEqual(
      results,
      findings.map(({ rule }) => rule),
    );
  });

  it('colors what FORCE_COLOR demands, even into a pipe', () => {
    const { stdout } = runWith({ env: { FORCE_COLOR: '1', NO_COLOR: undefined } }, 'lint', template);
    // eslint-disable-next-line no-control-regex
    assert.match(stdout, /\x1b\[/);
  });

  describe('lints a text from standard input', () => {
    const lintInput = (input: string | Buffer, name: string, ...args: string[]) =>
      runWith({ input }, 'lint', '--stdin', '--stdin-filename', name, '--format', 'json', ...args);
    const rulesOf = (stdout: string, file: string) => {
      const { findings } = JSON.parse(stdout) as Report;
      assert.ok(
        findings.every((finding) => finding.file === file),
        'only of that file',
      );
      return findings.map(({ rule }) => rule);
    };
    const saved = () => readFileSync(path.join(folder, template), 'utf8');

    it('in place of a template, with the files that it leads to from disk', () => {
      const { stdout } = lintInput(saved(), template);
      const rules = rulesOf(stdout, template);
      assert.ok(rules.includes('memory-below-4gb') && rules.includes('file-missing'), stdout);
      const mended = lintInput(saved().replaceAll('2048', '4096'), template);
      assert.ok(!rulesOf(mended.stdout, template).includes('memory-below-4gb'));
    });

    it('that stands in no file yet', () => {
      const name = 'examples/new.json';
      const { stdout } = lintInput(saved(), name, '--rule', 'memory-below-4gb');
      assert.deepEqual(rulesOf(stdout, name), ['memory-below-4gb']);
    });

    it('in place of a script, by the templates that lead to it', () => {
      const name = 'examples/windows-2022/scripts/tls.ps1';
      assert.deepEqual(rulesOf(lintInput('Write-Host hello\n', name).stdout, name), []);
      const { stdout } = lintInput('Restart-Computer\n', name, '--rule', 'reboot-in-provisioner');
      assert.deepEqual(rulesOf(stdout, name), ['reboot-in-provisioner']);
    });

    it('but not what is no text', () => {
      const { status, stderr } = lintInput(Buffer.from([0, 1, 2, 255]), template);
      assert.equal(status, 2);
      assert.match(stderr, /Cannot read standard input as text/);
    });
  });

  it('passes over files that are none of its own, where it is asked to', () => {
    const config = path.join(folder, 'unknown');
    mkdirSync(path.join(config, '.git'), { recursive: true });
    writeFileSync(path.join(config, 'boxwright.json'), '{"ignore": ["wip.json"]}');
    for (const name of ['a.json', 'wip.json']) cpSync(path.join(folder, template), path.join(config, name));
    const unknown = ['examples/README.md', 'unknown/boxwright.json', 'unknown/wip.json'];
    const { status, stdout } = run('lint', '--ignore-unknown', '--format', 'json', ...unknown);
    assert.equal(status, 0);
    // The configuration is checked, too, now that it was named.
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual([report.findings, report.files], [[], 1]);
    const both = run('lint', '--ignore-unknown', '--format', 'json', ...unknown, 'unknown/a.json');
    assert.equal(both.status, 1);
    assert.ok((JSON.parse(both.stdout) as Report).findings.every(({ file }) => file === 'unknown/a.json'));
  });

  it('prints the timeline of a build, with the place where Packer connects', () => {
    const { status, stdout, stderr } = run('timeline', '--only', 'windows-2022', template);
    assert.equal(status, 0, stderr);
    const order = [
      'Order 3  cmd.exe /c winrm quickconfig',
      'Order 5 ',
      '--- Packer connects here (WinRM, port 5985) ---',
      'Order 6 ',
      'restarts  Restart-Computer -Force',
      'Provisioners',
      'Shutdown',
      'Post-processors',
    ];
    const places = order.map((text) => stdout.indexOf(text));
    assert.ok(
      places.every((place) => place >= 0),
      stdout,
    );
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.match(stdout, /runs a:\\fix-network\.ps1 \(not on the medium\)/);
    assert.doesNotMatch(stdout, /windows-2022-test/);
  });

  it('prints timelines for programs', () => {
    const { stdout } = run('timeline', '--format', 'json', template);
    const report = JSON.parse(stdout) as {
      version: number;
      builds: {
        name: string;
        takeOver: { kind: string; certain: boolean; step: number; file: string; line: number };
        steps: { phase: string; order?: number }[];
      }[];
    };
    assert.equal(report.version, 1);
    assert.deepEqual(
      report.builds.map(({ name }) => name),
      ['windows-2022', 'windows-2022-test'],
    );
    const [first] = report.builds;
    assert.ok(first);
    assert.equal(first.takeOver.kind, 'after');
    assert.equal(first.takeOver.certain, true);
    assert.equal(first.steps[first.takeOver.step]?.order, 5);
    assert.equal(first.takeOver.file, 'examples/windows-2022/Autounattend.xml');
  });

  it('mends all that can be mended where it is asked to, and leaves the rest as it is', () => {
    const copy = path.join(folder, 'mend');
    cpSync(path.join(folder, 'examples', 'windows-2022'), copy, { recursive: true });
    const { stdout, status } = run('lint', '--fix', '--unsafe-fixes', '--format', 'json', 'mend');
    const left = (JSON.parse(stdout) as Report).findings;
    const rules = left.map(({ rule }) => rule);
    assert.ok(rules.includes('file-missing'));
    for (const mended of ['memory-below-4gb', 'reboot-in-provisioner', 'iso-checksum-none'])
      assert.ok(!rules.includes(mended), mended);
    assert.ok(left.every(({ fixable }) => !fixable));
    assert.equal(status, 1);
    const mended = JSON.parse(readFileSync(path.join(copy, 'windows-2022.json'), 'utf8')) as {
      builders: { memory: number }[];
    };
    assert.deepEqual(
      mended.builders.map(({ memory }) => memory),
      [4096, 4096],
    );
    assert.doesNotMatch(readFileSync(path.join(copy, 'scripts', 'tls.ps1'), 'utf8'), /^shutdown/m);
  });

  it('keeps the encoding and line ends of a file that it mends', () => {
    const file = path.join(folder, 'bom', 'a.json');
    mkdirSync(path.dirname(file));
    const text =
      '\ufeff{"builders": [{"type": "virtualbox-iso",\r\n"guest_os_type": "Windows10_64", "memory": 2048}]}\r\n';
    writeFileSync(file, text);
    run('lint', '--fix', '--unsafe-fixes', '--rule', 'memory-below-4gb', 'bom');
    assert.equal(readFileSync(file, 'utf8'), text.replace('2048', '4096'));
  });

  describe('mends', () => {
    /** A template with a fault that has a safe fix, and what that makes of it. */
    const faulty =
      '{"builders": [{"type": "virtualbox-iso",\n"iso_checksum_type": "md5", "iso_checksum": "0a"}]}\n';
    const mended = '{"builders": [{"type": "virtualbox-iso",\n"iso_checksum": "md5:0a"}]}\n';
    let count = 0;
    let place: string;
    beforeEach(() => mkdirSync((place = path.join(folder, `place${++count}`))));
    const write = (name: string, content: string | Buffer = faulty) => {
      const file = path.join(place, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    };
    const fix = (...paths: string[]) =>
      run('lint', '--fix', '--fail-on', 'never', '--rule', 'removed-key', ...paths);

    it('without deciding anything for the user', () => {
      const copy = path.join(place, 'copy');
      cpSync(path.join(folder, 'examples', 'windows-2022'), copy, { recursive: true });
      const steps = (text: string) => (JSON.parse(text) as { provisioners: unknown[] }).provisioners;
      const before = readFileSync(path.join(copy, 'windows-2022.json'), 'utf8');
      const { stdout } = run('lint', '--fix', '--format', 'json', '--fail-on', 'never', copy);
      const { findings } = JSON.parse(stdout) as Report;
      assert.ok(findings.some(({ rule }) => rule === 'memory-below-4gb'));
      assert.ok(findings.every(({ applicability }) => applicability !== 'safe'));
      assert.deepEqual(steps(readFileSync(path.join(copy, 'windows-2022.json'), 'utf8')), steps(before));
    });

    it('only files at and below the given paths, whichever links lead there', () => {
      const names = ['given/a.json', 'given.json', 'beside.json', 'outside/b.json'];
      const [given, file, beside, outside] = names.map((name) => write(name)) as [
        string,
        string,
        string,
        string,
      ];
      symlinkSync('../outside', path.join(place, 'given', 'link'));
      assert.equal(fix(path.join(place, 'given'), file).status, 0);
      for (const one of [given, file]) assert.equal(readFileSync(one, 'utf8'), mended, one);
      for (const one of [beside, outside]) assert.equal(readFileSync(one, 'utf8'), faulty, one);
    });

    it('a file that is named by several links once, and has nothing to complain about', () => {
      const file = write('real.json');
      for (const name of ['a.json', 'z.json']) symlinkSync('real.json', path.join(place, name));
      const { status, stderr } = fix(place, file);
      assert.deepEqual([status, stderr, readFileSync(file, 'utf8')], [0, '', mended]);
    });

    it('what a link leads to, and keeps the link, the mode and the owner', function () {
      if (process.platform === 'win32') skipBecause(this, 'Windows has other rights');
      const file = write('real/a.json');
      const link = path.join(place, 'b.json');
      symlinkSync('real/a.json', link);
      chmodSync(file, 0o640);
      // Only root may give a file away.
      if (process.getuid?.() === 0) chownSync(file, 12345, 54321);
      const before = statSync(file);
      fix(place);
      assert.equal(readFileSync(file, 'utf8'), mended);
      assert.ok(lstatSync(link).isSymbolicLink());
      const { mode, uid, gid } = statSync(file);
      assert.deepEqual({ mode, uid, gid }, { mode: before.mode, uid: before.uid, gid: before.gid });
    });

    const latin1 = Buffer.from(faulty.replace('0a', '\u00fc'), 'latin1');
    const utf16 = Buffer.from(`\ufeff${faulty}`, 'utf16le');
    for (const [what, bytes] of [
      ['another encoding', latin1],
      ['an odd byte', Buffer.concat([utf16, Buffer.from([0x20])])],
      ['line ends of old', Buffer.from(faulty.replaceAll('\n', '\r'))],
    ] as const)
      it(`no file with ${what}, but lints it`, () => {
        const file = write('a.json', bytes);
        const { stdout, status } = fix(place);
        assert.equal(status, 0);
        assert.match(stdout, /removed-key$/m, 'is not fixable');
        assert.deepEqual(readFileSync(file), bytes);
      });

    it('what is UTF-16, with its mark', () => {
      const file = write('a.json', utf16);
      fix(place);
      assert.deepEqual(readFileSync(file), Buffer.from(`\ufeff${mended}`, 'utf16le'));
    });

    it('all files but the one that is read-only, and says so', () => {
      const files = ['a.json', 'b.json', 'c.json'].map((name) => write(name));
      chmodSync(files[1] ?? '', 0o444);
      const { status, stderr, stdout } = fix(place);
      assert.equal(status, 2);
      assert.match(stderr, /^boxwright: Cannot fix 'place\d+[/\\]b\.json': .*read-only\n$/);
      assert.match(stdout, /b\.json/);
      assert.deepEqual(
        files.map((file) => readFileSync(file, 'utf8')),
        [mended, faulty, mended],
      );
    });

    it('nothing by halves when the disk is full', function () {
      const why = whyNoSmallDisk();
      if (why) skipBecause(this, why);
      const long = faulty.replace('{', `{ "description": "${'x'.repeat(9000)}",`);
      const file = write('a.json', long);
      const cli = path.join(REPO_ROOT, 'dist', 'cli.js');
      const { status, stderr } = onFullDisk(place, 64, process.execPath, [cli, 'lint', '--fix', '.']);
      assert.equal(status, 2);
      assert.match(stderr, /Cannot fix 'a\.json': .*ENOSPC/);
      assert.equal(readFileSync(file, 'utf8'), long);
      assert.deepEqual(readdirSync(place), ['a.json'], 'no draft is left');
    });
  });
});
