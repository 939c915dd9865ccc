// npm run picture: takes media/screenshot.png, the picture of README.md, in a real VS Code with the packaged extension.
// With pngquant on PATH it becomes small enough for the marketplace.
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './lib/install.mjs';
import { run } from './lib/run.mjs';
import { launchChromium } from './vscode/chromium.mjs';
import { findProgram } from './vscode/programs.mjs';
import { startServer } from './vscode/server.mjs';
import { openFile, openWorkbench, runCommand, showProblems, trustWorkspace } from './vscode/workbench.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const picture = path.join(root, 'media', 'screenshot.png');

await installDependencies();
const { packageExtension } = await import('./package.mjs');
const vsix = [await packageExtension()];
const scratch = await realpath(await mkdtemp(path.join(tmpdir(), 'boxwright-picture-')));
const folder = path.join(scratch, 'examples');
await cp(path.join(root, 'examples'), folder, { recursive: true });
const server = await startServer({ vsix, settings: { 'editor.minimap.enabled': false } });
const browser = await launchChromium();
try {
  const page = await openWorkbench(browser, server, folder);
  await trustWorkspace(page);
  await takePicture(page);
} finally {
  await browser.close();
  await server.close();
  await rm(scratch, { recursive: true, force: true });
}
const pngquant = findProgram('pngquant');
if (pngquant) await run(pngquant, ['--force', '--speed', '1', '--strip', '--output', picture, '--', picture]);
console.log(picture);

/** A template with its problems, and beside it the Templates view with its steps. */
async function takePicture(page) {
  await runCommand(page, 'View: Close All Editors'); // the page on which the workspace was trusted
  await openFile(page, 'windows-2022/windows-2022.json');
  await page.locator('.activitybar').getByRole('tab', { name: 'Boxwright' }).click();
  const others = page.locator('.sidebar .pane-header.expanded').filter({ hasNotText: 'Templates' });
  await page.locator('.sidebar .pane-header').filter({ hasText: 'Boxes' }).waitFor();
  for (const header of (await others.all()).reverse()) await header.click();
  const item = (name) =>
    page.getByRole('tree', { name: 'Templates' }).getByRole('treeitem', { name }).first();
  for (const name of [/^Template windows-2022\/windows-2022\.json/, /^Build windows-2022/]) {
    await item(name).click();
    await page.keyboard.press('ArrowRight');
  }
  await item(/^Packer connects here/).waitFor();
  await showProblems(page, 'boxwright');
  await goToLine(page, 86);
  // Where there is no text, the mouse shows no hover.
  await page.mouse.move(1200, 400);
  await page.waitForTimeout(2_000);
  await page.screenshot({ path: picture });
}

async function goToLine(page, line) {
  await page.locator('.editor-group-container.active .monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+G');
  await page.locator('.quick-input-widget input[type=text]').fill(`:${line}`);
  await page.keyboard.press('Enter');
}
