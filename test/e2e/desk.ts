import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type * as chromiumModule from '../../scripts/vscode/chromium.mjs';
import type * as serverModule from '../../scripts/vscode/server.mjs';
import type * as workbenchModule from '../../scripts/vscode/workbench.mjs';

/*
 * The scripts that start VS Code and drive its workbench. They are loaded as they stand, at run time: bundled into
 * a test they would lose their own place, from which they find what they install.
 */
const script = <Module>(name: string): Promise<Module> =>
  import(path.join(REPO_ROOT, 'scripts', 'vscode', name)) as Promise<Module>;
type Workbench = typeof workbenchModule;
type Server = typeof serverModule;
type Chromium = typeof chromiumModule;

/** A VS Code with the packaged extension on a copy of examples/, in a browser. */
export interface Desk {
  readonly page: Page;
  readonly folder: string;
  readonly workbench: Workbench;
  /** Saves what can be seen to out/screenshots/. */
  screenshot(name: string): Promise<void>;
  /** What an output channel of the extension holds. */
  log(channel: string): string;
  close(): Promise<void>;
}

/**
 * @param files to put into the folder: quick open does not find what comes later
 * @param folders of the repository to copy into it
 * @param settings the user's
 * @param env over the environment of the tests, for the extension host and what it runs
 */
export async function openDesk({
  files = {},
  folders = [],
  settings = {},
  env = {},
}: {
  files?: Record<string, unknown>;
  folders?: readonly string[];
  settings?: Record<string, unknown>;
  env?: Record<string, string | undefined>;
} = {}): Promise<Desk> {
  const [workbench, { startServer }, { launchChromium }] = await Promise.all([
    script<Workbench>('workbench.mjs'),
    script<Server>('server.mjs'),
    script<Chromium>('chromium.mjs'),
  ]);
  const vsix = process.env['BOXWRIGHT_VSIX'];
  if (!vsix) throw new Error('BOXWRIGHT_VSIX names no package: run these tests by npm test.');
  const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-e2e-')));
  const folder = path.join(scratch, 'examples');
  cpSync(path.join(REPO_ROOT, 'examples'), folder, {
    recursive: true,
    filter: (file) => !/[\\/]out$|packer\.log$/.test(file),
  });
  for (const [name, json] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), JSON.stringify(json));
  }
  for (const name of folders)
    cpSync(path.join(REPO_ROOT, name), path.join(folder, path.basename(name)), { recursive: true });
  const server = await startServer({ vsix: [vsix], settings, env });
  const browser = await launchChromium();
  const page = await workbench.openWorkbench(browser, server, folder, { limitSeconds: 30 });
  return {
    page,
    folder,
    workbench,
    async screenshot(name) {
      const screenshots = path.join(REPO_ROOT, 'out', 'screenshots');
      mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
    },
    log(channel) {
      const logs = path.join(server.userData, 'logs');
      const [file] = readdirSync(logs, { recursive: true, encoding: 'utf8' }).filter(
        (name) => path.basename(name) === `${channel}.log`,
      );
      return file === undefined ? '' : readFileSync(path.join(logs, file), 'utf8');
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
}

/** A message in the corner of the workbench. */
export const notification = (page: Page, text: string | RegExp) =>
  page.locator('.notification-toast').filter({ hasText: text });

/** Opens Boxwright's side bar. */
export async function openSideBar(page: Page): Promise<void> {
  await page.locator('.activitybar').getByRole('tab', { name: 'Boxwright' }).click();
  await page.locator('.sidebar .pane-header').filter({ hasText: 'Boxes' }).waitFor();
}

/** An item of the Boxes view. */
export const boxItem = (page: Page, name: string | RegExp) =>
  page.getByRole('tree', { name: 'Boxes' }).getByRole('treeitem', { name });

/** An item of the Templates view. */
export const templateItem = (page: Page, name: string | RegExp) =>
  page.getByRole('tree', { name: 'Templates' }).getByRole('treeitem', { name }).first();

/** Two key strokes: the usual choices, and yes. */
export async function buildAsUsual(page: Page): Promise<void> {
  const pick = page.locator('.quick-input-widget');
  await pick.getByText('Change…').waitFor();
  await page.keyboard.press('Enter');
  await pick.getByText('Packer runs in').waitFor();
  await page.keyboard.press('Enter');
}
