// npm run corpus -- [options] FOLDER…: what the linter says of strangers' repositories, and whether it is right.
// What was judged before is kept in a list outside of this repository, since it quotes texts of others.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findTemplates } from './corpus/findTemplates.mjs';
import { compare, countByRule, readVerdicts, verdictLine } from './corpus/verdicts.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const severities = ['error', 'warning', 'info', 'hint'];
const usage = `npm run corpus -- [--verdicts FILE] [--severity ${severities.join('|')}] [--cli FILE] FOLDER…

Lints each folder as a project of its own, prints its timelines, and counts findings by rule, with 'never-connects' for
builds whose timeline says so. With a list of verdicts it counts what is true, arguable and false, and shows what the
list does not have, and what it has and is not found any more. The lines that are shown can be put into the list, with
true, arguable or false instead of '?'.

  --verdicts FILE   lines of verdict, folder, rule, file and message, with tabs between them
  --severity NAME   the lowest one whose findings are shown if they are not judged (default: error)
  --cli FILE        the linter (default: dist/cli.js, which npm run build makes)`;

try {
  await main();
} catch (error) {
  if (!error.code?.startsWith('ERR_PARSE_ARGS')) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      verdicts: { type: 'string' },
      severity: { type: 'string', default: 'error' },
      cli: { type: 'string', default: path.join(root, 'dist', 'cli.js') },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help || positionals.length === 0) return console.log(usage);
  const cli = path.resolve(values.cli);
  const claims = [];
  for (const folder of positionals) claims.push(...(await claimsOf(cli, path.resolve(folder))));
  const kept =
    values.verdicts && existsSync(values.verdicts) ? readVerdicts(readFileSync(values.verdicts, 'utf8')) : [];
  const folders = new Set(positionals.map((folder) => path.basename(path.resolve(folder))));
  print(claims, compare(claims, kept, folders), severities.indexOf(values.severity));
}

function print(claims, { judged, gone }, lowest) {
  for (const line of countByRule(judged)) console.log(line);
  const open = judged.filter(({ verdict, severity }) => !verdict && severities.indexOf(severity) <= lowest);
  console.log(`\n${claims.length} findings. Not judged yet: ${open.length}`);
  for (const claim of open) console.log(verdictLine(claim));
  console.log(`\nJudged, and not found any more: ${gone.length}`);
  for (const claim of gone) console.log(verdictLine(claim));
}

/** What is said of one folder. */
async function claimsOf(cli, folder) {
  const name = path.basename(folder);
  const found = await cliJson(cli, folder, ['lint', '--format', 'json', '--fail-on', 'never', '.']);
  if (!found) console.error(`${name}: nothing to lint`);
  const findings = (found?.findings ?? []).map(({ rule, severity, file, line, message }) => ({
    folder: name,
    rule,
    severity,
    file,
    line,
    message,
  }));
  return [...findings, ...(await neverConnects(cli, folder, name))];
}

async function neverConnects(cli, folder, name) {
  const templates = findTemplates(folder);
  const claims = [];
  for (let at = 0; at < templates.length; at += availableParallelism()) {
    const few = templates.slice(at, at + availableParallelism());
    const read = await Promise.all(
      few.map((file) => cliJson(cli, folder, ['timeline', '--format', 'json', file])),
    );
    for (const [index, file] of few.entries())
      for (const { name: build, takeOver } of read[index]?.builds ?? [])
        if (takeOver?.kind === 'never')
          claims.push({
            folder: name,
            rule: 'never-connects',
            severity: 'error',
            file,
            line: 1,
            message: `${build}: ${takeOver.message}`,
          });
  }
  return claims;
}

/** What the command line prints; undefined where it can't take what it is given. */
function cliJson(cli, cwd, args) {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { cwd, maxBuffer: 1 << 28 }, (error, stdout) => {
      resolve(error && !stdout ? undefined : JSON.parse(stdout));
    });
  });
}
