// npm run schema -- CHECKOUT…: reads what Packer and its plugins take out of checkouts of their repositories, and writes
// schemas/packer. docs/schemas.md says how. With --index it writes the index alone, from the files that are there.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { run } from './lib/run.mjs';
import { findProgram } from './vscode/programs.mjs';
import { writeIndex } from './schema/writeIndex.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.join(root, 'schemas', 'packer');
const usage = `npm run schema -- [--quick] [--report FILE] CHECKOUT…
npm run schema -- --index

CHECKOUT is a clone with its tags, bare or not, of hashicorp/packer, hashicorp/packer-plugin-sdk or a plugin; its folder
is called as the repository. All of scripts/schema/repos.txt are needed, as what is not read is not written.

  --quick        leaves out since when there is what
  --report FILE  every finding with its place in the source, and what was seen and not used
  --index        writes schemas/packer/index.json alone`;

try {
  await main();
} catch (error) {
  console.error(error.code?.startsWith('ERR_PARSE_ARGS') ? `${error.message}\n\n${usage}` : error.message);
  process.exitCode = 1;
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean' },
      report: { type: 'string' },
      index: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.index) return writeIndex(folder);
  if (values.help || !positionals.length) return console.log(usage);
  const go = findProgram('go');
  if (!go) return console.log('Skipped: there is no Go to run the extractor with.');
  const args = ['run', '.', '-curated', 'curated.json', '-out', folder];
  if (values.quick) args.push('-quick');
  if (values.report) args.push('-report', path.resolve(values.report));
  const checkouts = positionals.map((checkout) => path.resolve(checkout));
  await run(go, [...args, ...checkouts], { cwd: path.join(root, 'scripts', 'schema') });
  writeIndex(folder);
}
