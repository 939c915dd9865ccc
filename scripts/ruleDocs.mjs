// npm run docs: writes what rules say of themselves and find into docs/rules and schemas/boxwright.schema.json.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import prettier from 'prettier';
import { packerSchemas, prismWasm, shared } from './build.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const { rules, categories, readPage, pagesFolder, regenerated } = await loadSources();
writeList();
for (const rule of rules)
  writeFileSync(path.join(pagesFolder, `${rule.id}.md`), await regenerated(rule, readPage(rule.id)));
await writeSchema();

/** The rules, and what the tests know of their pages, too. */
async function loadSources() {
  const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-docs-'));
  try {
    const outfile = path.join(folder, 'sources.js');
    await esbuild.build({
      ...shared,
      stdin: {
        contents:
          "export * from './src/rules/rules'; export { categories } from './src/rules/rule'; export * from './test/support/rulePages';",
        resolveDir: root,
        loader: 'ts',
      },
      outfile,
      define: {
        REPO_ROOT: JSON.stringify(root),
        PRISM_WASM: JSON.stringify(prismWasm),
        PACKER_SCHEMAS: JSON.stringify(packerSchemas),
      },
    });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The tables of all rules in docs/rules/README.md, by what they are about. */
function writeList() {
  const tables = Object.entries(categories).map(([category, title]) => {
    const rows = rules
      .filter((rule) => rule.category === category)
      .map(
        ({ id, severity, summary, fixes, preview }) =>
          `| [${id}](${id}.md)${preview ? ' (preview)' : ''} | ${severity} | ${summary} | ${fixes.join(' or ') || 'no'} |`,
      );
    return [
      `## ${title}\n`,
      '| Rule | Severity | What it finds | Quick fix |',
      '|---|---|---|---|',
      ...rows,
    ].join('\n');
  });
  writeFileSync(path.join(pagesFolder, 'README.md'), `# Rules\n\n${tables.join('\n\n')}\n`);
}

/** The rules' names and summaries, which VS Code offers in boxwright.json. */
async function writeSchema() {
  const file = path.join(root, 'schemas/boxwright.schema.json');
  const schema = JSON.parse(readFileSync(file, 'utf8'));
  schema.definitions.rules.properties = Object.fromEntries(
    rules.map(({ id, summary }) => [id, { $ref: '#/definitions/severity', description: summary }]),
  );
  const options = await prettier.resolveConfig(file);
  writeFileSync(file, await prettier.format(JSON.stringify(schema), { ...options, parser: 'json' }));
}
