import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildAsUsual, notification, openDesk } from './desk';
import type { Desk } from './desk';

/** Begins, and goes on once there is a file `go`. */
const waiting = {
  builders: [{ type: 'null', communicator: 'none' }],
  provisioners: [
    { type: 'shell-local', inline: ['echo begun', 'until [ -e go ]; do sleep 0.1; done', 'echo went on'] },
  ],
};

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

describe('a build whose editor is killed', () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk({ files: { 'waiting.json': waiting } });
    await desk.workbench.trustWorkspace(desk.page);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await desk.screenshot(`failed ${this.currentTest.title}`);
  });
  after(() => desk.close());

  it('goes on without losing a line, is followed again, and told of at its end', async () => {
    const { page, workbench, folder } = desk;
    const log = () => readFileSync(path.join(folder, 'packer.log'), 'utf8');
    await workbench.openFile(page, 'waiting.json');
    await workbench.runCommand(page, 'Packer: Build…');
    await buildAsUsual(page);
    await until('the build to begin', () => /: begun$/m.test(safely(log)));
    for (const pid of desk.extensionHosts()) process.kill(pid, 'SIGKILL');
    await notification(page, 'Packer is still building waiting.json').waitFor();
    await desk.screenshot('outlive');
    writeFileSync(path.join(folder, 'go'), '');
    await notification(page, /Packer built waiting\.json in/).waitFor();
    assert.match(log(), /: went on$/m);
    assert.match(log(), /^==> Builds finished\. The artifacts of successful builds are:$/m);
  });

  it('is told of when it was broken off together with the editor', async () => {
    const { page, workbench, folder } = desk;
    const log = () => readFileSync(path.join(folder, 'packer.log'), 'utf8');
    rmSync(path.join(folder, 'go'));
    await workbench.runCommand(page, 'Packer: Build…');
    await buildAsUsual(page);
    await until(
      'the build to begin',
      () => /: begun$/m.test(safely(log)) && !/: went on$/m.test(safely(log)),
    );
    for (const pid of desk.extensionHosts()) process.kill(pid, 'SIGKILL');
    for (const pid of processesIn(folder, 'waiting.json')) process.kill(pid, 'SIGKILL');
    const told = notification(
      page,
      /The build of waiting\.json ended unexpectedly at .*, while the editor was closed/,
    );
    await told.getByRole('button', { name: 'Clean Up…' }).waitFor();
    await desk.screenshot('broken-off');
    // For the script that Packer has left.
    writeFileSync(path.join(folder, 'go'), '');
  });
});

const safely = (read: () => string): string => {
  try {
    return read();
  } catch {
    return '';
  }
};
