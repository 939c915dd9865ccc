import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { aptInstall } from '../lib/apt.mjs';

/**
 * @param {...string} names in the order of preference
 * @returns {string | undefined} the full path of the first of them that is on PATH
 */
export function findProgram(...names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const name of names) {
    for (const folder of folders) {
      const found = endings.map((ending) => path.join(folder, name + ending)).find(isExecutable);
      if (found) return found;
    }
  }
  return undefined;
}

/**
 * Makes sure that programs are there: on Debian and as root (a container, a CI machine) the missing ones are
 * installed, elsewhere the developer is told which.
 * @param {Record<string, string>} packages the Debian package by the program's name
 * @throws Error that names the programs and says what to do
 */
export async function needPrograms(packages) {
  const missing = () => Object.keys(packages).filter((name) => !findProgram(name));
  const before = missing();
  if (before.length === 0) return;
  const names = [...new Set(before.map((name) => packages[name]))];
  const problem = await aptInstall(names);
  if (!problem && missing().length === 0) return;
  throw new Error(
    `missing: ${before.join(', ')}. On Debian or Ubuntu, as root: apt-get install ${names.join(' ')}` +
      (problem ? `\n(not done here: ${problem})` : ''),
  );
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
