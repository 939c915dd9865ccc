import { findProgram, needPrograms } from './programs.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** @returns {string | undefined} the browser that CHROMIUM names, else the one on PATH */
export function findChromium() {
  return process.env.CHROMIUM || findProgram(...names);
}

/**
 * Finds Chromium; on Debian and as root installs it if need be.
 * @returns {Promise<string>} its full path
 * @throws Error that says what to do
 */
export async function installChromium() {
  const found = findChromium();
  if (found) return found;
  await needPrograms({ chromium: 'chromium' }).catch((error) => {
    throw new Error(`no Chromium to draw VS Code: set CHROMIUM to one, or: ${error.message}`);
  });
  return /** @type {string} it is there, or needPrograms() had failed */ (findChromium());
}

/**
 * Starts Chromium without a window. It asks nothing outside this machine.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchChromium() {
  const executablePath = await installChromium();
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    // server.mjs ends this process in order; the browser then goes with it
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/**
 * Keeps a page from drawing what moves by itself, such as spinners and cursors, which costs a processor where there is no
 * graphics card.
 * @param {import('playwright-core').Page} page not yet opened
 */
export async function stillPage(page) {
  const still = '*, *::before, *::after { animation: none !important; transition: none !important; }';
  await page.addInitScript({
    content: `const still = new CSSStyleSheet(); still.replaceSync('${still}'); document.adoptedStyleSheets.push(still);`,
  });
}
