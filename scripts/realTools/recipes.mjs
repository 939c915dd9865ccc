import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Another one whenever something in a folder changes: what is made by a recipe is made anew then.
 * @param {string} recipe a folder
 */
export function recipeFingerprint(recipe) {
  const hash = createHash('sha256');
  for (const name of readdirSync(recipe, { encoding: 'utf8', recursive: true }).sort()) {
    const file = path.join(recipe, name);
    if (statSync(file).isFile()) hash.update(`${name}\0`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
