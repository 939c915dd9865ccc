import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { showFailure } from '../../../src/editor/showFailure';
import { locateTool } from '../../../src/editor/toolBox';
import { ToolMissing, WindowsProgram } from '../../../src/tools/toolRunner';
import { skipBecause } from '../../support/skip';
import { answers, env, ran, shown, userSettings, Uri, workspace } from '../../support/vscodeStub';

describe('a Packer for Windows in WSL', function () {
  let folder: string;
  let program: string;
  const folders = workspace.workspaceFolders;
  before(function () {
    if (process.platform === 'win32') skipBecause(this, 'in Windows it is no foreign program');
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-exe-'));
    program = path.join(folder, 'packer.exe');
    writeFileSync(program, 'MZ', { mode: 0o755 });
  });
  after(() => folder && rmSync(folder, { recursive: true }));
  beforeEach(() => {
    userSettings['boxwright.vagrant.path'] = program;
    process.env['WSL_DISTRO_NAME'] = 'Ubuntu';
    env.remoteName = 'wsl';
    shown.length = ran.length = 0;
  });
  afterEach(() => {
    delete userSettings['boxwright.vagrant.path'];
    delete process.env['WSL_DISTRO_NAME'];
    env.remoteName = undefined;
    workspace.workspaceFolders = folders;
  });

  const failure = () => {
    try {
      locateTool('vagrant');
    } catch (error) {
      return error;
    }
    return assert.fail('it was taken');
  };
  const log = { warn: () => undefined } as never;

  it('is refused, with the reason', async () => {
    const error = failure();
    assert.ok(error instanceof WindowsProgram && error instanceof ToolMissing);
    await showFailure(error, log);
    assert.match(shown[0]?.text ?? '', /packer\.exe is a program for Windows, .* could not be stopped/);
    assert.deepEqual(shown[0]?.offered.slice(0, 1), ['Open Folder in Windows']);
  });

  for (const [here, opened] of [
    ['/mnt/c/lab', 'vscode-local:/C:/lab'],
    ['/home/me/lab', 'vscode-local://wsl.localhost/Ubuntu/home/me/lab'],
  ] as const)
    it(`opens ${here} in Windows`, async () => {
      workspace.workspaceFolders = [{ uri: Uri.file(here), name: 'lab', index: 0 }];
      answers.push('Open Folder in Windows');
      await showFailure(failure(), log);
      const [command, uri, options] = ran[0] ?? [];
      assert.deepEqual(
        [command, String(uri), options],
        ['vscode.openFolder', opened, { forceNewWindow: true, forceLocalWindow: true }],
      );
    });

  it('offers that in WSL alone', async () => {
    env.remoteName = undefined;
    await showFailure(failure(), log);
    assert.ok(!shown[0]?.offered.includes('Open Folder in Windows'));
  });
});
