import assert from 'node:assert/strict';
import { readAgain } from '../../../../src/pipeline/template/readTemplate';
import type { GivenValues } from '../../../../src/pipeline/template/readTemplate';
import { buildOf, filesOf, plainSetting, read } from './read';
import type { Names } from './read';

/** What a setting of the only build is. */
const settingOf = (names: Names, given: GivenValues, name = 'x') =>
  plainSetting(buildOf(read(names, given)).source, name);

const hcl = (declaration: string, more: Names = {}): Names => ({
  'a.pkr.hcl': `${declaration}\nsource "null" "a" {\n  x = var.x\n}\nbuild {\n  sources = ["null.a"]\n}\n`,
  ...more,
});

const json = (variables: Record<string, unknown>, more: Names = {}): Names => ({
  't.json': JSON.stringify({ variables, builders: [{ type: 'null', x: '{{user `x`}}' }] }),
  ...more,
});

describe('values that a template is given', () => {
  const files = { 'one.pkrvars.hcl': 'x = "one"\n', 'two.pkrvars.json': '{"x": "two"}' };
  const both = { varFiles: ['/t/one.pkrvars.hcl', '/t/two.pkrvars.json'] };

  it('win over defaults: of two files the later one, and what is given by name over both', () => {
    const names = hcl('variable "x" { default = "usual" }', files);
    assert.equal(settingOf(names, {}), 'usual');
    assert.equal(settingOf(names, both), 'two');
    assert.equal(settingOf(names, { varFiles: [...both.varFiles].reverse() }), 'one');
    assert.equal(settingOf(names, { ...both, variables: { x: 'three', nosuch: 'y' } }), 'three');
  });

  it('may be empty, which is what counts then', () => {
    const declaration = 'variable "x" { default = "" }';
    assert.equal(settingOf(hcl(declaration), {}), '?');
    assert.equal(settingOf(hcl(declaration), { variables: { x: '' } }), '');
    assert.equal(
      settingOf(hcl(declaration, { 'v.pkrvars.hcl': 'x = ""\n' }), { varFiles: ['/t/v.pkrvars.hcl'] }),
      '',
    );
    assert.equal(settingOf(json({ x: '' }), {}), '{{user `x`}} ?');
    assert.equal(settingOf(json({ x: '' }), { variables: { x: '' } }), '');
  });

  for (const [declaration, given, expected] of [
    ['variable "x" {}', '[1', '[1'],
    ['variable "x" { type = string }', '["a"]', '["a"]'],
    ['variable "x" { type = number }', '4096', '4096'],
    ['variable "x" { type = bool }', 'true', true],
    ['variable "x" { type = list(string) }', '["a", "b"]', ['a', 'b']],
    ['variable "x" { type = map(number) }', '{ a = 1 }', { a: 1 }],
    ['variable "x" { type = list(string) }', '["a', '?'],
    ['variable "x" { default = false }', 'true', true],
    ['variable "x" { default = ["a"] }', '["b"]', ['b']],
    ['variable "x" { default = 1 }', '2', '2'],
    ['variables {\n  x = "a"\n}', 'b', 'b'],
  ] as const)
    it(`are texts or expressions by the type of the variable: ${declaration}, ${given}`, () =>
      assert.deepEqual(settingOf(hcl(declaration), { variables: { x: given } }), expected));

  it('stand in no file: their place is the declaration', () => {
    const names = hcl('variable "x" { type = list(string) }');
    const { source } = buildOf(read(names, { variables: { x: '["a"]' } }));
    const value = source.entries[0]?.value;
    assert.equal(value?.kind, 'list');
    const declared = names['a.pkr.hcl']?.slice(value.definition?.span.start, value.definition?.span.end);
    assert.match(declared ?? '', /^variable "x" \{.*\}$/);
    assert.deepEqual(value.items[0]?.location, value.definition);
  });

  it('of a JSON template come from files in JSON, and by name', () => {
    const names = json({ x: 'usual', y: '{{user `x`}}!' }, { 'v.json': '{"x": "file"}', 'v.hcl': 'x = 1' });
    assert.equal(settingOf(names, { varFiles: ['/t/v.json', '/t/v.hcl'] }), 'file');
    assert.equal(settingOf(names, { varFiles: ['/t/v.json'], variables: { x: 'name' } }), 'name');
  });

  it('lie in files that are taken by themselves only with a whole folder', () => {
    const names = hcl('variable "x" { default = "usual" }', { 'z.auto.pkrvars.hcl': 'x = "auto"\n' });
    assert.equal(settingOf(names, {}), 'auto');
    const alone = read(names, { reading: { separate: true } });
    assert.equal(plainSetting(buildOf(alone).source, 'x'), 'usual');
  });

  it('can be given to a template that was read already, however its folder was', () => {
    const names = hcl('variable "x" { default = "usual" }', {
      'b.pkr.hcl': 'variable "x" {}\n',
      'z.auto.pkrvars.hcl': 'x = "auto"\n',
    });
    const alone = read(names);
    assert.equal(alone.path, '/t/a.pkr.hcl');
    const again = readAgain(alone, filesOf(names), { variables: { x: 'given' } });
    assert.equal(again?.path, alone.path);
    assert.deepEqual(again.separatedBy, alone.separatedBy);
    assert.equal(plainSetting(buildOf(again).source, 'x'), 'given');
  });

  it('decide conditions on them, which defaults do not: a step runs where a branch has it', () => {
    const names: Names = {
      'a.pkr.hcl': `variable "dry" {
  type    = bool
  default = true
}
source "null" "a" {}
source "null" "b" {}
build {
  sources = ["null.a", "null.b"]
  provisioner "shell" { only = var.dry ? ["none"] : ["null.a"] }
  provisioner "file" { except = var.dry ? ["null.b"] : ["null.a", "null.b"] }
  provisioner "powershell" { only = false ? ["null.a"] : ["null.b"] }
}
`,
    };
    const steps = (given: GivenValues) =>
      read(names, given).builds.map(({ name, provisioners }) =>
        [name, ...provisioners.map(({ type }) => type)].join(' '),
      );
    assert.deepEqual(steps({}), ['null.a shell file', 'null.b powershell']);
    assert.deepEqual(steps({ variables: { dry: 'true' } }), ['null.a file', 'null.b powershell']);
    assert.deepEqual(steps({ variables: { dry: 'false' } }), ['null.a shell', 'null.b powershell']);
  });

  it('decide conditions of locals that lead to each other, as far as there is an end', () => {
    const locals = Array.from(
      { length: 40 },
      (_, index) => `  l${index} = var.dry ? local.l${index + 1} : local.l${index + 1}\n`,
    );
    const text = (last: string) => `variable "dry" { default = true }
locals {
${locals.join('')}  l40 = ${last}
}
source "null" "a" {}
build {
  sources = ["null.a"]
  provisioner "shell" { only = local.l0 }
  provisioner "file" { only = local.l38 }
}
`;
    const began = performance.now();
    for (const last of ['["null.b"]', 'local.l0']) {
      const [build] = read({ 'a.pkr.hcl': text(last) }).builds;
      assert.ok(
        build?.provisioners.some(({ type }) => type === 'shell'),
        'nothing is known of it',
      );
      assert.equal(
        build?.provisioners.some(({ type }) => type === 'file'),
        last === 'local.l0',
      );
    }
    assert.ok(performance.now() - began < 5000);
  });
});
