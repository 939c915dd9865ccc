import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { failedPlaces } from '../../../../../src/editor/packer/history/failedPlaces';
import { FailureProblems } from '../../../../../src/editor/packer/history/failureProblems';
import { LogRuns } from '../../../../../src/editor/packer/log/logRuns';
import { RunProgress } from '../../../../../src/tools/packer/output/runProgress';
import { expectedBuilds } from '../../../../../src/tools/packer/plan/expectedBuilds';
import { templateAt } from '../../../../../src/editor/packer/templates/templateAt';
import type { RunRecord } from '../../../../../src/tools/packer/runs/runRecord';
import { runRecord } from '../../../../support/runRecords';
import { problemsPanel } from '../../../../support/vscodeStub';

const template = JSON.stringify(
  {
    builders: [{ type: 'null', communicator: 'none' }],
    provisioners: [
      { type: 'shell', script: 'scripts/a.sh' },
      { type: 'shell', inline: ['true', 'nosuch', 'false'] },
    ],
  },
  undefined,
  1,
);

describe('a build that failed, in the Problems panel', () => {
  let folder: string;
  const at = (...names: string[]) => path.join(folder, ...names);
  let runs: RunRecord[] = [];
  const ended = new vscode.EventEmitter<RunRecord>();
  const changed = new vscode.EventEmitter<void>();
  const running: { record: RunRecord }[] = [];
  let problems: FailureProblems;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-failure-')));
    mkdirSync(at('scripts'));
    writeFileSync(at('t.json'), template);
    writeFileSync(at('scripts', 'a.sh'), 'true\n  cp x y || exit 3\n');
    const builds = { all: running as never, onDidChange: changed.event, onDidEnd: ended.event };
    problems = new FailureProblems(
      builds,
      { onDidChange: () => new vscode.Disposable(() => undefined) },
      (run) => failedPlaces(run, new LogRuns({ list: () => runs })),
    );
  });
  afterEach(() => {
    problems.dispose();
    running.length = 0;
    rmSync(folder, { recursive: true, force: true });
  });

  /** What a run with this output leaves in the panel. */
  async function afterRun(output: readonly string[], changes: Partial<RunRecord> = {}) {
    const lines = [
      ...output,
      '==> null: Provisioning step had errors: Running the cleanup provisioner, if present...',
    ];
    lines.push("Build 'null' errored after 1 second: Script exited with non-zero exit status: 3.");
    writeFileSync(at('packer.log'), lines.join('\n'));
    const known = await templateAt(at('t.json'));
    assert.ok(known);
    const progress = new RunProgress(expectedBuilds(known));
    for (const line of lines) progress.line(line, 0);
    const { errors } = progress.outcome;
    const record = runRecord({
      ...{ template: at('t.json'), cwd: folder, log: at('packer.log'), status: 'failed' },
      ...{ steps: progress.steps, errors },
      ...changes,
    });
    runs = [record];
    if (record.status !== 'failed') {
      ended.fire(record);
      return shown();
    }
    return afterChange(() => ended.fire(record));
  }

  /** The panel, once something has been written to it. */
  async function afterChange(make: () => void) {
    const written = new Promise<void>((resolve) => {
      const subscription = problems.onDidChange(() => {
        subscription.dispose();
        resolve();
      });
    });
    make();
    await written;
    return shown();
  }

  function shown() {
    return ['t.json', 'scripts/a.sh'].flatMap((name) =>
      (problemsPanel.get('packer build')?.get(vscode.Uri.file(at(name)) as never) ?? []).map((problem) => {
        const { range, message, relatedInformation = [] } = problem;
        return {
          place: `${name}:${range.start.line + 1}:${range.start.character + 1}`,
          message,
          related: relatedInformation.map(
            ({ location: { uri, range: to } }) => `${path.basename(uri.fsPath)}:${to.start.line + 1}`,
          ),
        };
      }),
    );
  }

  const begins = '==> null: Provisioning with shell script: scripts/a.sh';

  it('stands at the line of the script of which its output speaks', async () => {
    const [problem, ...others] = await afterRun([begins, '==> null: /tmp/script_1.sh: line 2: cp: no x']);
    assert.deepEqual(others, []);
    assert.equal(problem?.place, 'scripts/a.sh:2:3');
    assert.match(problem.message, /^\/tmp\/script_1\.sh: line 2: cp: no x\n.*1 of 2.*exit status: 3\.$/);
    assert.deepEqual(problem.related, ['packer.log:2', 't.json:10']);
  });

  it('stands at the inline command of which its output speaks', async () => {
    const inline = '==> null: Provisioning with shell script: /tmp/packer-shell123';
    const [problem] = await afterRun([begins, inline, '==> null: /tmp/script_1.sh: 3: nosuch: not found']);
    assert.match(problem?.place ?? '', /^t\.json:17:/);
  });

  it('stands at the provisioner where the output names no place, and leads to the script', async () => {
    const [problem] = await afterRun([begins, '==> null: no such luck']);
    assert.match(problem?.place ?? '', /^t\.json:10:/);
    assert.deepEqual(problem?.related, ['packer.log:2', 'a.sh:1']);
  });

  it('goes when the template is built again, and does not come where the user has stopped it', async () => {
    assert.equal((await afterRun([begins, '==> null: bad'])).length, 1);
    running.push({ record: runRecord({ template: at('other.json') }) });
    assert.equal((await afterChange(() => changed.fire())).length, 1);
    running.splice(0, 1, { record: runRecord({ template: at('t.json') }) });
    assert.deepEqual(await afterChange(() => changed.fire()), []);
    assert.deepEqual(await afterRun([begins, '==> null: bad'], { status: 'cancelled' }), []);
  });
});
