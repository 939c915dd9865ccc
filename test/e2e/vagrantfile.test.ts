import { skipWithout } from '../support/skip';
import { openDesk } from './desk';
import type { Desk } from './desk';

/** A Vagrantfile as its author sees it. */
describe('the Vagrantfile in the editor, as it is seen', () => {
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

  it('shows over each machine its state and what can be done', async () => {
    const { page, workbench } = desk;
    await workbench.openFile(page, 'dummyProvider/Vagrantfile');
    await workbench.trustWorkspace(page);
    await workbench.openFile(page, 'dummyProvider/Vagrantfile');
    await page.locator('.codelens-decoration').filter({ hasText: 'web: not created' }).waitFor();
    await page.locator('.codelens-decoration').filter({ hasText: 'Run' }).first().waitFor();
    await desk.screenshot('vagrantfile-1-lenses');
  });

  it('offers settings while a line is typed, with what they do', async () => {
    const { page } = desk;
    await page.keyboard.press('Control+End');
    // Into the block: above its `end` and the empty line below that.
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type('config.vm.boot');
    const widget = page.locator('.suggest-widget');
    await widget.getByText('boot_timeout').first().waitFor();
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-details').getByText('How long Vagrant waits').waitFor();
    await desk.screenshot('vagrantfile-2-completion');
    await page.keyboard.press('Enter');
    await page.keyboard.type('600');
  });

  it('tells under the mouse what a setting does', async () => {
    const { page } = desk;
    await page.locator('.view-line span').filter({ hasText: 'boot_timeout' }).last().hover();
    await page.locator('.monaco-hover').getByText('default 300').waitFor();
    await desk.screenshot('vagrantfile-3-hover');
  });

  it('shows what Vagrant says of it when it is saved', async () => {
    const { page, workbench } = desk;
    await page.keyboard.press('Escape');
    await page.keyboard.type('\nconfig.vm.bogus = 1');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+S');
    const rows = await workbench.showProblems(page, 'vagrant validate');
    await rows.filter({ hasText: "Unknown setting 'bogus' in 'vm'." }).waitFor();
    await desk.screenshot('vagrantfile-4-problem');
  });
});
