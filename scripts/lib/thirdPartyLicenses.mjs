import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The licenses of the npm packages that files are of, which ask for it to go along with every copy.
 * @param {readonly string[]} inputs relative to the root, as in a metafile of esbuild
 * @param {string} root absolute
 * @returns {string}
 * @throws Error for a package without a text of its license, neither its own nor in scripts/licenses
 */
export function thirdPartyLicenses(inputs, root) {
  const folders = new Set(inputs.map(packageOf).filter((folder) => folder !== undefined));
  const parts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
    );
    const own = readdirSync(path.join(root, folder)).filter((file) =>
      /^(licen[cs]e|copying|notice)/i.test(file),
    );
    const kept = path.join(root, 'scripts', 'licenses', `${name.replace('/', '+')}.txt`);
    const files = own.length ? own.sort().map((file) => path.join(root, folder, file)) : [kept];
    if (!files.every((file) => existsSync(file)))
      throw new Error(`${name} brings no text of its license. Put it into ${path.relative(root, kept)}.`);
    const texts = files.map((file) => readFileSync(file, 'utf8').trim());
    return [`${name} ${version} (${license})`, ...texts].join('\n\n');
  });
  return `${['Boxwright contains these packages.', ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** The folder of the package that a file is of, also of one within another; undefined for one of our own. */
function packageOf(input) {
  return /^(.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)/.exec(input)?.[1]?.replaceAll('\\', '/');
}
