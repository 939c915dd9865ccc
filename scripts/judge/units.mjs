import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * @typedef {object} Unit something that Packer is given
 * @property {string} name for people
 * @property {string} folder absolute
 * @property {string | undefined} file its name; undefined where it is the folder as a whole
 */

const isHcl = (name) => /\.pkr\.(hcl|json)$/.test(name);

/** @param {string} folder absolute @param {string} base from which names are shown @returns {Unit[]} */
export function findUnits(folder, base) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const hcl = files.filter(isHcl);
  const json = files.filter((name) => name.endsWith('.json') && !isHcl(name) && isTemplate(folder, name));
  const shown = (name = '') => path.relative(base, path.join(folder, name));
  return [
    ...[...hcl, ...json].map((file) => ({ name: shown(file), folder, file })),
    ...(hcl.length > 1 ? [{ name: `${shown()}${path.sep}`, folder, file: undefined }] : []),
    ...entries
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git')
      .flatMap(({ name }) => findUnits(path.join(folder, name), base)),
  ];
}

const isTemplate = (folder, name) =>
  /"(?:builders|provisioners)"/.test(readFileSync(path.join(folder, name), 'utf8'));

/**
 * Copies what a unit can read into a folder that nothing else is in, and removes it afterwards.
 * @param {Unit} unit
 * @param {string} packerVersion for which it is linted
 * @param {(folder: string) => Promise<void>} use
 */
export async function inFolderOfItsOwn({ folder, file }, packerVersion, use) {
  const copy = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-judge-')));
  try {
    const isOther = (name) => isHcl(name) || (name.endsWith('.json') && isTemplate(folder, name));
    for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()))
      if (name === file || !isOther(name) || (file === undefined && isHcl(name)))
        cpSync(path.join(folder, name), path.join(copy, name));
    // The linter's project ends where a repository does.
    mkdirSync(path.join(copy, '.git'));
    writeFileSync(path.join(copy, 'boxwright.json'), JSON.stringify({ packerVersion }));
    await use(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
