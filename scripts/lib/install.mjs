import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Makes node_modules what package-lock.json says, when it isn't yet. Uses nothing but Node, so that it can run
 * first in a fresh clone.
 * @throws Error when Node is too old or npm fails
 */
export async function installDependencies() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`Boxwright is built with Node 20.19 or newer; this is ${process.version}.`);
  if (isInstalled(root)) return;
  console.log('installing npm packages (npm ci)');
  await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, quiet: true });
}

/**
 * npm writes node_modules/.package-lock.json last, so an interrupted installation has none or an old one, and
 * what a developer installed by hand counts too. Packages for other platforms are not in it.
 */
function isInstalled(folder) {
  const wanted = packages(path.join(folder, 'package-lock.json'));
  const present = packages(path.join(folder, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '') return true;
    if (!present[name]) return entry.optional === true;
    return present[name].version === entry.version && existsSync(path.join(folder, name));
  });
}

function packages(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
