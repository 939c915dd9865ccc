import assert from 'node:assert/strict';
import { notification, openDesk, openSideBar, templateItem } from './desk';
import type { Desk } from './desk';

/** Whoever reads VS Code in another language. */
describe('Boxwright in a language that has a translation', () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk({ translate: (text) => `⟦${text}⟧` });
    await desk.workbench.trustWorkspace(desk.page);
  });
  after(() => desk?.close());

  it('shows its views in that language', async () => {
    const { page } = desk;
    await openSideBar(page);
    const template = templateItem(page, /windows-2022\.json/);
    await template.waitFor();
    const label = (await template.getAttribute('aria-label')) ?? '';
    assert.match(label, /⟦.+⟧/);
    await desk.screenshot('language');
  });

  it('tells in that language what it cannot do', async () => {
    const { page, workbench } = desk;
    await workbench.runCommand(page, 'Boxwright: Lint File');
    await notification(page, /⟦.+⟧/).first().waitFor();
  });
});
