import assert from 'node:assert/strict';
import { ToolMissing, ToolRunner, WorkspaceUntrusted } from '../../src/tools/toolRunner';
import { groupGone } from '../support/processes';
import type { ToolCommand, ToolResult } from '../../src/tools/toolCommand';

/** Node itself stands for a tool. */
const node = (program: string, ...args: string[]): ToolCommand<ToolResult> => ({
  tool: 'packer',
  args: ['-e', program, ...args],
  cwd: process.cwd(),
  parse: (result) => result,
});

describe('ToolRunner', () => {
  const logged: string[] = [];
  const make = (trusted = true) =>
    new ToolRunner({
      locate: () => process.execPath,
      isTrusted: () => trusted,
      log: (line) => logged.push(line),
    });

  it('passes arguments as they are, through no shell', async () => {
    const args = ['a b', '$HOME', '"q"', "'", ';', '*', '', 'é'];
    const { stdout, exitCode } = await make().run(
      node('console.log(JSON.stringify(process.argv.slice(1)))', ...args),
    );
    assert.deepEqual(JSON.parse(stdout), args);
    assert.equal(exitCode, 0);
  });

  it('gives the exit code and both outputs', async () => {
    const result = await make().run(node('console.log("out"); console.error("err"); process.exit(3)'));
    assert.deepEqual(result, { exitCode: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  it('runs nothing in an untrusted workspace', async () => {
    await assert.rejects(make(false).run(node('')), WorkspaceUntrusted);
    await assert.rejects(make(false).start(node('')), WorkspaceUntrusted);
  });

  it('says which tool is missing', async () => {
    const runner = new ToolRunner({
      locate: (tool) => {
        throw new ToolMissing(tool, '');
      },
      isTrusted: () => true,
      log: () => undefined,
    });
    await assert.rejects(runner.run(node('')), ToolMissing);
  });

  it('ends a tool when it is told to, with all that the tool started', async () => {
    const program = `
      const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      console.log(child.pid);
      setInterval(() => {}, 1000);`;
    let printed = '';
    const runner = make();
    const running = await runner.start(node(program), {
      onOutput: (text) => {
        printed += text;
        running.kill();
      },
    });
    const { exitCode } = await running.finished;
    assert.equal(exitCode, undefined);
    assert.ok(Number(printed) > 0);
    assert.ok(running.pid && (await groupGone(running.pid)), 'the child of the tool lives on');
  });

  it('gives whole characters however the output is cut', async () => {
    const program = `const b = Buffer.from('é😀\\n'); let i = 0;
      const next = () => i < b.length && process.stdout.write(b.subarray(i, ++i), () => setTimeout(next, 5)); next();`;
    let text = '';
    await (
      await make().start(node(program), { onOutput: (piece) => (text += piece) })
    ).finished;
    assert.equal(text, 'é😀\n');
  });

  it('takes in output as fast as it comes', async () => {
    let length = 0;
    const program =
      "const line = 'x'.repeat(99) + '\\n'; for (let i = 0; i < 200000; i++) process.stdout.write(line);";
    await (
      await make().start(node(program), { onOutput: (piece) => (length += piece.length) })
    ).finished;
    assert.equal(length, 20_000_000);
  });

  it('tells the log what ran and how it ended, and nothing of arguments and output', async () => {
    logged.length = 0;
    await make().run(node('console.log("hunter2")', 'hunter2'));
    assert.equal(logged.length, 1);
    assert.match(logged[0] ?? '', /^packer -e in .*: exit 0 after \d+ ms$/);
    assert.doesNotMatch(logged.join(), /hunter2/);
  });
});
