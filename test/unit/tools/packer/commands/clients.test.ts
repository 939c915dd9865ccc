import assert from 'node:assert/strict';
import path from 'node:path';
import { build, validate, version } from '../../../../../src/tools/packer/commands/packer';
import { stopSteps } from '../../../../../src/tools/stopProcess';
import { boxAdd, boxRemove } from '../../../../../src/tools/vagrant/box';
import { LineSplitter } from '../../../../../src/tools/lineSplitter';

describe('the Packer client', () => {
  const json = { dialect: 'json', path: '/p/sub/a.json', cwd: '/p' } as const;
  const hcl = { dialect: 'hcl2', path: '/p/hcl', cwd: '/p/hcl' } as const;

  it('gives a JSON template as a file and an HCL2 template as a folder, from where Packer is started', () => {
    assert.deepEqual(validate(json).args, ['validate', path.join('sub', 'a.json')]);
    assert.equal(validate(json).cwd, '/p');
    assert.deepEqual(validate(hcl).args, ['validate', '.']);
  });

  it('builds with plain output', () => {
    assert.deepEqual(build(json, { only: [], force: false }).args, [
      'build',
      '-color=false',
      '-timestamp-ui',
      path.join('sub', 'a.json'),
    ]);
  });

  it('builds some, and replaces what is there', () => {
    assert.deepEqual(build(hcl, { only: ['null.a', 'null.b'], force: true }).args, [
      'build',
      '-color=false',
      '-timestamp-ui',
      '-force',
      '-only=null.a,null.b',
      '.',
    ]);
  });

  it('reads the version in all spellings', () => {
    const read = (stdout: string) => version('/').parse({ exitCode: 0, stdout, stderr: '' });
    assert.equal(read('Packer v1.6.6\n\nYour version of Packer is out of date!'), '1.6.6');
    assert.equal(read('Packer v1.14.0-dev\n'), '1.14.0-dev');
    assert.equal(read('other'), undefined);
  });
});

describe('the Vagrant client', () => {
  const box = {
    name: 'acme/win',
    version: '1.0.0',
    provider: 'virtualbox',
    architecture: undefined,
    folder: '/x',
    fromCatalog: false,
  };

  it('adds a box', () => {
    assert.deepEqual(boxAdd('/h', { source: '/b/win.box', name: 'acme/win', provider: 'hyperv' }).args, [
      'box',
      'add',
      '--name',
      'acme/win',
      '--provider',
      'hyperv',
      '/b/win.box',
    ]);
    assert.deepEqual(boxAdd('/h', { source: 'generic/debian12', name: '', provider: '' }).args, [
      'box',
      'add',
      'generic/debian12',
    ]);
  });

  it('takes nothing for an option', () => {
    assert.throws(() => boxAdd('/h', { source: '--insecure', name: '', provider: '' }), /begins with a dash/);
    assert.throws(() => boxRemove('/h', { ...box, name: '-a' }), /begins with a dash/);
  });

  it('removes one version for one provider, and says why it failed', () => {
    const command = boxRemove('/h', box);
    assert.deepEqual(command.args, [
      'box',
      'remove',
      'acme/win',
      '--box-version',
      '1.0.0',
      '--provider',
      'virtualbox',
      '-f',
    ]);
    assert.deepEqual(boxRemove('/h', { ...box, architecture: 'amd64' }).args.slice(-3), [
      '--architecture',
      'amd64',
      '-f',
    ]);
    assert.doesNotThrow(() => command.parse({ exitCode: 0, stdout: 'Removing', stderr: '' }));
    const stderr = 'The box you requested to be removed could not be found.\n\nName: x';
    assert.throws(
      () => command.parse({ exitCode: 1, stdout: '', stderr }),
      /^Error: The box you requested to be removed could not be found\.$/,
    );
  });
});

describe('stopSteps', () => {
  it('asks the process first and ends the group then, on POSIX', () => {
    for (const platform of ['linux', 'darwin'] as const) {
      assert.deepEqual(stopSteps(platform, 7, 'gentle'), [{ kind: 'signal', pid: 7, signal: 'SIGTERM' }]);
      assert.deepEqual(stopSteps(platform, 7, 'interrupt'), [{ kind: 'signal', pid: -7, signal: 'SIGINT' }]);
      assert.deepEqual(stopSteps(platform, 7, 'hard'), [{ kind: 'signal', pid: -7, signal: 'SIGKILL' }]);
    }
  });

  it('asks what a process has left in its group, on POSIX', () =>
    assert.deepEqual(stopSteps('linux', 7, 'rest'), [{ kind: 'signal', pid: -7, signal: 'SIGTERM' }]));

  it('presses Ctrl-Break in the console first and ends the tree then, on Windows', () => {
    assert.deepEqual(stopSteps('win32', 7, 'interrupt'), stopSteps('win32', 7, 'gentle'));
    const [gentle, ...others] = stopSteps('win32', 7, 'gentle');
    assert.ok(gentle?.kind === 'run' && gentle.file === 'powershell.exe');
    assert.deepEqual(others, []);
    assert.deepEqual(gentle.args.slice(0, 3), ['-NoProfile', '-NonInteractive', '-Command']);
    assert.match(
      gentle.args[3] ?? '',
      /AttachConsole\(7\)\).*exit 11.*GenerateConsoleCtrlEvent\(1, 0\).*exit 12/,
    );
    assert.deepEqual(gentle.failures, [1, 11, 12]);
    assert.deepEqual(stopSteps('win32', 7, 'hard'), [
      { kind: 'run', file: 'taskkill', args: ['/PID', '7', '/T', '/F'], failures: [1] },
    ]);
    assert.deepEqual(stopSteps('win32', 7, 'rest'), []);
  });

  it('does nothing about what never started', () =>
    assert.deepEqual(stopSteps('linux', undefined, 'hard'), []));
});

describe('LineSplitter', () => {
  const split = (...pieces: string[]) => {
    const lines: string[] = [];
    const splitter = new LineSplitter((line) => lines.push(line));
    for (const piece of pieces) splitter.push(piece);
    splitter.end();
    return lines;
  };

  it('joins pieces, whatever they are cut at', () => {
    assert.deepEqual(split('a', 'b\nc', '\r', '\nd'), ['ab', 'c', 'd']);
    assert.deepEqual(split('a\n\nb\n'), ['a', '', 'b']);
    assert.deepEqual(split(), []);
  });

  it('keeps no more than a long line in memory', () => {
    const lines = split(...Array<string>(30).fill('x'.repeat(100_000)));
    assert.ok(lines.length >= 2);
    assert.equal(lines.join('').length, 3_000_000);
  });
});
