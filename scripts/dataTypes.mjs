// npm run types: writes the TypeScript types of the data in src/ from its JSON schemas, each beside its schema.
// With --check it writes nothing, and fails where a file is not what it would write.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import prettier from 'prettier';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const sources = path.join(root, 'src');

const stale = [];
for (const name of readdirSync(sources, { encoding: 'utf8', recursive: true })) {
  if (!name.endsWith('.schema.json')) continue;
  const schema = path.join(sources, name);
  const target = schema.replace(/\.schema\.json$/, '.generated.ts');
  const types = await typesOf(schema, target);
  if (existsSync(target) && readFileSync(target, 'utf8') === types) continue;
  stale.push(path.relative(root, target));
  if (!process.argv.includes('--check')) writeFileSync(target, types);
}
if (process.argv.includes('--check') && stale.length) {
  console.error(`Not what the schema says: ${stale.join(', ')}. Run "npm run types".`);
  process.exitCode = 1;
}

async function typesOf(schema, target) {
  const types = await compile(JSON.parse(readFileSync(schema, 'utf8')), path.basename(schema), {
    additionalProperties: false,
    bannerComment: `// Made by "npm run types" of ${path.basename(schema)}: edit that.`,
    format: false,
    ignoreMinAndMaxItems: true, // TypeScript reads a list in a JSON file as of any length
  });
  return prettier.format(types, { ...(await prettier.resolveConfig(target)), parser: 'typescript' });
}
