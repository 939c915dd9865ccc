import assert from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import {
  ToolMissing,
  ToolNotStarted,
  ToolRunner,
  ToolTimedOut,
  WorkspaceUntrusted,
} from '../../src/tools/toolRunner';
import { limits } from '../../src/tools/toolCommand';
import { groupGone } from '../support/processes';
import type { ToolCommand, ToolResult } from '../../src/tools/toolCommand';

/** Node itself stands for a tool. */
const node = (program: string, ...args: string[]): ToolCommand<ToolResult> => ({
  tool: 'packer',
  args: ['-e', program, ...args],
  cwd: process.cwd(),
  parse: (result) => result,
});

/** In place of the clock for what waits longer than a test may: `passed` lets the time of such a wait be over. */
function fakeTimers() {
  const real = globalThis.setTimeout;
  const waiting = new Map<number, () => void>();
  globalThis.setTimeout = ((work: () => void, ms = 0, ...rest: []) => {
    const timer = real(work, ms, ...rest);
    if (ms >= 10_000) waiting.set(ms, work);
    return timer;
  }) as typeof setTimeout;
  return {
    passed: async (ms: number) => {
      while (!waiting.has(ms)) await new Promise((resolve) => real(resolve, 5));
      waiting.get(ms)?.();
    },
    restore: () => (globalThis.setTimeout = real),
  };
}

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

  it('ends a tool that does not answer, and says so', async () => {
    const runner = make();
    const hanging = { ...node('setInterval(() => {}, 1000)'), limit: 'moment' as const };
    const clock = fakeTimers();
    try {
      const result = assert.rejects(runner.run(hanging), (error) => {
        assert.ok(error instanceof ToolTimedOut);
        assert.deepEqual([error.tool, error.limit], ['packer', limits.moment]);
        return true;
      });
      await clock.passed(limits.moment);
      await result;
    } finally {
      clock.restore();
    }
  });

  it('waits for no output of what a tool has left running', async function () {
    if (process.platform === 'win32') this.skip();
    const program = `
      const { spawn } = require('child_process');
      spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { detached: true, stdio: ['ignore', 'inherit', 'inherit'] }).unref();
      console.log('1.2.3');
      process.exit(0);`;
    const { stdout, exitCode } = await make().run(node(program));
    assert.deepEqual([stdout, exitCode], ['1.2.3\n', 0]);
  });

  it('says that a tool could not be started', async () => {
    const missing = { ...node(''), cwd: path.join(tmpdir(), 'is', 'not', 'there') };
    await assert.rejects(make().run(missing), ToolNotStarted);
  });

  it('runs elsewhere, and says so, where the user has no home folder', async () => {
    const variable = process.platform === 'win32' ? 'USERPROFILE' : 'HOME';
    const home = process.env[variable];
    process.env[variable] = path.join(tmpdir(), 'no', 'home');
    logged.length = 0;
    try {
      const { stdout } = await make().run({ ...node('console.log(process.cwd())'), cwd: homedir() });
      assert.equal(realpathSync(stdout.trim()), realpathSync(tmpdir()));
      assert.match(logged[0] ?? '', /^The home folder .* does not exist/);
    } finally {
      process.env[variable] = home;
    }
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
