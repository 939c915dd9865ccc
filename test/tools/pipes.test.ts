import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { skipBecause } from '../support/skip';

/** What the command line is connected to: readers that go away, disks that are full, writers that are slow. */
describe('boxwright in a pipe', () => {
  let folder: string;
  const builders = Array.from({ length: 3000 }, (_, at) => ({
    type: 'virtualbox-iso',
    name: `n${at}`,
    iso_checksum_type: 'sha256',
  }));
  const template = JSON.stringify({ builders }, null, 1);
  before(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-pipes-')));
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'a.json'), template);
  });
  after(() => rmSync(folder, { recursive: true }));

  const start = (args: readonly string[], stdio: StdioOptions) =>
    spawn(process.execPath, [path.join(REPO_ROOT, 'dist', 'cli.js'), ...args], { cwd: folder, stdio });
  const exitCode = (child: ChildProcess) =>
    new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));

  it('ends quietly when its reader goes away', async () => {
    const child = start(['lint', '.'], ['ignore', 'pipe', 'pipe']);
    assert.ok(child.stdout && child.stderr);
    child.stdout.once('data', () => child.stdout?.destroy());
    const [code, errors] = await Promise.all([exitCode(child), text(child.stderr)]);
    assert.deepEqual([code, errors], [2, '']);
  });

  it('says in a line that the disk is full', async function () {
    if (process.platform !== 'linux') skipBecause(this, 'Only Linux has /dev/full.');
    const full = openSync('/dev/full', 'w');
    const child = start(['lint', '.'], ['ignore', full, 'pipe']);
    assert.ok(child.stderr);
    const [code, errors] = await Promise.all([exitCode(child), text(child.stderr)]);
    closeSync(full);
    assert.equal(code, 2);
    assert.match(errors, /^boxwright: Cannot write the output: ENOSPC[^\n]*\n$/);
  });

  it('takes no folder for an empty file', async () => {
    const opened = openSync(folder, 'r');
    const child = start(lintInput, [opened, 'pipe', 'pipe']);
    assert.ok(child.stdout && child.stderr);
    const [code, errors] = await Promise.all([exitCode(child), text(child.stderr)]);
    closeSync(opened);
    assert.deepEqual([code, errors], [2, 'boxwright: Standard input is a folder.\n']);
  });

  const lintInput = [
    'lint',
    '--stdin',
    '--stdin-filename',
    'b.json',
    '--format',
    'json',
    '--rule',
    'removed-key',
  ];

  it('waits for who writes slowly', async () => {
    const child = start(lintInput, ['pipe', 'pipe', 'pipe']);
    const { stdin, stdout } = child;
    assert.ok(stdin && stdout);
    const written = (part: string) => new Promise((resolve) => stdin.write(part, resolve));
    for (let at = 0; at < template.length; at += 50_000) {
      await written(template.slice(at, at + 50_000));
      await new Promise(setImmediate);
    }
    stdin.end();
    const [code, report] = await Promise.all([exitCode(child), text(stdout)]);
    assert.equal(code, 1);
    assert.equal((JSON.parse(report) as { findings: unknown[] }).findings.length, builders.length);
  });

  it('ends when there is no end of what it is given', async () => {
    const child = start(lintInput, ['pipe', 'pipe', 'pipe']);
    const { stdin, stderr } = child;
    assert.ok(stdin && stderr);
    stdin.on('error', () => undefined);
    const block = Buffer.alloc(1024 * 1024, ' ');
    const write = (): void => void stdin.write(block, (error) => (error ? undefined : write()));
    write();
    const [code, errors] = await Promise.all([exitCode(child), text(stderr)]);
    assert.deepEqual(
      [code, errors],
      [2, 'boxwright: Standard input is larger than 5 MB, so it was not checked.\n'],
    );
  });
});
