import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

/** The npm package, packed and installed as users do it, and what runs it in CI. */
describe('the npm package', function () {
  this.timeout(60_000);
  let folder: string;
  let installed: string;

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
    const packed = npm(['pack', '--ignore-scripts', '--pack-destination', folder], REPO_ROOT).trim();
    writeFileSync(path.join(folder, 'package.json'), '{"private": true}');
    npm(['install', '--offline', '--no-audit', '--no-fund', path.join(folder, packed)], folder);
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
    const own = /^(cli(-.*)?\.js|prism\.wasm|yaml\.js)$/;
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
      assert.deepEqual(names, ['paths', 'fail-on', 'format', 'sarif-file', 'version']);
      assert.deepEqual(
        Object.values(step?.env ?? {}),
        names.map((name) => `\${{ inputs.${name} }}`),
      );
      assert.doesNotMatch(step?.run ?? '', /\$\{\{/);
      assert.equal(step?.shell, 'bash');
    });

    it('is of the same version', () => {
      const { version } = JSON.parse(readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8')) as {
        version: string;
      };
      assert.equal(action.inputs['version']?.default, version);
      const page = readFileSync(path.join(REPO_ROOT, 'docs', 'ci.md'), 'utf8');
      assert.ok(page.includes(`boxwright/boxwright@v${version}`));
      assert.ok(page.includes(`rev: v${version}`));
    });

    /** Runs the step as the runner does, with an npx that only knows the installed package. */
    const act = (inputs: Readonly<Record<string, string>>) => {
      const bin = path.join(folder, 'bin');
      mkdirSync(bin, { recursive: true });
      const npx = path.join(bin, 'npx');
      writeFileSync(
        npx,
        `#!/bin/sh\nprintf '%s\\n' "$@" >> "${folder}/npx.log"\n[ "$3" = -- ] && shift 4 && exec "${folder}/node_modules/.bin/boxwright" "$@"\n`,
      );
      chmodSync(npx, 0o755);
      rmSync(path.join(folder, 'npx.log'), { force: true });
      const env = Object.fromEntries(
        Object.entries(step?.env ?? {}).map(([variable, expression]) => {
          const name = /inputs\.([a-z-]+)/.exec(expression)?.[1] ?? '';
          return [variable, inputs[name] ?? action.inputs[name]?.default];
        }),
      );
      const result = run(
        'bash',
        ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''],
        folder,
        {
          ...env,
          PATH: `${bin}${path.delimiter}${process.env['PATH']}`,
        },
      );
      return { ...result, calls: readFileSync(path.join(folder, 'npx.log'), 'utf8') };
    };

    it('fails at errors, and leaves a SARIF file all the same', () => {
      const { status, stdout, calls } = act({ paths: 'examples/windows-2022\n', 'sarif-file': 'a b.sarif' });
      assert.equal(status, 1);
      assert.match(stdout, /memory-below-4gb/);
      assert.match(calls, /^--yes\n--package=boxwright@0\.1\.0\n--\nboxwright\nlint\n/);
      const log = JSON.parse(readFileSync(path.join(folder, 'a b.sarif'), 'utf8')) as { version: string };
      assert.equal(log.version, '2.1.0');
    });

    it('passes where nothing is found, with several paths', () => {
      const { status, stdout } = act({ paths: 'examples/hello\n\nexamples/hello/hcl' });
      assert.equal(status, 0);
      assert.match(stdout, /^No problems found, 3 files checked\.$/m);
    });

    it('takes inputs for nothing but arguments', () => {
      const evil = `$(touch ${folder}/pwned)`;
      const { status, stderr } = act({ paths: `${evil}\n; touch pwned\n--fix`, version: '1; touch pwned' });
      assert.equal(status, 2);
      assert.ok(stderr.includes('does not exist'), stderr);
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
