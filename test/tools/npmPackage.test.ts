import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';

/** The npm package, packed and installed as users do it, and what runs it in CI. */
describe('the npm package', function () {
  this.timeout(60_000);
  let folder: string;
  let installed: string;
  let packed: string;

  const run = (program: string, args: readonly string[], cwd: string, env: object = {}) => {
    const { status, stdout, stderr, error } = spawnSync(program, args, {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    if (error) throw error;
    return { status, stdout, stderr };
  };
  const npm = (args: readonly string[], cwd: string) => {
    const result = run('npm', args, cwd);
    assert.equal(result.status, 0, result.stderr);
    return result.stdout;
  };

  before(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-npm-')));
    // What it packs is built already; building it anew would take it from the tests that run now.
    packed = path.join(
      folder,
      npm(['pack', '--ignore-scripts', '--pack-destination', folder], REPO_ROOT).trim(),
    );
    writeFileSync(path.join(folder, 'package.json'), '{"private": true}');
    npm(['install', '--offline', '--no-audit', '--no-fund', packed], folder);
    installed = path.join(folder, 'node_modules', 'boxwright');
    cpSync(path.join(REPO_ROOT, 'examples'), path.join(folder, 'examples'), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const boxwright = (...args: string[]) =>
    run(path.join(folder, 'node_modules', '.bin', 'boxwright'), args, folder);

  it('holds what the command line needs, and nothing of the extension', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    const top = new Set(files.map((file) => file.split(path.sep)[0]));
    assert.deepEqual([...top].sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'docs',
      'package.json',
      'schemas',
    ]);
    const own = /^(cli(-.*)?\.js|prism\.wasm|yaml\.js|THIRD_PARTY_LICENSES\.txt|schemas)$/;
    assert.deepEqual(
      readdirSync(path.join(installed, 'dist')).filter((file) => !own.test(file)),
      [],
    );
    assert.deepEqual(
      readdirSync(path.join(installed, 'docs', 'rules')).sort(),
      readdirSync(path.join(REPO_ROOT, 'docs', 'rules')).sort(),
    );
  });

  it('needs no other package', () => {
    assert.deepEqual(
      readdirSync(path.join(folder, 'node_modules')).filter((name) => !name.startsWith('.')),
      ['boxwright'],
    );
  });

  it('lints templates and Vagrantfiles', () => {
    const { status, stdout, stderr } = boxwright('lint', '--format', 'json', 'examples');
    assert.equal(status, 1, stderr);
    const { findings } = JSON.parse(stdout) as { findings: { file: string }[] };
    const files = new Set(findings.map(({ file }) => file));
    assert.ok(files.has('examples/windows-2022/windows-2022.json'));
    assert.ok(files.has('examples/windows-2022/Vagrantfile'));
  });

  it('prints timelines, and its version', () => {
    const { stdout } = boxwright('timeline', 'examples/windows-2022/windows-2022.json');
    assert.match(stdout, /Packer connects here/);
    const { version } = JSON.parse(readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8')) as {
      version: string;
    };
    assert.equal(boxwright('--version').stdout, `${version}\n`);
  });

  describe('in the GitHub Action', () => {
    const action = parse(readFileSync(path.join(REPO_ROOT, 'action.yml'), 'utf8')) as {
      inputs: Record<string, { description: string; default: string }>;
      runs: { using: string; steps: { shell: string; run: string; env: Record<string, string> }[] };
    };
    const [step] = action.runs.steps;
    const names = Object.keys(action.inputs);

    it('gets every input through the environment, none in the text of the script', () => {
      assert.equal(action.runs.using, 'composite');
      assert.deepEqual(names, ['paths', 'fail-on', 'format', 'sarif-file', 'cache']);
      assert.deepEqual(
        Object.values(step?.env ?? {}).filter((value) => /\$\{\{/.test(value)),
        names.map((name) => `\${{ inputs.${name} }}`),
      );
      assert.doesNotMatch(step?.run ?? '', /\$\{\{/);
      assert.equal(step?.shell, 'bash');
    });

    it('is of the same version', () => {
      const { version } = JSON.parse(readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8')) as {
        version: string;
      };
      assert.equal(step?.env['BOXWRIGHT_VERSION'], version);
      const page = readFileSync(path.join(REPO_ROOT, 'docs', 'ci.md'), 'utf8');
      assert.ok(page.includes(`boxwright/boxwright@v${version}`));
      assert.ok(page.includes(`rev: v${version}`));
    });

    /** Runs the step as the runner does, with a curl that has the package. */
    const act = (inputs: Readonly<Record<string, string>>, integrity = integrityOf(packed), cwd = folder) => {
      const bin = path.join(folder, 'bin');
      mkdirSync(bin, { recursive: true });
      const curl = path.join(bin, 'curl');
      writeFileSync(
        curl,
        `#!/bin/sh\nprintf '%s\\n' "$PWD" "$@" > "${folder}/curl.log"\ncp "${packed}" boxwright.tgz\n`,
      );
      chmodSync(curl, 0o755);
      const temporary = path.join(folder, 'runner temp');
      mkdirSync(temporary, { recursive: true });
      const env = Object.fromEntries(
        Object.entries(step?.env ?? {}).map(([variable, value]) => {
          const [, name] = /inputs\.([a-z-]+)/.exec(value) ?? [];
          return [variable, name === undefined ? value : (inputs[name] ?? action.inputs[name]?.default)];
        }),
      );
      const result = run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''], cwd, {
        ...env,
        BOXWRIGHT_INTEGRITY: integrity,
        RUNNER_TEMP: temporary,
        GITHUB_OUTPUT: path.join(folder, 'outputs'),
        PATH: `${bin}${path.delimiter}${process.env['PATH']}`,
      });
      assert.deepEqual(readdirSync(temporary), [], 'what was unpacked is removed');
      return { ...result, calls: readFileSync(path.join(folder, 'curl.log'), 'utf8') };
    };
    const integrityOf = (file: string) =>
      `sha512-${createHash('sha512')
        .update(gunzipSync(readFileSync(file)))
        .digest('base64')}`;

    it('fails at errors, and leaves a SARIF file all the same', () => {
      const { status, stdout, calls } = act({ paths: 'examples/windows-2022\n', 'sarif-file': 'a b.sarif' });
      assert.equal(status, 1);
      assert.match(
        stdout,
        /^::warning file=examples\/windows-2022\/windows-2022\.json,line=\d+,.*memory-below-4gb::/m,
      );
      assert.match(calls, /runner temp\/boxwright-\w+\n-q\n/);
      assert.match(
        calls,
        /\nhttps:\/\/github\.com\/boxwright\/boxwright\/releases\/download\/v(\S+)\/boxwright-\1\.tgz\n/,
      );
      const log = JSON.parse(readFileSync(path.join(folder, 'a b.sarif'), 'utf8')) as { version: string };
      assert.equal(log.version, '2.1.0');
    });

    it('keeps results where it is told to', () => {
      const first = act({ paths: 'examples/windows-2022', format: 'unix', cache: 'kept results' });
      assert.match(readdirSync(path.join(folder, 'kept results')).join(), /^lint-[\w-]+\.cache$/);
      const again = act({ paths: 'examples/windows-2022', format: 'unix', cache: 'kept results' });
      assert.equal(again.stdout, first.stdout);
    });

    it('tells later steps how many errors and warnings there are', () => {
      const outputs = path.join(folder, 'outputs');
      rmSync(outputs, { force: true });
      const { stdout } = act({ paths: 'examples/windows-2022', format: 'unix', 'sarif-file': 'o.sarif' });
      const number = (severity: string) => stdout.split(`: ${severity}: `).length - 1;
      assert.equal(
        readFileSync(outputs, 'utf8'),
        `errors=${number('error')}\nwarnings=${number('warning')}\nsarif=o.sarif\n`,
      );
    });

    it('passes where nothing is found, with several paths', () => {
      const { status, stdout } = act({ paths: 'examples/hello\n\nexamples/hello/hcl', format: 'stylish' });
      assert.equal(status, 0);
      assert.match(stdout, /^No problems found, 3 files checked\.$/m);
    });

    it('takes inputs for nothing but arguments', () => {
      const evil = `$(touch ${folder}/pwned)`;
      const { status, stderr } = act({ paths: `${evil}\n; touch pwned\n--fix` });
      assert.equal(status, 2);
      assert.ok(stderr.includes('does not exist'), stderr);
      assert.ok(!readdirSync(folder).includes('pwned'));
    });

    it('runs no package but the one that it was made for', () => {
      for (const integrity of ['', `sha512-${'a'.repeat(86)}==`]) {
        const { status, stdout, stderr } = act({ paths: 'examples/hello' }, integrity);
        assert.deepEqual([status, stdout], [2, '']);
        assert.match(stderr, /not the one that this action was made for/);
      }
    });

    it('lets what it lints take no part: no program, no setting of npm, curl or Node', () => {
      const hostile = path.join(folder, 'hostile');
      const evil = `#!/bin/sh\ntouch '${folder}/pwned'\n`;
      const files: Record<string, string> = {
        'node_modules/.bin/boxwright': evil,
        'node_modules/.bin/node': evil,
        'node_modules/boxwright/package.json': '{"name":"boxwright","version":"0.1.0","bin":"cli.js"}',
        'node_modules/boxwright/cli.js': evil,
        'node_modules/node:crypto/index.js': `require('fs').writeFileSync('${folder}/pwned','')`,
        'package.json': `{"scripts":{"preinstall":"touch ${folder}/pwned"},"dependencies":{"boxwright":"file:./node_modules/boxwright"}}`,
        '.npmrc': `registry=http://127.0.0.1:9/\nscript-shell=${hostile}/curl\nnode-options=--require ${hostile}/evil.js`,
        '.curlrc': 'url = http://127.0.0.1:9/',
        'evil.js': `require('fs').writeFileSync('${folder}/pwned','')`,
        '.node-version': '0',
        curl: evil,
        node: evil,
        npx: evil,
        tar: evil,
        'hello.json': '{"builders": [{"type": "null", "communicator": "none"}]}',
        '-rf.json': '{"builders": [{"type": "null", "communicator": "none"}]}',
      };
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(hostile, name)), { recursive: true });
        writeFileSync(path.join(hostile, name), text, { mode: 0o755 });
      }
      const { status, stdout, stderr } = act({ paths: '.', format: 'stylish' }, undefined, hostile);
      assert.equal(status, 0, stderr);
      assert.match(stdout, /files? checked/);
      assert.ok(!readdirSync(folder).includes('pwned'));
    });
  });

  describe('in pre-commit', () => {
    const hooks = parse(readFileSync(path.join(REPO_ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as {
      id: string;
      entry: string;
      args?: string[];
      language: string;
      files: string;
      pass_filenames?: boolean;
    }[];
    /** Python's way to say that case does not count is not JavaScript's. */
    const pattern = (id: string) =>
      new RegExp(hooks.find((hook) => hook.id === id)?.files.replace('(?i)', '') ?? '$.', 'i');

    it('has hooks that Node runs', () => {
      assert.deepEqual(
        hooks.map(({ id, language }) => [id, language]),
        [
          ['boxwright', 'node'],
          ['boxwright-project', 'node'],
        ],
      );
      for (const { entry } of hooks) assert.ok(entry.startsWith('boxwright lint'));
      // What is called like an option is a file all the same.
      for (const { args, pass_filenames: passed = true } of hooks)
        if (passed) assert.equal(args?.at(-1), '--');
    });

    it('gets the files that can be linted alone', () => {
      const takes = [
        'a.json',
        'x/b.pkr.hcl',
        'x/c.pkr.json',
        'Vagrantfile',
        'x/Vagrantfile',
        'vagrantfile-win.template',
      ];
      for (const file of takes) assert.match(file, pattern('boxwright'));
      for (const file of ['a.ps1', 'x/Autounattend.xml', 'MyVagrantfile', 'a.jsonc', 'main.tf'])
        assert.doesNotMatch(file, pattern('boxwright'));
      for (const file of [...takes, 'a.ps1', 'x/Autounattend.xml', 'setup.cmd'])
        assert.match(file, pattern('boxwright-project'));
    });

    it('lints those of them that are its own', () => {
      const [hook] = hooks;
      const [program, ...args] = hook?.entry.split(' ') ?? [];
      assert.equal(program, 'boxwright');
      writeFileSync(path.join(folder, 'data.json'), '{"not": "a template"}');
      const files = ['data.json', 'package.json', 'examples/windows-2022/Vagrantfile'];
      const { status, stdout, stderr } = boxwright(...args, '--fail-on', 'warning', ...files);
      assert.equal(status, 1, stderr);
      assert.match(stdout, /^examples\/windows-2022\/Vagrantfile$/m);
    });

    it('lints the whole project', () => {
      const [, hook] = hooks;
      const [, ...args] = hook?.entry.split(' ') ?? [];
      assert.equal(hook?.pass_filenames, false);
      assert.equal(boxwright(...args, ...(hook.args ?? [])).status, 1);
    });
  });
});
