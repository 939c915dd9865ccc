import path from 'node:path';
import { stillPage } from './chromium.mjs';

/*
 * What a user does in the workbench, for whatever drives it in a browser. Each step waits until the workbench
 * shows that it is done, at most as long as the page's default timeout.
 */

/**
 * @param {import('playwright-core').Browser} browser
 * @param {import('./server.mjs').Server} server
 * @param {string} folder absolute
 * @param {object} options
 * @param {number} [options.limitSeconds] how long each later step may take
 * @param {string} [options.language] that of the extensions; VS Code itself stays English
 * @returns {Promise<import('playwright-core').Page>} with the folder open in Restricted Mode, if trust is asked for
 */
export async function openWorkbench(browser, server, folder, { limitSeconds = 30, language } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await stillPage(page);
  page.setDefaultTimeout(limitSeconds * 1000);
  // What the file with VS Code's own texts in a language would set.
  if (language) await page.addInitScript((name) => (globalThis._VSCODE_NLS_LANGUAGE = name), language);
  await page.goto(`${server.url}/?folder=${encodeURIComponent(folder)}`);
  await page.locator('.monaco-workbench').waitFor();
  return page;
}

/** Leaves Restricted Mode the way a user does: banner, Manage, Trust. */
export async function trustWorkspace(page) {
  const banner = page.locator('.part.banner').getByText('Restricted Mode').first();
  await banner.waitFor();
  await page.locator('.part.banner').getByText('Manage').click();
  const editor = page.locator('.workspace-trust-editor');
  await editor.getByRole('button', { name: 'Trust', exact: true }).first().click();
  await banner.waitFor({ state: 'hidden' });
}

/** @param {string} file relative to the opened folder */
export async function openFile(page, file) {
  await page.keyboard.press('Control+P');
  const { base, dir } = path.posix.parse(file);
  await pick(page, file, dir ? `${base} ${dir}` : base);
  // Its tab is there before its text is.
  await page.locator(`.editor-group-container.active .monaco-editor[data-uri$="/${file}"]`).waitFor();
}

/** @param {string} title as in the command palette, with its category: 'Packer: Build' */
export async function runCommand(page, title) {
  await page.keyboard.press('F1');
  await pick(page, `>${title}`, title);
}

/** @returns {Promise<import('playwright-core').Locator>} the rows of the Problems panel that came from a source */
export async function showProblems(page, source) {
  await page.keyboard.press('Control+Shift+M');
  const rows = page.locator('.markers-panel .monaco-list-row').filter({
    has: page.locator('.marker-source', { hasText: source }),
  });
  await rows.first().waitFor();
  return rows;
}

/** Types into the quick input that is opening, and takes the row of that very name: others may come before it. */
async function pick(page, input, name) {
  const widget = page.locator('.quick-input-widget');
  await widget.locator('input[type=text]').fill(input);
  // What kind of row it is may follow: `, recently used`.
  const row = `^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(,|$)`;
  await page.waitForFunction(pressRow, { name: row, press: `pressed ${++presses}` });
}

let presses = 0;

/**
 * Presses a row of the quick input, in the page. Rows change their places while more are found, so the row is looked for
 * and pressed in one turn: a mouse would come too late. A command may load the page anew before it could say that it was
 * pressed: that is noted where the new page finds it.
 * @param {{ name: string, press: string }} what an expression for the row's name, and what stands for this press
 * @returns {boolean} whether the row was pressed
 */
function pressRow({ name, press }) {
  // Of the page: Node has none of it.
  const { document, MouseEvent, sessionStorage } = /** @type {any} */ (globalThis);
  if (sessionStorage.getItem('boxwright.pressed') === press) return true;
  const rows = [...document.querySelectorAll('.quick-input-widget [role="option"]')];
  const row = rows.find((one) => new RegExp(name).test(one.getAttribute('aria-label') ?? ''));
  if (!row) return false;
  sessionStorage.setItem('boxwright.pressed', press);
  const mouse = { bubbles: true, cancelable: true, detail: 1 };
  for (const type of ['mousedown', 'mouseup', 'click']) row.dispatchEvent(new MouseEvent(type, mouse));
  return true;
}

/** Takes the first row of the quick pick with a text in it. */
export const choose = (page, text) =>
  take(page, page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: text }).first());

/** Clicks a row and takes the mouse away: where it rests, the next pick would show a hover over its own rows. */
async function take(page, row) {
  await row.click();
  await page.mouse.move(0, 0);
}
