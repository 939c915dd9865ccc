import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a rule consists of, and what checks it. */
const parts = [
  'docs/glossary.md',
  'docs/measured.json',
  'docs/rules',
  'schemas',
  'scripts',
  'src',
  'test/support',
  'test/unit/rules',
  '.prettierrc.json',
  '.prettierignore',
  ...readdirSync(REPO_ROOT).filter((name) => /^eslint\..*\.mjs$/.test(name)),
  'package.json',
  'tsconfig.json',
];

describe('npm run new-rule', function () {
  this.timeout(240_000);
  let folder: string;

  before(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-rule-')));
    for (const part of parts)
      cpSync(path.join(REPO_ROOT, part), path.join(folder, part), { recursive: true });
    const modules = realpathSync(path.join(REPO_ROOT, 'node_modules'));
    symlinkSync(modules, path.join(folder, 'node_modules'), 'junction');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const newRule = (...args: string[]) => node('scripts/newRule.mjs', ...args);
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  const tool = (name: string, ...args: string[]) => {
    const { status, stdout, stderr } = node(path.join('node_modules', name), ...args);
    assert.equal(status, 0, `${name}: ${stdout}${stderr}`);
  };

  for (const [title, args, message] of [
    ['no id', [], /^The id of the new rule is missing\.$/m],
    ['an id that is taken', ['memory-below-4gb'], /^The rule 'memory-below-4gb' already exists: docs/m],
    ['capital letters', ['Memory-Low'], /^'Memory-Low' is not a valid rule id\.$/m],
    ['a path', ['../memory-low'], /^'\.\.\/memory-low' is not a valid rule id\.$/m],
    ['a single word', ['memory'], /^'memory' is not a valid rule id\.$/m],
    ['two ids', ['memory-low', 'disk-low'], /^Unexpected argument 'disk-low'/m],
    [
      'an unknown severity',
      ['memory-low', '--severity', 'fatal'],
      /^Unknown severity 'fatal'\. Use one of /m,
    ],
    ['an unknown option', ['memory-low', '--sort'], /--sort/],
  ] as const)
    it(`refuses ${title}`, () => {
      const { status, stderr } = newRule(...args);
      assert.match(stderr, message);
      assert.match(stderr, /^npm run new-rule ID /m);
      assert.equal(status, 2);
    });

  it('creates a rule that compiles, is formatted and follows the style', () => {
    const { status, stdout, stderr } = newRule('memory-to-spare', '--severity', 'info', '--fixable');
    assert.equal(status, 0, stderr);
    const files = [
      'src/rules/memoryToSpare.ts',
      'test/unit/rules/memoryToSpare.test.ts',
      'docs/rules/memory-to-spare.md',
    ];
    for (const file of files) {
      assert.ok(stdout.includes(file), stdout);
      assert.ok(read(file).includes('To do:'), file);
    }
    const code = [...files.slice(0, 2), 'src/rules/rules.ts'];
    tool('prettier/bin/prettier.cjs', '--check', ...code, 'schemas/boxwright.schema.json');
    tool('typescript/bin/tsc', '--noEmit');
    tool('eslint/bin/eslint.js', '--max-warnings', '0', ...code);
  });

  it('adds it to the rules, the list of pages and the schema, in order', () => {
    const rules = read('src/rules/rules.ts');
    for (const lines of [
      /from '\.\/memoryBelowSetupMinimum';\nimport \{ memoryToSpare \} from '\.\/memoryToSpare';\nimport \{ missingN/,
      /\n {2}memoryBelowSetupMinimum,\n {2}memoryToSpare,\n {2}missingNorestart,\n/,
    ])
      assert.match(rules, lines);
    assert.match(
      read('docs/rules/README.md'),
      /^\| \[memory-to-spare\]\(memory-to-spare\.md\) \| info \| To do: .* \| unsafe \|$/m,
    );
    const schema = JSON.parse(read('schemas/boxwright.schema.json')) as {
      definitions: { rules: { properties: object } };
    };
    assert.ok('memory-to-spare' in schema.definitions.rules.properties);
  });

  it('adds a rule behind all others', () => {
    assert.equal(newRule('zone-missing').status, 0);
    assert.match(read('src/rules/rules.ts'), /\n {2}wrongType,\n {2}zoneMissing,\n\];\n$/);
    assert.match(read('docs/rules/README.md'), /\n\| \[zone-missing\].*\| warning \|.*\n\n## /);
  });
});
