import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LineSplitter } from '../../src/tools/lineSplitter';
import { BuildOutput } from '../../src/tools/packer/output/buildOutput';
import type { BuildChoices } from '../../src/tools/packer/commands/buildChoices';
import { build, validate, version } from '../../src/tools/packer/commands/packer';
import type { TemplateTarget } from '../../src/tools/packer/commands/packer';
import { ToolRunner } from '../../src/tools/toolRunner';
import type { RunningTool } from '../../src/tools/toolRunner';
import { groupGone } from '../support/processes';
import { skipBecause } from '../support/skip';

for (const [name, variable] of [
  ['1.6.6', 'BOXWRIGHT_PACKER_OLD'],
  ['current', 'BOXWRIGHT_PACKER_CURRENT'],
] as const)
  describe(`Packer ${name}`, () => {
    const program = process.env[variable];
    let folder: string;
    let runner: ToolRunner;

    before(function () {
      if (!program) skipBecause(this, process.env[`${variable}_SKIP`] ?? 'started without npm test');
      folder = realpathSync(mkdtempSync(path.join(tmpdir(), "boxwright packer '$x' é ")));
      cpSync(path.join(REPO_ROOT, 'examples', 'hello'), folder, { recursive: true });
      runner = new ToolRunner({ locate: () => program, isTrusted: () => true, log: () => undefined });
    });
    after(() => {
      if (folder) rmSync(folder, { recursive: true });
    });

    const json = (file: string): TemplateTarget => ({
      dialect: 'json',
      path: path.join(folder, file),
      cwd: folder,
    });
    const hcl = (): TemplateTarget => ({
      dialect: 'hcl2',
      path: path.join(folder, 'hcl'),
      cwd: path.join(folder, 'hcl'),
    });
    const write = (file: string, text: unknown) =>
      writeFileSync(path.join(folder, file), typeof text === 'string' ? text : JSON.stringify(text, null, 2));

    /** Builds, calling back with each line. */
    const follow = async (
      target: TemplateTarget,
      options: Partial<BuildChoices> = {},
      onLine: (line: string, running: RunningTool) => void = () => undefined,
    ) => {
      const output = new BuildOutput();
      const lines = new LineSplitter((line) => {
        output.line(line);
        onLine(line, running);
      });
      const running = await runner.start(build(target, { only: [], force: false, ...options }), {
        onOutput: (text) => lines.push(text),
      });
      const { exitCode } = await running.finished;
      lines.end();
      return { exitCode, ...output.outcome };
    };

    it('tells its version', async () => {
      assert.match(
        (await runner.run(version(folder))) ?? '',
        name === 'current' ? /^1\.1\d\.\d+$/ : /^1\.6\.6$/,
      );
    });

    it('validates the example in both dialects, in a folder with blanks, quotes and accents', async () => {
      assert.deepEqual(await runner.run(validate(json('hello.json'))), []);
      assert.deepEqual(await runner.run(validate(hcl())), []);
    });

    it('says where a JSON template is broken', async () => {
      write('broken.json', '{\n  "builders": [\n    {"type": "null"},\n  ]\n}\n');
      const [found, ...others] = await runner.run(validate(json('broken.json')));
      assert.deepEqual(others, []);
      assert.equal(found?.line, 4);
      assert.match(found.message, /invalid character '\]'/);
    });

    it('names the build that it can not prepare, with each reason', async () => {
      write('fields.json', { builders: [{ type: 'file', name: 'f', content: 'x' }] });
      const found = await runner.run(validate(json('fields.json')));
      assert.deepEqual([...new Set(found.map((one) => one.build))], ['f']);
      assert.match(found.map(({ message }) => message).join(), /target required/);
    });

    it('says where an HCL2 template is broken', async () => {
      write('hcl/more.pkr.hcl', 'source "null" "three" {\n  communicator = "none"\n}}\n');
      const found = await runner.run(validate(hcl()));
      rmSync(path.join(folder, 'hcl', 'more.pkr.hcl'));
      assert.ok(
        found.some(({ file, line }) => path.basename(file ?? '') === 'more.pkr.hcl' && line === 3),
        JSON.stringify(found),
      );
    });

    it('builds the example in both dialects', async () => {
      for (const target of [json('hello.json'), hcl()]) {
        const { exitCode, artifacts, errors } = await follow(target);
        assert.equal(exitCode, 0, errors.join());
        assert.ok(
          artifacts.some((artifact) => /one: Stored file/.test(artifact)),
          artifacts.join(),
        );
      }
      assert.ok(existsSync(path.join(folder, 'out', 'one.txt')));
    });

    it('builds only what is asked for', async () => {
      const { exitCode, artifacts } = await follow(json('hello.json'), { only: ['null'] });
      assert.equal(exitCode, 0);
      assert.ok(
        artifacts.length > 0 && artifacts.every((artifact) => artifact.startsWith('null: ')),
        artifacts.join(),
      );
    });

    it('makes nothing of a name that does not exist', async () => {
      assert.deepEqual((await follow(json('hello.json'), { only: ['nosuch'] })).artifacts, []);
    });

    it('says why a build failed', async () => {
      write('fail.json', {
        builders: [{ type: 'null', communicator: 'none' }],
        provisioners: [{ type: 'shell-local', inline: ['exit 3'] }],
      });
      const { exitCode, artifacts, errors, cancelled } = await follow(json('fail.json'));
      assert.equal(exitCode, 1);
      assert.deepEqual(artifacts, []);
      assert.match(errors.join(), /^null: Script exited with non-zero exit status: 3/);
      assert.equal(cancelled, false);
    });

    it('cancels and cleans up when it is asked to stop, and leaves nothing running', async () => {
      write('slow.json', {
        builders: [{ type: 'null', communicator: 'none' }],
        provisioners: [
          { type: 'shell-local', inline: ['echo begun'] },
          { type: 'shell-local', pause_before: '300s', inline: ['echo never'] },
        ],
      });
      let pid: number | undefined;
      const { exitCode, cancelled } = await follow(json('slow.json'), {}, (line, running) => {
        if (!line.includes('begun') || pid) return;
        pid = running.pid;
        running.stop();
      });
      assert.equal(exitCode, 1);
      assert.equal(cancelled, true);
      assert.ok(pid && (await groupGone(pid)), 'something of the build is still running');
    });

    it('ends at once, with all that it started, when it is asked a second time', async () => {
      write('stubborn.json', {
        builders: [{ type: 'null', communicator: 'none' }],
        provisioners: [{ type: 'shell-local', inline: ["trap '' TERM INT", 'echo begun', 'sleep 300'] }],
      });
      let pid: number | undefined;
      const { exitCode, cancelled } = await follow(json('stubborn.json'), {}, (line, running) => {
        if (!line.includes('begun') || pid) return;
        pid = running.pid;
        running.stop();
        running.stop();
      });
      // None, or 1: Packer is two processes, and the outer may see the inner die before it dies itself.
      assert.notEqual(exitCode, 0);
      assert.equal(cancelled, false);
      assert.ok(pid && (await groupGone(pid)), 'something of the build is still running');
    });

    it('prints no secret', async () => {
      write('secret.json', {
        variables: { password: 'hunter2-secret' },
        'sensitive-variables': ['password'],
        builders: [{ type: 'null', communicator: 'none' }],
        provisioners: [{ type: 'shell-local', inline: ['echo it is {{user `password`}}'] }],
      });
      const lines: string[] = [];
      await follow(json('secret.json'), {}, (line) => lines.push(line));
      assert.ok(lines.some((line) => line.includes('it is <sensitive>')));
      assert.doesNotMatch(lines.join('\n'), /hunter2/);
    });
  });
