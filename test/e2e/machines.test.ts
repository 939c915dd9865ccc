import { existsSync } from 'node:fs';
import path from 'node:path';
import { skipWithout } from '../support/skip';
import { machineItem, openDesk, openSideBar, pointAt } from './desk';
import type { Desk } from './desk';

/** A machine's life in the side bar, with real Vagrant. */
describe('the Machines view', () => {
  let desk: Desk;
  before(async function () {
    skipWithout(this, 'BOXWRIGHT_VAGRANT');
    desk = await openDesk({ folders: ['test/dummyProvider'] });
    // Real Vagrant takes its time on a busy computer.
    desk.page.setDefaultTimeout(90_000);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await desk.screenshot(`failed ${this.currentTest.title}`);
  });
  after(() => desk?.close());

  it('shows the machines of an untrusted workspace without running anything', async () => {
    const { page } = desk;
    await openSideBar(page);
    await machineItem(page, /web, not created/).waitFor();
    await machineItem(page, /db, not created/).waitFor();
    await desk.screenshot('machines-1-untrusted');
  });

  it('starts a machine by the button at it', async () => {
    const { page, workbench } = desk;
    await workbench.trustWorkspace(page);
    await pointAt(machineItem(page, /web, not created/));
    await machineItem(page, /web, not created/)
      .getByRole('button', { name: 'Up' })
      .click();
    await machineItem(page, /web, running, dummy/).waitFor();
    await desk.screenshot('machines-2-running');
  });

  it('asks before it destroys one, and says what is lost', async () => {
    const { page, folder } = desk;
    await machineItem(page, /web, running/).click({ button: 'right' });
    await desk.screenshot('machines-3-menu');
    await page.getByRole('menuitem', { name: 'Destroy…' }).click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Destroy web?').waitFor();
    await desk.screenshot('machines-4-destroy');
    await dialog.getByRole('button', { name: 'Destroy' }).click();
    await machineItem(page, /web, not created/).waitFor();
    if (existsSync(path.join(folder, 'dummyProvider/.vagrant/machines/web/dummy/id')))
      throw new Error('Vagrant still has the machine.');
    await desk.screenshot('machines-5-destroyed');
  });
});
