import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { ComponentFacts, OptionFacts, PluginFacts } from '../../../src/pipeline/schema/facts';
import { optionsOf } from '../../../src/pipeline/schema/options';
import type { Option, Options } from '../../../src/pipeline/schema/options';
// eslint-disable-next-line @typescript-eslint/ban-ts-comment
// @ts-ignore -- a script without types
import { indexOf } from '../../../scripts/schema/writeIndex.mjs';

const folder = path.join(REPO_ROOT, 'schemas', 'packer');
const text = (name: string) => readFileSync(path.join(folder, `${name}.json`), 'utf8');
const others = new Set(['index', 'language', 'describe']);
const names = readdirSync(folder)
  .map((name) => name.replace(/\.json$/, ''))
  .filter((name) => !others.has(name));
const all = new Map(names.map((name) => [name, JSON.parse(text(name)) as PluginFacts]));

const types =
  /^(string|number|bool|duration|any|attrs|block|list\(block\)|(list|map)\((string|number|bool|any|list\(string\)|map\(string\))\))$/;

describe('What is known of plugins', () => {
  it('has an index of what there is', () => {
    assert.equal(text('index'), indexOf(folder), 'Run `npm run schema -- --index`.');
  });

  it('has one option a line, sorted, so that a difference can be read', () => {
    for (const [name, { structs }] of all) {
      assert.deepEqual(Object.keys(structs), Object.keys(structs).sort(), name);
      for (const [id, { options }] of Object.entries(structs))
        assert.deepEqual(Object.keys(options), Object.keys(options).sort(), `${name} ${id}`);
      const lines = text(name).split('\n').length;
      const count = Object.values(structs).reduce((sum, { options }) => sum + Object.keys(options).length, 0);
      assert.ok(lines > count, name);
    }
  });

  for (const [name, facts] of all)
    it(`is well-formed: ${name}`, () => {
      assert.equal(facts.name, name);
      for (const component of facts.components ?? []) checkComponent(facts, component);
    });
});

function checkComponent(facts: PluginFacts, component: ComponentFacts): void {
  const options = optionsOf({ facts, component });
  const where = `${facts.name} ${component.kind} ${component.type}`;
  const isRelease = (version: string) => facts.versions?.includes(version.replace(/^>/, '')) ?? false;
  const paths = new Map<string, Option>();
  const walk = (among: Options): void => {
    for (const option of among.values()) {
      paths.set(option.path, option);
      if (option.inner) walk(option.inner);
    }
  };
  walk(options);
  for (const [at, option] of paths) {
    const place = `${where} ${at}`;
    assert.match(option.type, types, place);
    if (/block/.test(option.type)) assert.ok(option.block, place);
    for (const since of [option.since, option.requiredSince, option.valuesSince])
      if (since !== undefined) assert.ok(isRelease(since), `${place} ${since}`);
    const around = at.slice(0, at.lastIndexOf('.') + 1);
    for (const other of namedBy(option))
      assert.ok(paths.has(around + other) || paths.has(other), `${place} → ${other}`);
  }
  for (const other of [...(component.oneOf ?? []), ...(component.conflicts ?? [])].flat())
    assert.ok(paths.has(other), `${where} ${other}`);
  for (const other of Object.keys(component.set ?? {})) assert.ok(paths.has(other), `${where} ${other}`);
  for (const [other, last] of Object.entries(component.removed ?? {}))
    assert.ok(!paths.has(other) && isRelease(last), `${where} ${other}`);
  if (component.since !== undefined) assert.ok(isRelease(component.since), where);
}

const namedBy = ({ needs = [], requiredUnless = {}, deprecated }: OptionFacts): string[] => [
  ...needs,
  ...Object.keys(requiredUnless),
  ...(deprecated?.use === undefined ? [] : [deprecated.use]),
];
