// npm run new-rule ID [-- options]: makes the files of a new rule, in which what is left to write is marked 'To do'.
// The tests of the rule and of its page fail until it is written.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { run } from './lib/run.mjs';
import { addToList, isRuleId, ruleFiles, severities } from './newRule/files.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const usage = `npm run new-rule ID [-- --severity ${severities.join('|')}] [--fixable]

ID is what users write into their configuration: at least two words in lower case with hyphens between them, such as
reboot-in-provisioner. The severity is 'warning' unless you give another one; --fixable is for a rule with a quick fix.`;

/** What the author of the command line has to put right. */
class UsageError extends Error {}

try {
  await main();
} catch (error) {
  const misused = error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS');
  console.error(misused ? `${error.message}\n\n${usage}` : error.message);
  process.exitCode = misused ? 2 : 1;
}

async function main() {
  const rule = readOptions();
  if (!rule) return console.log(usage);
  const list = path.join(root, 'src', 'rules', 'rules.ts');
  const ids = readdirSync(path.join(root, 'docs', 'rules'))
    .filter((name) => name !== 'README.md')
    .map((name) => name.replace(/\.md$/, ''));
  const files = Object.entries(ruleFiles(rule));
  const taken = files.find(([name]) => existsSync(path.join(root, name)))?.[0];
  if (ids.includes(rule.id) || taken)
    throw new UsageError(`The rule '${rule.id}' already exists${taken ? `: ${taken}` : ''}.`);
  const newList = addToList(readFileSync(list, 'utf8'), ids, rule.id);
  for (const [name, text] of files) writeFileSync(path.join(root, name), text);
  writeFileSync(list, newList);
  await run(process.execPath, [path.join(root, 'scripts', 'ruleDocs.mjs')], { cwd: root, quiet: true });
  console.log(`Created the rule '${rule.id}'. Write what is marked 'To do', in this order:
${files.map(([name]) => `  ${name}`).join('\n')}
Then add a fault to test/unit/rules/faults.test.ts, and run: npm run docs && npm test -- unit --grep ${rule.id}`);
}

/** @returns {import('./newRule/files.mjs').NewRule | undefined} nothing when only help is wanted */
function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      severity: { type: 'string', default: 'warning' },
      fixable: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  const [id, ...more] = positionals;
  if (id === undefined) throw new UsageError('The id of the new rule is missing.');
  if (more.length > 0) throw new UsageError(`Unexpected argument '${more[0]}': a call creates one rule.`);
  if (!isRuleId(id)) throw new UsageError(`'${id}' is not a valid rule id.`);
  if (!severities.includes(values.severity))
    throw new UsageError(`Unknown severity '${values.severity}'. Use one of ${severities.join(', ')}.`);
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return { id, severity: values.severity, fixable: values.fixable, since: version };
}
