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
import type { Locator, Page } from 'playwright-core';
import type * as processesModule from '../../scripts/lib/processes.mjs';
import type * as chromiumModule from '../../scripts/vscode/chromium.mjs';
import type * as serverModule from '../../scripts/vscode/server.mjs';
import type * as workbenchModule from '../../scripts/vscode/workbench.mjs';
import type { RunRecord } from '../../src/tools/packer/runs/runRecord';

/*
 * The scripts that start VS Code and drive its workbench. They are loaded as they stand, at run time: bundled into
 * a test they would lose their own place, from which they find what they install.
 */
const script = <Module>(name: string, folder = 'vscode'): Promise<Module> =>
  import(path.join(REPO_ROOT, 'scripts', folder, name)) as Promise<Module>;
type Processes = typeof processesModule;
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
  /** The extension hosts of this VS Code alone, by their process ids. */
  extensionHosts(): number[];
  /** The builds that the extension has recorded, newest first. */
  runs(): RunRecord[];
  /** Opens the folder in another page of the same browser, which knows the same settings and trusts the same folders. */
  anotherPage(): Promise<Page>;
  close(): Promise<void>;
}

/**
 * @param files to put into the folder: quick open does not find what comes later
 * @param folders of the repository to copy into it
 * @param settings the user's
 * @param translate writes each text of the extension in the language {@link pseudoLanguage}
 * @param env over the environment of the tests, for the extension host and what it runs
 */
export async function openDesk({
  files = {},
  folders = [],
  settings = {},
  env = {},
  translate,
}: {
  files?: Record<string, unknown>;
  folders?: readonly string[];
  settings?: Record<string, unknown>;
  env?: Record<string, string | undefined>;
  translate?: (text: string) => string;
} = {}): Promise<Desk> {
  const [workbench, { startServer }, { launchChromium }, { processes }] = await Promise.all([
    script<Workbench>('workbench.mjs'),
    script<Server>('server.mjs'),
    script<Chromium>('chromium.mjs'),
    script<Processes>('processes.mjs', 'lib'),
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
  if (translate) writeTranslation(server.home, translate);
  const browser = await launchChromium();
  const page = await workbench.openWorkbench(browser, server, folder, {
    limitSeconds,
    ...(translate && { language: pseudoLanguage }),
  });
  const address = page.url();
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
    runs: () => recordsIn(path.join(server.userData, 'User', 'workspaceStorage')),
    async anotherPage() {
      const another = await page.context().newPage();
      another.setDefaultTimeout(limitSeconds * 1000);
      await another.goto(address);
      await another.locator('.monaco-workbench').waitFor();
      return another;
    },
    extensionHosts: () =>
      processes()
        .filter(({ pid, group }) => group === server.pid && isExtensionHost(pid))
        .map(({ pid }) => pid),
    async close() {
      await browser.close();
      await server.closeAll();
      rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
}

function recordsIn(folder: string): RunRecord[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(path.dirname(name)) === 'runs' && name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as RunRecord)
    .sort((one, other) => (one.id < other.id ? 1 : -1));
}

/** How long something may take to be seen, on a machine that runs the other tests, too. */
const limitSeconds = 60;

/** The name that VS Code gives to a language that no one speaks. */
const pseudoLanguage = 'qps-ploc';

/** Puts a translation of the installed extension beside its English texts. */
function writeTranslation(home: string, translate: (text: string) => string): void {
  const [bundle] = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter(
    (name) => path.basename(name) === 'bundle.l10n.json' && /boxwright/.test(name),
  );
  if (bundle === undefined) throw new Error(`No texts of Boxwright were installed below ${home}.`);
  const file = path.join(home, bundle);
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const translated = Object.fromEntries(Object.keys(texts).map((text) => [text, translate(text)]));
  writeFileSync(file.replace(/\.json$/, `.${pseudoLanguage}.json`), JSON.stringify(translated));
}

function isExtensionHost(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=extensionHost');
  } catch {
    return false;
  }
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

/** An item of the Machines view. */
export const machineItem = (page: Page, name: string | RegExp) =>
  page.getByRole('tree', { name: 'Machines' }).getByRole('treeitem', { name });

/** Leaves all of the side bar to one of Boxwright's views. */
export async function unfoldOnly(page: Page, view: string): Promise<void> {
  const others = page.locator('.sidebar .pane-header.expanded').filter({ hasNotText: view });
  for (const header of (await others.all()).reverse()) await header.click();
}

/** Two key strokes: the usual choices, and yes. */
export async function buildAsUsual(page: Page): Promise<void> {
  const pick = page.locator('.quick-input-widget');
  await pick
    .getByText('Change…')
    .waitFor()
    .catch(async (error: Error) => {
      throw new Error(`${error.message}\nShown instead:\n${await inFront(page)}`);
    });
  await page.keyboard.press('Enter');
  await pick.getByText('Packer runs in').waitFor();
  await page.keyboard.press('Enter');
}

/** What VS Code asks and tells just now. */
async function inFront(page: Page): Promise<string> {
  const parts = page.locator('.quick-input-widget, .notification-toast').filter({ visible: true });
  return (await parts.allInnerTexts()).join('\n--\n') || 'nothing';
}

/** Moves the mouse to something from elsewhere: the hover of what it was on would hide what lies below. */
export async function pointAt(item: Locator): Promise<void> {
  const page = item.page();
  await page.mouse.move(0, 0);
  await page.locator('.context-view .hover-contents').first().waitFor({ state: 'hidden' });
  await item.hover();
}
