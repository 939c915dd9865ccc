import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DiskFiles } from '../../src/lint/diskFiles';
import { readTemplate } from '../../src/pipeline/template/readTemplate';
import { LineSplitter } from '../../src/tools/lineSplitter';
import { expectedBuilds } from '../../src/tools/packer/plan/expectedBuilds';
import { RunProgress } from '../../src/tools/packer/output/runProgress';
import { ToolRunner } from '../../src/tools/toolRunner';
import { skipBecause } from '../support/skip';

/** The steps that are read from what real Packer prints. */
for (const [name, variable] of [
  ['1.6.6', 'BOXWRIGHT_PACKER_OLD'],
  ['current', 'BOXWRIGHT_PACKER_CURRENT'],
] as const)
  describe(`the progress of Packer ${name}`, () => {
    const program = process.env[variable];
    let folder: string;

    before(function () {
      if (!program) skipBecause(this, process.env[`${variable}_SKIP`] ?? 'started without npm test');
      // shell-local gives the path of a script to a shell without quotes.
      folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-progress-')));
      for (const [script, text] of [
        ['a.sh', 'echo a'],
        // What a script prints makes no step.
        ['b.sh', 'echo "Retrieving ISO"; echo "Connected to WinRM!" >&2'],
        ['c.sh', 'test -e tried && exit 0; : > tried; exit 1'],
      ] as const) {
        writeFileSync(path.join(folder, script), `#!/bin/sh\n${text}\n`);
        chmodSync(path.join(folder, script), 0o755);
      }
    });
    after(() => {
      if (folder) rmSync(folder, { recursive: true });
    });

    const build = async (template: object): Promise<RunProgress> => {
      const file = path.join(folder, 'template.json');
      writeFileSync(file, JSON.stringify(template));
      const read = readTemplate(file, new DiskFiles([folder]));
      assert.ok(read);
      const progress = new RunProgress(expectedBuilds(read));
      const lines = new LineSplitter((line) => progress.line(line, Date.now()));
      const runner = new ToolRunner({
        locate: () => program ?? '',
        isTrusted: () => true,
        log: () => undefined,
      });
      const args = ['build', '-color=false', '-timestamp-ui', 'template.json'];
      const running = await runner.start(
        { tool: 'packer', args, cwd: folder, env: { CHECKPOINT_DISABLE: '1' }, parse: () => undefined },
        { onOutput: (text) => lines.push(text) },
      );
      await running.finished;
      lines.end();
      return progress;
    };

    const stepsOf = ({ steps }: RunProgress, wanted: string) =>
      steps
        .filter((step) => step.build === wanted)
        .map(({ kind, provisioner, text, failed }) =>
          [kind, provisioner, /\w+\.sh/.exec(text)?.[0], failed && 'failed']
            .filter((one) => one !== undefined)
            .join(' '),
        );

    const one = { type: 'null', communicator: 'none', name: 'one' };
    const two = { type: 'null', communicator: 'none', name: 'two' };

    it('has the steps of two builds at once, matched with the provisioners of the template', async () => {
      const progress = await build({
        builders: [one, two],
        provisioners: [
          { type: 'shell-local', inline: ['echo inline'] },
          { type: 'shell-local', scripts: ['./a.sh', './b.sh'] },
          { type: 'shell-local', pause_before: '1s', inline: ['echo paused'] },
          { type: 'shell-local', only: ['one'], max_retries: 2, script: './c.sh' },
        ],
        'post-processors': [{ type: 'shell-local', inline: ['echo post'] }],
      });
      assert.ok(existsSync(path.join(folder, 'tried')));
      assert.deepEqual(progress.outcome.errors, []);
      const both = ['provision 0', 'provision 1 a.sh', 'provision 1 b.sh', 'wait 2', 'provision 2'];
      assert.deepEqual(stepsOf(progress, 'one'), [
        ...both,
        'provision 3 c.sh',
        'provision 3 c.sh',
        'post-process',
      ]);
      assert.deepEqual(stepsOf(progress, 'two'), [...both, 'post-process']);
      assert.deepEqual(progress.builds.map((each) => [each.name, each.failed]).sort(), [
        ['one', undefined],
        ['two', undefined],
      ]);
      const pause = progress.steps.find(({ kind, build: of }) => kind === 'wait' && of === 'two');
      const took = (pause?.ended ?? 0) - (pause?.began ?? 0);
      // Whole seconds are printed: a second lasts 0 to 2 of them on an idle machine, and longer on a busy one.
      assert.ok(took >= 0, String(took));
      assert.deepEqual(progress.current, []);
    });

    it('has the step that failed', async () => {
      const progress = await build({
        builders: [one],
        provisioners: [
          { type: 'shell-local', inline: ['echo fine'] },
          { type: 'shell-local', inline: ['exit 3'] },
          { type: 'shell-local', inline: ['echo never'] },
        ],
      });
      assert.deepEqual(stepsOf(progress, 'one'), ['provision 0', 'provision 1 failed', 'clean-up']);
      assert.equal(progress.builds[0]?.failed, true);
    });
  });
