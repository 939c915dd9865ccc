// npm run judge -- CHECKOUT…: what Packer accepts of templates, and what the linter says of them. The templates stay where
// they are: those of hashicorp/packer, hcl2template/testdata and command/test-fixtures, are meant above all.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findUnits, inFolderOfItsOwn } from './judge/units.mjs';
import { lintUnit, validateUnit } from './judge/verdicts.mjs';
import { currentPacker } from './realTools/currentPacker.mjs';
import { oldPacker } from './realTools/installedTools.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const usage = `npm run judge -- [--cli FILE] [--all] FOLDER…

Gives each template below the folders to packer validate, to the oldest and the newest Packer that the tests use, and to the
linter. A JSON template and an HCL2 file are judged by themselves, a folder of several HCL2 files as a whole, too. Not judged is
what Packer refuses for plugins that are not installed, values that are not given or what is outside the template, and a file
that is a part of a template: without a build and without a source.

  --cli FILE   the linter (default: dist/cli.js, which npm run build makes)
  --all        also show where all agree`;

/** What a checkout of Packer has for its own tests; any other folder is searched as a whole. */
const fixtures = ['hcl2template/testdata', 'command/test-fixtures', 'packer/test-fixtures'];

/** The rules about Packer's language and its options: of these none may contradict Packer. */
const ownRules = new Set(
  readdirSync(path.join(root, 'src', 'rules'))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(root, 'src', 'rules', name), 'utf8'))
    .filter((text) => /\bgrammarCheck\(|\baskComponents\(/.test(text))
    .map((text) => /\bid: '([^']+)'/.exec(text)?.[1]),
);

const foldersOf = (checkout) => {
  const own = fixtures.map((name) => path.resolve(checkout, name)).filter((folder) => existsSync(folder));
  return own.length > 0 ? own : [path.resolve(checkout)];
};

/** Packer names the first line of a block where we name a line in it. */
const isThere = ({ file, line }, found, folder) =>
  line === undefined ||
  found.some(
    (one) =>
      one.file === file && one.line <= lastLineOf(path.join(folder, file), line) && line <= one.endLine,
  );

function lastLineOf(file, line) {
  const lines = readFileSync(file, 'utf8').split('\n');
  let depth = 0;
  for (let at = line - 1; at < lines.length; at++) {
    depth += lines[at].split('{').length - lines[at].split('}').length;
    if (depth <= 0) return at + 1;
  }
  return line;
}

const isStrong = (severity) => severity === 'error' || severity === 'warning';

/** Other warnings are about what Packer takes, and what then fails or means nothing: that says no more than its build. */
const saysRejected = ({ severity, message }) => severity === 'error' || /\brejects?\b/.test(message);

const onlyUnused = new Set(['unused-variable', 'unused-source']);

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
      cli: { type: 'string', default: path.join(root, 'dist', 'cli.js') },
      all: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help || positionals.length === 0) return console.log(usage);
  /** @type {{ path: string, version?: string, pluginFolder?: string }[]} */
  const packers = [await currentPacker(), await oldPacker()].flatMap((packer) => {
    if (!('skip' in packer)) return [packer];
    console.log(`left out: ${packer.skip}`);
    return [];
  });
  if (packers.length === 0) throw new Error('There is no Packer to ask.');
  const units = positionals.flatMap((folder) =>
    foldersOf(folder).flatMap((one) => findUnits(one, path.resolve(folder))),
  );
  const counts = { found: 0, elsewhere: 0, missed: 0, agreed: 0, false: 0, beyond: 0, 'not judged': 0 };
  for (const unit of units)
    await inFolderOfItsOwn(unit, packers[0].version ?? '1.6.6', async (folder) => {
      const verdicts = [];
      for (const packer of packers) verdicts.push(await validateUnit(packer, unit, folder));
      const findings = await lintUnit(path.resolve(values.cli), folder);
      const judged = compare(verdicts[0], findings, folder);
      const kind = judged === 'missed' && isPart(folder) ? 'not judged' : judged;
      counts[kind]++;
      if (values.all || !['found', 'agreed', 'beyond', 'not judged'].includes(kind))
        show(unit, kind, verdicts, findings);
    });
  console.log(
    Object.entries(counts)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', '),
  );
  if (counts.missed + counts.elsewhere + counts.false > 0) process.exitCode = 1;
}

/** Whether nothing in a folder builds anything, or could. */
function isPart(folder) {
  const names = readdirSync(folder).filter((name) => /\.pkr\.(hcl|json)$/.test(name));
  const texts = names.map((name) => readFileSync(path.join(folder, name), 'utf8'));
  return texts.length > 0 && !texts.some((text) => /^\s*"?(?:build|source)\b/m.test(text));
}

/**
 * What the newest Packer says counts. What it refuses for something outside of the template may have more that is wrong.
 * Settings that only stand unused are no contradiction.
 */
function compare({ accepted, reasons }, findings, folder) {
  const found = findings.filter(({ rule, severity }) => severity !== 'hint' || !onlyUnused.has(rule));
  if (accepted) {
    const own = findings.filter(({ rule, severity }) => isStrong(severity) && ownRules.has(rule));
    return own.some(saysRejected) ? 'false' : own.length > 0 ? 'beyond' : 'agreed';
  }
  if (reasons.length === 0) return 'not judged';
  // That two files of a folder have one name is told as what it mostly is: that they are two templates.
  if (findings.some(({ rule }) => rule === 'separate-templates')) return 'found';
  if (found.length === 0) return 'missed';
  return reasons.some((reason) => isThere(reason, found, folder)) ? 'found' : 'elsewhere';
}

function show({ name }, kind, verdicts, findings) {
  console.log(`${kind}: ${name}`);
  for (const { version, accepted, reasons, other } of verdicts)
    console.log(
      accepted
        ? `  ${version} accepts it`
        : [...reasons, ...other].map((one) => `  ${version} ${one.file}:${one.line} ${one.text}`).join('\n'),
    );
  for (const { rule, severity, file, line, message } of findings)
    console.log(`    ${severity} ${file}:${line} ${rule}: ${message}`);
}
