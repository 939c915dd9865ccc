import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

/** Each block of docs/ci.md and docs/adopting.md, as somebody copies it. */
describe('what the docs tell to put into CI', () => {
  const read = (name: string) => readFileSync(path.join(REPO_ROOT, name), 'utf8');
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const page = read('docs/ci.md');
  const blocks = [...page.matchAll(/^## (.+)\n(?:(?!^## )[^])*?^```(\w+)\n([^]*?)^```/gm)].map(
    ([, title = '', language = '', text = '']) => ({ title, language, text }),
  );
  const blockOf = (title: string) =>
    blocks.find((block) => block.title === title)?.text ??
    assert.fail(`docs/ci.md has no block for ${title}`);

  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-ci-')));
    mkdirSync(path.join(folder, '.git'));
    cpSync(path.join(REPO_ROOT, 'examples', 'windows-2022'), path.join(folder, 'windows-2022'), {
      recursive: true,
      filter: (file) => !/[\\/](output|packer_cache)|\.log$/.test(file),
    });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const lint = (args: readonly string[]) =>
    spawnSync(process.execPath, [path.join(REPO_ROOT, 'dist', 'cli.js'), ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  const packageOf = `https://github.com/boxwright/boxwright/releases/download/v${version}/boxwright-${version}.tgz`;

  /** Runs a line as the shell does, by the package that this repository makes. */
  function runLine(line: string): number | null {
    const [program, , source, ...args] = line.trim().split(/\s+/);
    assert.deepEqual([program, source], ['npx', packageOf]);
    const { status, stderr } = lint(args);
    assert.equal(stderr, '');
    return status;
  }

  it('is tried, all of it', () =>
    assert.deepEqual(
      blocks.map(({ title }) => title),
      ['GitHub Actions', 'GitLab', 'Azure Pipelines', 'Jenkins', 'pre-commit'],
    ));

  it('on GitHub: an action of this version, with inputs that it has', () => {
    const { jobs } = parse(blockOf('GitHub Actions')) as {
      jobs: Record<string, { steps: { uses: string; with?: Record<string, string> }[] }>;
    };
    const steps = jobs['boxwright']?.steps ?? [];
    const step = steps.find(({ uses }) => uses.startsWith('boxwright/'));
    assert.equal(step?.uses, `boxwright/boxwright@v${version}`);
    const { inputs } = parse(read('action.yml')) as { inputs: Record<string, unknown> };
    const unknown = Object.keys(step.with ?? {}).filter((name) => !(name in inputs));
    assert.deepEqual(unknown, []);
    const upload = steps.find(({ uses }) => uses.includes('upload-sarif'));
    assert.equal(upload?.with?.['sarif_file'], step.with?.['sarif-file']);
  });

  it('on GitLab: a report where it is looked for', () => {
    const { boxwright } = parse(blockOf('GitLab')) as {
      boxwright: { script: string[]; artifacts: { reports: { codequality: string } } };
    };
    const [line = ''] = boxwright.script;
    assert.equal(runLine(line), 1);
    const report = JSON.parse(
      readFileSync(path.join(folder, boxwright.artifacts.reports.codequality), 'utf8'),
    ) as { fingerprint: string; location: { path: string } }[];
    assert.ok(report.some(({ location }) => location.path === 'windows-2022/windows-2022.json'));
  });

  it('on Azure Pipelines: a report where it is looked for', () => {
    const { steps } = parse(blockOf('Azure Pipelines')) as {
      steps: { script?: string; inputs?: { testResultsFiles: string } }[];
    };
    assert.equal(runLine(steps.find(({ script }) => script)?.script ?? ''), 1);
    const file = steps.find(({ inputs }) => inputs)?.inputs?.testResultsFiles ?? '';
    assert.match(readFileSync(path.join(folder, file), 'utf8'), /^<\?xml.*\n<testsuites/);
  });

  it('on Jenkins: a report where it is looked for', () => {
    const block = blockOf('Jenkins');
    assert.equal(runLine(/sh '(.+)'/.exec(block)?.[1] ?? ''), 1);
    assert.ok(existsSync(path.join(folder, /junit '(.+)'/.exec(block)?.[1] ?? 'none')));
  });

  it('for pre-commit: hooks that there are, with options that there are', () => {
    const { repos } = parse(blockOf('pre-commit')) as {
      repos: { rev: string; hooks: { id: string; args: string[] }[] }[];
    };
    const known = parse(read('.pre-commit-hooks.yaml')) as { id: string; entry: string }[];
    for (const { rev, hooks } of repos) {
      assert.equal(rev, `v${version}`);
      for (const { id, args } of hooks) {
        const entry = known.find((hook) => hook.id === id)?.entry ?? assert.fail(`there is no hook ${id}`);
        const options = entry.split(' ').slice(1);
        assert.equal(lint([...options, ...args, 'windows-2022/windows-2022.json']).status, 1);
      }
    }
  });

  it('to adopt it: from many findings to none, and one that is new', () => {
    const lines = [...read('docs/adopting.md').matchAll(/^```sh\n([^]*?)^```/gm)]
      .flatMap(([, text = '']) => text.trim().split('\n'))
      .filter((line) => line.startsWith('boxwright'))
      .map((line) => line.replace(/ >.*/, '').split(' ').slice(1));
    assert.equal(lines.length, 5);
    for (const args of lines) assert.notEqual(lint(args).status, 2, args.join(' '));
    assert.equal(lint(['lint', '.']).status, 0);
    cpSync(path.join(folder, 'windows-2022'), path.join(folder, 'windows-2025'), { recursive: true });
    assert.equal(lint(['lint', '.']).status, 1);
  });
});
