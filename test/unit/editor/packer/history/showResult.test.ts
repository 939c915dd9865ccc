import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as vscode from 'vscode';
import { showResult } from '../../../../../src/editor/packer/history/showResult';
import { answers, commandNames, ran, shown } from '../../../../support/vscodeStub';
import { began, minute, runRecord, runStep } from '../../../../support/runRecords';

const addBox = 'boxwright.vagrant.addBoxFromFile';
const cleanUp = 'boxwright.packer.cleanUp';

describe('the end of a build', () => {
  beforeEach(() => {
    commandNames.splice(0, Infinity, addBox, cleanUp);
    for (const kept of [shown, answers, ran]) kept.length = 0;
  });

  const messageOf = async (...given: Parameters<typeof showResult>) => {
    await showResult(...given);
    const [message, ...others] = shown.splice(0);
    assert.ok(message && !others.length);
    assert.doesNotMatch(message.text, /[{}]|undefined/);
    return message;
  };

  it('is told with the time, and with what was made: each once, as many as fit', async () => {
    const artifacts = ['one: a', 'one: a', 'one: b', 'one: c', 'one: d', 'one: e'];
    const { kind, text } = await messageOf(runRecord({ artifacts }));
    assert.equal(kind, 'information');
    assert.match(text, /lab\/win\.json .*12 min.*one: a; one: b; one: c\b.*\b2\b/);
    assert.doesNotMatch(text, /one: [de]/);
  });

  it('is no error where the user has stopped it', async () => {
    const { kind, text } = await messageOf(runRecord({ status: 'cancelled', ended: began + 2 * minute }));
    assert.equal(kind, 'information');
    assert.match(text, /lab\/win\.json .*2 min/);
  });

  it('names the step that failed, by its provisioner where the template is known, and the reason', async () => {
    const step = runStep({
      kind: 'provision',
      text: 'Provisioning with shell script: a.sh',
      provisioner: 0,
      failed: true,
    });
    const record = runRecord({ status: 'failed', exitCode: 1, steps: [step], errors: ['It broke.'] });
    const { kind, text } = await messageOf(record, {
      expected: [{ name: 'one', provisioners: ['shell', 'file'] }],
    });
    assert.equal(kind, 'error');
    assert.match(text, /lab\/win\.json .*12 min.*\b1\b.*\b2\b.*shell a\.sh.*It broke\.$/);
    assert.match((await messageOf(record)).text, /Provisioning with shell script: a\.sh/);
  });

  it('says what the step that failed printed last, before what Packer makes of it', async () => {
    const step = runStep({
      kind: 'provision',
      text: 'Provisioning with shell script: a.sh',
      failed: true,
      output: { lines: ['cp: x', '  no such file'], line: 7 },
    });
    const failed = runRecord({
      status: 'failed',
      exitCode: 1,
      steps: [step],
      errors: ['one: exit status: 2.'],
    });
    assert.match((await messageOf(failed)).text, /a\.sh.*cp: x no such file\. .*exit status: 2\.$/);
    const long = { ...step, output: { lines: ['x'.repeat(900), 'the end!'], line: 7 } };
    const { text } = await messageOf({ ...failed, steps: [long] });
    assert.match(text, /…x+ the end! /);
    assert.ok(text.length < 700);
  });

  it('says what is known of a failure without a message, of each in words of its own', async () => {
    const texts: string[] = [];
    for (const changes of [
      { status: 'failed', exitCode: 3 },
      { status: 'failed', exitCode: 0 },
      { status: 'failed' },
      { status: 'abandoned' },
    ] as const)
      texts.push((await messageOf(runRecord(changes))).text);
    assert.match(texts[0] ?? '', /\b3\b/);
    assert.match(texts.at(-1) ?? '', /ended unexpectedly/);
    assert.equal(new Set(texts).size, texts.length);
  });

  describe('offers what can be done now:', () => {
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'boxwright-result-'))));
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    const made = () => {
      writeFileSync(path.join(folder, 'a.box'), '');
      return runRecord({ cwd: folder, artifacts: ["one: 'virtualbox' provider box: a.box"] });
    };

    it('to add the box that is there', async () => {
      const { offered } = await messageOf(made());
      const [first = ''] = offered;
      assert.match(first, /Vagrant/);
      answers.push(first);
      await messageOf(made());
      assert.deepEqual(ran, [[addBox, path.join(folder, 'a.box')]]);
      rmSync(path.join(folder, 'a.box'));
      assert.equal(
        (await messageOf(runRecord({ ...made(), cwd: path.join(folder, 'x') }))).offered.length,
        offered.length - 1,
      );
    });

    it('to clean up after a failure', async () => {
      const failed = runRecord({ status: 'failed', exitCode: 1 });
      const [first = ''] = (await messageOf(failed)).offered;
      answers.push(first);
      await messageOf(failed);
      assert.deepEqual(
        ran.map(([command, uri]) => [command, (uri as vscode.Uri).fsPath]),
        [[cleanUp, path.resolve('/w/lab/win.json')]],
      );
      assert.ok(!(await messageOf(runRecord({ status: 'cancelled' }))).offered.includes(first));
    });

    it('to open the script that failed, at its line', async () => {
      const failed = runRecord({ status: 'failed', exitCode: 1 });
      const context = { script: { path: '/w/a.sh', line: 3, column: 2 } };
      const [first = ''] = (await messageOf(failed, context)).offered;
      answers.push(first);
      await messageOf(failed, context);
      const [[command, uri] = []] = ran;
      assert.equal(command, 'vscode.open');
      assert.equal((uri as vscode.Uri).fragment, 'L3,2');
      assert.ok(!(await messageOf(failed)).offered.includes(first));
    });

    it('to show the steps, and the log where there is one; nothing of commands that are not there', async () => {
      commandNames.length = 0;
      const failed = runRecord({ status: 'failed', exitCode: 1 });
      const { offered } = await messageOf(failed);
      assert.equal(offered.length, 1);
      answers.push(offered[0] ?? '');
      await messageOf(failed);
      assert.deepEqual(ran, [['boxwright.packer.showRun', failed.id]]);
      assert.equal((await messageOf({ ...failed, log: '/w/packer.log' })).offered.length, 2);
    });
  });
});
