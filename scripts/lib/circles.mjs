import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where files need each other as the rules of a grammar do: an expression holds a template, which holds expressions. */
const recursive = '^src/(syntax/|pipeline/vagrantfile/ruby/)';

/**
 * Looks for circles of imports in src/. An `import type` counts: two files that need each other's types are read together
 * as well, and mostly hide a third file that both need.
 * @param {string} [folder] absolute
 * @returns {Promise<string[]>} each circle as the files on its way, joined by arrows; empty when there is none
 */
export async function findCircles(folder = path.join(root, 'src')) {
  const { output } = await cruise([path.basename(folder)], {
    baseDir: path.dirname(folder),
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    ruleSet: {
      forbidden: [
        { name: 'circle', severity: 'error', from: { pathNot: recursive }, to: { circular: true } },
      ],
    },
  });
  // It is text only where a form of report is asked for.
  if (typeof output === 'string') throw new Error(output);
  return output.summary.violations.map(({ from, cycle }) =>
    [from, ...(cycle ?? []).map(({ name }) => name)].join(' → '),
  );
}
