import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { findExecutable } from '../../src/tools/findExecutable';
import { dscFixture } from '../support/packerDsc';
import { skipBecause } from '../support/skip';
import { Answers } from './answers';
import { activated } from './support';

describe('packer-dsc, installed by its command', function () {
  // Go builds some hundred packages the first time.
  this.timeout(600_000);
  let answers: Answers;
  let folder: string;
  const packer = process.env.BOXWRIGHT_PACKER_OLD ?? '';

  before(async function () {
    if (!packer) skipBecause(this, process.env.BOXWRIGHT_PACKER_OLD_SKIP ?? 'started without npm test');
    for (const tool of ['go', 'git'])
      if (!findExecutable(tool, '')) skipBecause(this, `${tool} is not installed`);
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-dsc-'));
    writeFileSync(path.join(folder, 'Web.ps1'), '');
    writeFileSync(
      path.join(folder, 'template.json'),
      JSON.stringify({
        builders: [{ type: 'null', communicator: 'none' }],
        provisioners: [{ type: 'dsc', manifest_file: 'Web.ps1' }],
      }),
    );
    await activated();
    answers = new Answers();
  });
  after(() => {
    answers?.dispose();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    for (const kept of [answers.asked, answers.said, answers.failures, answers.refused]) kept.length = 0;
  });

  const run = (command: string, ...next: string[]) => {
    answers.next = next;
    return vscode.commands.executeCommand(`boxwright.packer.${command}`);
  };
  const validates = () => spawnSync(packer, ['validate', 'template.json'], { cwd: folder }).status === 0;

  /** What the Packer Plugins view says of the plugins that this Packer finds. */
  async function pluginDescriptions(): Promise<string[]> {
    const { packerPlugins } = await activated();
    const items = (await packerPlugins.getChildren()) ?? [];
    return items.map((item) => String((packerPlugins.getTreeItem(item) as vscode.TreeItem).description));
  }

  it('shows what it will do, does it when told to, once, and takes it away again', async () => {
    answers.file = dscFixture('single');
    const from = ['From a folder…'];
    assert.ok(!validates());

    await run('installDsc', ...from, 'no');
    assert.match(answers.asked[0]?.message ?? '', /^Install packer-dsc for Packer 1\.6\.6\?$/);
    const { detail = '' } = answers.asked[0] ?? {};
    for (const said of [dscFixture('single'), 'packer-provisioner-dsc', 'others'])
      assert.ok(detail.includes(said), detail);
    assert.ok(!validates(), 'nothing is installed without a yes');

    await run('installDsc', ...from, 'yes');
    assert.deepEqual(answers.failures, []);
    assert.deepEqual(answers.said, [
      'packer-dsc is installed. Packer 1.6.6 validated a template with a dsc provisioner.',
    ]);
    assert.ok(validates());
    const descriptions = await pluginDescriptions();
    assert.equal(
      descriptions.filter((text) => text.includes('installed by Boxwright')).length,
      1,
      descriptions.join('\n'),
    );

    await run('installDsc', ...from, 'yes');
    assert.match(answers.said.at(-1) ?? '', /already installed.*Nothing was changed/);

    await run('uninstallDsc', 'no');
    assert.ok(validates(), 'nothing is deleted without a yes');
    await run('uninstallDsc', 'yes');
    assert.match(answers.asked.at(-1)?.detail ?? '', /packer-provisioner-dsc/);
    assert.deepEqual(answers.failures, []);
    assert.ok(!validates());
    await run('uninstallDsc');
    assert.match(answers.said.at(-1) ?? '', /^packer-dsc is not installed/);
  });

  it('says what to do without Go', async () => {
    const settings = vscode.workspace.getConfiguration('boxwright');
    await settings.update('go.path', path.join(folder, 'nowhere'), vscode.ConfigurationTarget.Global);
    try {
      await run('installDsc', 'From GitHub');
      assert.match(answers.failures[0] ?? '', /Go was not found\. Install Go/);
      assert.equal(answers.asked.length, 0);
    } finally {
      await settings.update('go.path', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
