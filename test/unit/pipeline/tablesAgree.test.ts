import assert from 'node:assert/strict';
import { builderMemory } from '../../../src/pipeline/guest/memory';
import { kindsInFacts, wasInPacker } from '../../../src/pipeline/packer/pluginTable';
import type { ComponentKind } from '../../../src/pipeline/packer/pluginTable';
import { builderRows, postProcessorRows, provisionerRows } from '../../../src/pipeline/paths/references';
import type { FactsIndex, PluginFacts } from '../../../src/pipeline/schema/facts';
import { optionsOf } from '../../../src/pipeline/schema/options';
import type { Option, Options } from '../../../src/pipeline/schema/options';
import { schemaFile } from '../../../src/pipeline/schema/schemaFiles';
import { builderOf } from '../../../src/pipeline/template/builders/builders';
import { communicatorNames } from '../../../src/pipeline/template/communicator';
import { parseDuration } from '../../../src/pipeline/template/duration';
import { removedKeyOf, removedKeys } from '../../../src/pipeline/template/removedKeys';
import type { Replacement } from '../../../src/pipeline/template/removedKeys';

/** What components take by the schemas, of each type. */
function known(kind: ComponentKind): (readonly [type: string, options: Options])[] {
  const name = kindsInFacts[kind];
  return Object.entries(schemaFile<FactsIndex>('index').components[name]).map(([type, file]) => {
    const facts = schemaFile<PluginFacts>(file);
    const component = facts.components?.find((one) => one.kind === name && one.type === type);
    assert.ok(component, type);
    return [type, optionsOf({ facts, component })];
  });
}

const builders = known('builder');
const componentsOf = {
  builder: builders,
  provisioner: known('provisioner'),
  'post-processor': known('postProcessor'),
};

/** An option by its dotted path; a star stands for what has any names. */
function optionAt(options: Options, path: string): Option | undefined {
  const [name = '', ...rest] = path.split('.');
  const option = options.get(name);
  if (!rest.length || !option) return option;
  return option.inner ? optionAt(option.inner, rest.join('.')) : option;
}

describe('tables of options', () => {
  it('name memory as the schemas do, with the same defaults', () => {
    for (const { type: types, setting, unset, oldSetting } of builderMemory) {
      const all = builders.filter(([type]) => types.test(type));
      assert.ok(all.length, String(types));
      for (const [type, options] of all) {
        const names = ['memory', 'RAM', 'vm_memory'].filter((name) => options.has(name));
        assert.deepEqual(names, setting === undefined ? [] : [setting], type);
        // A machine that is cloned has its own where nothing is set.
        if (setting !== undefined && type !== 'hyperv-vmcx')
          assert.equal(unset, options.get(setting)?.default, type);
        if (oldSetting !== undefined) assert.ok(!options.has(oldSetting), `${type} ${oldSetting}`);
      }
    }
  });

  for (const [part, rows] of [
    ['builder', builderRows],
    ['provisioner', provisionerRows],
    ['post-processor', postProcessorRows],
  ] as const)
    it(`name paths as the schemas do: ${part}`, () => {
      for (const { type: types, setting } of rows) {
        const all = componentsOf[part].filter(([type]) => types.test(type));
        const without = all.filter(([, options]) => !optionAt(options, setting)).map(([type]) => type);
        // What holds for all builders, only those take that have such a setting.
        if (types.source === '^') assert.ok(without.length < all.length, setting);
        else assert.deepEqual([all.length > 0, without], [true, []], `${String(types)} ${setting}`);
      }
    });

  it('know no name of old that still is one, and name what there is instead', () => {
    const wrong: string[] = [];
    for (const { part, types, key, replacement, stillRead } of removedKeys) {
      const all = componentsOf[part].filter(([type]) => types.test(type));
      if (!all.length) wrong.push(`${part} ${String(types)}`);
      for (const [type, options] of all) {
        const own = options.get(key);
        if (own && !stillRead && !own.deprecated) wrong.push(`${type} ${key} is an option`);
        if (!own && stillRead) wrong.push(`${type} ${key} is not read`);
        const instead = pathOf(replacement);
        if (instead !== undefined && !optionAt(options, instead)) wrong.push(`${type} ${key} -> ${instead}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('know what `packer fix` changes', () => {
    const wrong: string[] = [];
    for (const { on, renamed = {}, removed = [], moved = {} } of schemaFile<Fixes>('language').fixes) {
      const [part = '', ...types] = on.split(' ');
      if (part !== 'builder' && part !== 'provisioner' && part !== 'post-processor') continue;
      for (const key of [...Object.keys(renamed), ...removed, ...Object.keys(moved)])
        for (const [type, options] of componentsOf[part]) {
          const instead = renamed[key] ?? (types[0] === '*' ? 'iso_checksum' : undefined);
          const isMeant =
            types.includes(type) || (types[0] === '*' && wasInPacker({ kind: 'builder', type }));
          // What the plugin of today has no other name for is an unknown name.
          if (!isMeant || options.has(key) || (instead !== undefined && !options.has(instead))) continue;
          if (!removedKeyOf(part, type, key)) wrong.push(`${type} ${key}`);
        }
    }
    assert.deepEqual(wrong, []);
  });

  it('know the same communicators', () => {
    for (const [type, options] of builders) {
      const { communicator, timeoutMinutes } = builderOf(type) ?? {};
      // What goes by SSH unless something else is said; azure makes both ready.
      const isUsual = communicator === undefined || communicator === 'both';
      const usual = options.get('communicator')?.default;
      if (!options.has('communicator')) assert.ok(!isUsual, type);
      else if (usual !== undefined) assert.equal(isUsual, usual === 'ssh', type);
      // The schemas say it.
      assert.equal(timeoutMinutes, undefined, type);
    }
  });

  it('know the settings of communicators, and how long Packer waits', () => {
    const sdk = schemaFile<PluginFacts>('sdk').structs;
    for (const [kind, { timeoutName, defaultTimeout, ...settings }] of Object.entries(communicatorNames)) {
      const options = sdk[kind === 'ssh' ? 'communicator.SSH' : 'communicator.WinRM']?.options ?? {};
      const old = ['winrm_wait_timeout'];
      for (const name of Object.values(settings).flat())
        assert.ok(Object.hasOwn(options, name) !== old.includes(name), name);
      assert.equal(parseDuration(String(options[timeoutName]?.default)), defaultTimeout, timeoutName);
    }
  });
});

/** Of language.json. */
interface Fixes {
  readonly fixes: readonly {
    readonly on: string;
    readonly renamed?: Readonly<Record<string, string>>;
    readonly removed?: readonly string[];
    readonly moved?: Readonly<Record<string, string>>;
  }[];
}

function pathOf(replacement: Replacement): string | undefined {
  switch (replacement.kind) {
    case 'renamed':
    case 'reworded':
      return replacement.to;
    case 'moved':
      return `${replacement.into}.${replacement.as}`;
    case 'checksum':
      return 'iso_checksum';
    case 'gone':
      return undefined;
  }
}
