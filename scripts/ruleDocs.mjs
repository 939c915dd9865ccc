// npm run docs: writes the list of rules into docs/rules/README.md and schemas/boxwright.schema.json.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Buffer } from 'node:buffer';
import * as esbuild from 'esbuild';
import prettier from 'prettier';
import { shared } from './build.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const { outputFiles } = await esbuild.build({
  ...shared,
  entryPoints: ['src/rules/rules.ts'],
  format: 'esm',
  write: false,
});
const { rules } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);

const rows = rules.map(
  ({ id, severity, summary, fixable }) =>
    `| [${id}](${id}.md) | ${severity} | ${summary} | ${fixable ? 'yes' : 'no'} |`,
);
const table = ['| Rule | Severity | What it finds | Quick fix |', '|---|---|---|---|', ...rows];
writeFileSync(path.join(root, 'docs/rules/README.md'), `# Rules\n\n${table.join('\n')}\n`);

const schemaFile = path.join(root, 'schemas/boxwright.schema.json');
const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
schema.definitions.rules.properties = Object.fromEntries(
  rules.map(({ id, summary }) => [id, { $ref: '#/definitions/severity', description: summary }]),
);
const options = await prettier.resolveConfig(schemaFile);
writeFileSync(schemaFile, await prettier.format(JSON.stringify(schema), { ...options, parser: 'json' }));
