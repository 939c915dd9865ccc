// node scripts/pinAction.mjs FILE.tgz [--check]: writes into action.yml which package it takes, by the version and the
// SHA-512 of the archive without its compression, which differs between versions of Node; or checks that it is that.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const file = path.join(root, 'action.yml');
const [archive] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const hash = createHash('sha512')
  .update(gunzipSync(readFileSync(archive)))
  .digest('base64');
const before = readFileSync(file, 'utf8');
const after = before
  .replace(/^( {8}BOXWRIGHT_VERSION:) .*$/m, `$1 ${version}`)
  .replace(/^( {8}BOXWRIGHT_INTEGRITY:) .*$/m, `$1 sha512-${hash}`);
if (!process.argv.includes('--check')) writeFileSync(file, after);
else if (after !== before) {
  console.error(`action.yml takes another package than ${path.basename(archive)}: sha512-${hash}.`);
  process.exitCode = 1;
}
