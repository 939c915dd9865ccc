import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { launchChromium } from './chromium.mjs';
import { openFile, openWorkbench, showProblems, trustWorkspace } from './workbench.mjs';

/** @typedef {{ squiggles: number, problems: string[] }} Seen */

/**
 * Looks at the running extension as a user would: opens a file in the workbench and waits for a squiggle and for
 * a row of the Problems panel.
 * @param {object} options
 * @param {import('./server.mjs').Server} options.server
 * @param {string} options.folder to open, absolute
 * @param {string} options.file to look at, relative to the folder
 * @param {string} options.source of the expected problems
 * @param {string} options.screenshot where to save what it saw, also when it fails
 * @returns {Promise<Seen>}
 * @throws Error of the step that failed
 */
export async function checkInWorkbench({ server, folder, file, source, screenshot }) {
  const browser = await launchChromium();
  let page;
  try {
    page = await openWorkbench(browser, server, folder);
    await trustWorkspace(page);
    await openFile(page, file);
    const squiggles = page.locator('.monaco-editor :is(.squiggly-error, .squiggly-warning, .squiggly-info)');
    await squiggles.first().waitFor();
    const rows = await showProblems(page, source);
    return { squiggles: await squiggles.count(), problems: await rows.allInnerTexts() };
  } finally {
    await mkdir(path.dirname(screenshot), { recursive: true });
    await page?.screenshot({ path: screenshot }).catch(() => {}); // what happened before says more
    await browser.close();
  }
}
