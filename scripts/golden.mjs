// npm run golden: accepts what the tables say now, by writing test/fixtures/golden anew. Read the changes before you commit.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { status } = spawnSync(process.execPath, ['scripts/test.mjs', 'unit', '--grep', '^golden: '], {
  cwd: root,
  env: { ...process.env, UPDATE_GOLDEN: '1' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
