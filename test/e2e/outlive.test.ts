import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { groupGone } from '../support/processes';
import { skipWithout } from '../support/skip';
import { buildAsUsual, notification, openDesk } from './desk';
import type { Desk } from './desk';

const script = (...inline: string[]) => ({
  builders: [{ type: 'null', communicator: 'none' }],
  provisioners: [{ type: 'shell-local', inline }],
});
const wait = 'until [ -e go ]; do sleep 0.1; done';

/** Begins, and goes on once there is a file `go`. */
const waiting = script('echo begun', wait, 'echo went on');
const failing = script('echo begun', wait, 'exit 3');
/** Its script takes no notice of Ctrl-C, and Packer waits for it. */
const stubborn = script(`trap '' INT TERM`, 'echo begun', wait);

/** The processes that run in a folder, and whose command line has a text. Linux. */
const processesIn = (folder: string, text: string): number[] =>
  readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) &&
        readlinkSync(`/proc/${name}/cwd`) === folder &&
        readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(text)
        ? [Number(name)]
        : [];
    } catch {
      return [];
    }
  });

const until = async (what: string, ask: () => boolean): Promise<void> => {
  const end = Date.now() + 30_000;
  while (!ask()) {
    if (Date.now() > end) throw new Error(`Waited 30 s for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('a build outlives its window', () => {
  let desk: Desk;
  let page: Page;
  before(async function () {
    skipWithout(this, 'BOXWRIGHT_PACKER_OLD');
    desk = await openDesk({
      files: { 'waiting.json': waiting, 'failing.json': failing, 'stubborn.json': stubborn },
    });
    page = desk.page;
    await desk.workbench.trustWorkspace(page);
  });
  beforeEach(() => rmSync(path.join(desk.folder, 'go'), { force: true }));
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await screenshot(`failed ${this.currentTest.title}`);
    go();
    await until('all builds to end', () => processesIn(desk.folder, '.json').length === 0);
  });
  after(() => desk?.close());

  const go = () => writeFileSync(path.join(desk.folder, 'go'), '');
  const log = () => {
    try {
      return readFileSync(path.join(desk.folder, 'packer.log'), 'utf8');
    } catch {
      return '';
    }
  };
  const launchers = () => processesIn(desk.folder, 'launcher.js');
  const lastRun = () => desk.runs()[0] ?? assert.fail('no run is recorded');
  const screenshot = (name: string) =>
    page.screenshot({ path: path.join(REPO_ROOT, 'out', 'screenshots', `${name}.png`) });
  const said = (text: string | RegExp) => notification(page, text).first();

  /** Builds a template until its script has begun. */
  async function build(template: string): Promise<void> {
    // Of earlier builds.
    await desk.workbench.runCommand(page, 'Notifications: Clear All Notifications');
    await desk.workbench.openFile(page, template);
    const last = desk.runs()[0]?.id;
    await desk.workbench.runCommand(page, 'Packer: Build…');
    await buildAsUsual(page);
    await until('the build to begin', () => desk.runs()[0]?.id !== last && /: begun$/m.test(log()));
  }

  /** Lets the build that was found again end, and looks whether all of it is right. */
  async function endsWell(): Promise<void> {
    const before = Date.now();
    go();
    await until('the end to be recorded', () => lastRun().status !== 'running');
    await said(/Packer built waiting\.json in/).waitFor();
    assert.match(log(), /: went on$/m);
    assert.doesNotMatch(log(), /Cancelling/);
    const run = lastRun();
    assert.deepEqual([run.status, run.exitCode], ['succeeded', 0]);
    assert.deepEqual(run.artifacts, ['null: Did not export anything. This is the null builder']);
    const step = run.steps.find(({ kind }) => kind === 'provision') ?? assert.fail('no step is recorded');
    assert.ok(Math.abs(step.began - run.began) < 5000, `the step began ${step.began - run.began} ms later`);
    assert.ok((run.ended ?? 0) >= before && (step.ended ?? 0) >= before - 1000, JSON.stringify(run));
  }

  const isFollowedAgain = () => said('Packer is still building waiting.json').waitFor();

  it('that is reloaded by command', async () => {
    await build('waiting.json');
    await desk.workbench.runCommand(page, 'Developer: Reload Window');
    await isFollowedAgain();
    await screenshot('outlive');
    await endsWell();
  });

  it('whose page is reloaded', async () => {
    await build('waiting.json');
    await page.reload();
    await isFollowedAgain();
    await endsWell();
  });

  it('whose page goes elsewhere and comes back', async () => {
    await build('waiting.json');
    await page.goto('about:blank');
    await page.goBack();
    await isFollowedAgain();
    await endsWell();
  });

  it('whose page is closed, and one is opened later', async () => {
    await build('waiting.json');
    const next = await desk.anotherPage();
    await page.close({ runBeforeUnload: false });
    page = next;
    await isFollowedAgain();
    await endsWell();
  });

  it('whose extension host is killed', async () => {
    await build('waiting.json');
    for (const pid of desk.extensionHosts()) process.kill(pid, 'SIGKILL');
    await isFollowedAgain();
    await endsWell();
  });

  it('which says how it ended meanwhile, by its exit code', async () => {
    await build('failing.json');
    await page.goto('about:blank');
    // One that is still closing would be told of the end, and show it to nobody.
    await until('the window to be closed', () => desk.extensionHosts().length === 0);
    go();
    await until('the build to end', () => launchers().length === 0);
    await page.goBack();
    await said(/The build of failing\.json failed at .*, while the editor was closed/).waitFor();
    await screenshot('outlive-failed');
    const { status, exitCode, errors } = lastRun();
    assert.deepEqual([status, exitCode], ['failed', 1]);
    assert.match(errors.join(), /non-zero exit status: 3/);
  });

  it('and its launcher, whose end leaves Packer at work', async () => {
    await build('waiting.json');
    for (const pid of launchers()) process.kill(pid, 'SIGKILL');
    await page.reload();
    await isFollowedAgain();
    go();
    await said(/Packer built waiting\.json in/).waitFor();
    assert.equal(lastRun().status, 'succeeded');
    assert.equal('exitCode' in lastRun(), false);
  });

  it('or is said to have ended without a result, where Packer was killed with it', async () => {
    await build('waiting.json');
    for (const pid of desk.extensionHosts()) process.kill(pid, 'SIGKILL');
    for (const pid of processesIn(desk.folder, 'waiting.json')) process.kill(pid, 'SIGKILL');
    const report = said(/The build of waiting\.json ended unexpectedly/);
    // The script lives on.
    await report.getByRole('button', { name: 'Clean Up…' }).click();
    await page
      .locator('.quick-input-widget')
      .getByText(/process \d+ · from the run that began/)
      .first()
      .waitFor();
    await screenshot('broken-off');
    await page.keyboard.press('Escape');
  });

  it('while a second window of the folder follows it, too, starts no other one, and stays with it', async () => {
    await build('waiting.json');
    const second = await desk.anotherPage();
    await notification(second, 'Packer is still building waiting.json').waitFor();
    await desk.workbench.openFile(second, 'waiting.json');
    await desk.workbench.runCommand(second, 'Packer: Build…');
    await notification(second, /waiting\.json is already being built/).waitFor();
    await page.close();
    page = second;
    await endsWell();
  });

  it('also when the user closes its terminal, who is asked whether to stop it', async () => {
    await build('waiting.json');
    await desk.workbench.runCommand(page, 'Terminal: Kill the Active Terminal Instance');
    const report = said('Packer continues to build waiting.json without the terminal');
    await report.waitFor();
    await screenshot('terminal-closed');
    assert.doesNotMatch(log(), /Cancelling/);
    await report.getByRole('button', { name: 'Show' }).click();
    await page.locator('.tab.active', { hasText: 'packer.log' }).waitFor();
    await desk.workbench.runCommand(page, 'Packer: Stop Build');
    await said(/The build of waiting\.json was stopped/).waitFor();
    assert.match(log(), /Cancelling build after receiving interrupt/);
  });

  it('until it is stopped: again, where what it runs takes no notice', async () => {
    await build('stubborn.json');
    await until('Packer to be identified', () => lastRun().pid !== undefined);
    const { pid = 0 } = lastRun();
    await page.reload();
    await said('Packer is still building stubborn.json').getByRole('button', { name: 'Stop Build' }).click();
    await until('the interrupt', () => /Cancelling/.test(log()));
    await said(/The build of stubborn\.json was stopped/).waitFor();
    assert.ok(await groupGone(pid), 'something lives on');
    assert.equal(lastRun().status, 'cancelled');
  });
});
