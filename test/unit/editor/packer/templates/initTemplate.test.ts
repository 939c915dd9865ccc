import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { initTemplate } from '../../../../../src/editor/packer/templates/initTemplate';
import { UserFacingError } from '../../../../../src/editor/showFailure';
import type { ToolCommand, ToolResult } from '../../../../../src/tools/toolCommand';
import { answers, opened, shown } from '../../../../support/vscodeStub';

const limited: ToolResult = {
  exitCode: 1,
  stdout:
    'Error: Failed to install plugin\n\nPlugin host rate limited the plugin getter. Try again in 36m1s.\n403 API rate limit exceeded for 192.0.2.1.\n',
  stderr: '',
};
const printing = (stdout: string): ToolResult => ({ exitCode: 0, stdout, stderr: '' });
const installed = printing('Installed plugin github.com/hashicorp/qemu v1.1.0 in "/x/qemu"\n');

describe('Packer: Init', () => {
  let folder: string;
  const kept = new Map<string, string>();
  /** What Packer was started with: its arguments, and GitHub's token. */
  const started: [args: readonly string[], token: string | undefined][] = [];

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-init-')));
    for (const list of [shown, answers, opened, started]) list.length = 0;
    kept.clear();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** @param results of Packer, one run after the other */
  async function run(results: readonly ToolResult[], { requires = true } = {}) {
    const file = path.join(folder, 'a.pkr.hcl');
    const plugins =
      'required_plugins {\n  qemu = { source = "github.com/hashicorp/qemu", version = "~> 1.1" }\n}';
    writeFileSync(file, `packer {\n${requires ? plugins : ''}\n}\nsource "qemu" "x" {}\n`);
    const left = [...results];
    const secrets = {
      get: (key: string) => Promise.resolve(kept.get(key)),
      store: (key: string, value: string) => Promise.resolve(void kept.set(key, value)),
      delete: (key: string) => Promise.resolve(void kept.delete(key)),
    };
    const services = {
      context: { secrets },
      versions: { current: () => Promise.resolve('1.11.0') },
      runner: {
        executable: () => 'packer',
        run: (command: ToolCommand<unknown>) => {
          started.push([command.args, command.env?.['PACKER_GITHUB_API_TOKEN']]);
          // As the runner does: what `parse` throws rejects.
          return Promise.resolve(left.shift() ?? assert.fail('Packer was not to run again')).then((result) =>
            command.parse(result),
          );
        },
      },
    };
    await initTemplate(vscode.Uri.file(file), services as never);
    assert.deepEqual(left, []);
    return shown.map(({ text }) => text);
  }

  it('says what was installed, and offers to upgrade', async () => {
    const [text] = await run([installed]);
    assert.match(text ?? '', /github\.com\/hashicorp\/qemu v1\.1\.0\.$/);
    assert.deepEqual(shown[0]?.offered, ['Upgrade']);
    assert.equal(started.length, 1);
  });

  it('upgrades, and says to what, or that there is nothing newer', async () => {
    answers.push('Upgrade');
    const [, after] = await run([printing(''), installed]);
    assert.deepEqual(
      started.map(([[, ...args]]) => args),
      [['.'], ['-upgrade', '.']],
    );
    assert.match(after ?? '', /qemu v1\.1\.0\.$/);
    shown.length = 0;
    answers.push('Upgrade');
    const [, none] = await run([printing(''), printing('')]);
    assert.match(none ?? '', /newest/);
  });

  it('offers no upgrade where nothing is required', async () => {
    await run([printing('')], { requires: false });
    assert.deepEqual(shown[0]?.offered, []);
  });

  it('asks for a token where GitHub refuses, keeps it unseen, and tries again with it', async () => {
    answers.push('Enter Token…', ' ghp_secret1 ');
    await run([limited, installed]);
    assert.deepEqual(
      started.map(([, token]) => token),
      [undefined, 'ghp_secret1'],
    );
    assert.deepEqual([...kept.values()], ['ghp_secret1']);
    assert.ok(shown.every(({ text }) => !text.includes('ghp_')));
    assert.match(shown[0]?.text ?? '', /API rate limit exceeded/);
    started.length = 0;
    await run([installed]);
    assert.deepEqual(started[0]?.[1], 'ghp_secret1');
  });

  it('leads to the page of GitHub that makes a token', async () => {
    answers.push('Create Token on GitHub');
    await run([limited]);
    assert.match(opened.join(), /^https:\/\/github\.com\/settings\//);
    assert.deepEqual([...kept], []);
  });

  it('drops a token that GitHub does not accept, when asked to, and goes on without', async () => {
    kept.set('packer.githubToken', 'old');
    answers.push('Remove Token');
    const refused = {
      ...limited,
      stdout: 'Error: x\n\nGET https://api.github.com/repos/x: 401 Bad credentials []\n',
    };
    await run([refused, installed]);
    assert.deepEqual([...kept], []);
    assert.deepEqual(
      started.map(([, token]) => token),
      ['old', undefined],
    );
  });

  it('asks for no token where something else is wrong', async () => {
    const other = { ...limited, stdout: 'Error: x\n\nno such host\n' };
    await assert.rejects(run([other]), UserFacingError);
    assert.deepEqual(shown, []);
  });
});
