import assert from 'node:assert/strict';
import { setting } from '../../../../src/pipeline/value';
import { buildOf, plain, read } from './read';

const template = (expression: string) => `
variable "n" { default = 2048 }
variable "required" {}
variable "empty" { default = "" }
variable "nothing" { default = null }
variable "list" { default = ["a", "b"] }
variable "map" { default = { b = 2, a = 1 } }
variable "disks" { default = [{ name = "x", size = 1 }, { name = "y", size = 2 }] }
variable "secret" {
  default   = "hush"
  sensitive = true
}
locals {
  half = [var.required, "z"]
}
source "null" "a" {
  x = ${expression}
}
build { sources = ["null.a"] }
`;

const evaluated = (expression: string) => {
  const build = buildOf(
    read({
      'a.pkr.hcl': template(expression),
      'script.ps1': 'Write-Host hi',
      'boot.pkrtpl': 'mem=${mem}\n%{ for x in all ~}\n- ${x}\n%{ endfor ~}\n',
    }),
  );
  const value = setting(build.source, 'x');
  assert.ok(value);
  return value;
};

describe('HCL expressions', () => {
  for (const [expression, expected] of [
    // operators
    ['1 + 2 * 3', 7],
    ['var.n / 2 - 1', 1023],
    ['7 % 4', 3],
    ['-var.n', -2048],
    ['var.n >= 2048 && !false', true],
    ['var.n == 2048 ? "y" : "n"', 'y'],
    ['"2048" == var.n', false],
    ['[1, 2] == [1, 2]', true],
    ['var.required == "x"', '?'],
    // An empty default comes with -var, except where it is asked for.
    ['var.empty', '?'],
    ['"out/${var.empty}"', 'out/${var.empty} ?'],
    ['upper(var.empty)', '?'],
    ['var.empty == "x" ? 1 : 2', 2],
    ['var.empty != "" ? var.empty : "usual"', 'usual'],
    ['var.nothing == null ? "usual" : var.nothing', 'usual'],
    ['coalesce(var.empty, var.nothing, "usual")', 'usual'],
    ['coalesce(var.required, "usual")', '?'],
    ['false && var.required', false],
    ['1 / 0', '?'],
    // for, splat, templates
    ['[for x in var.list : upper(x)]', ['A', 'B']],
    ['[for i, x in var.list : "${i}${x}" if x != "a"]', ['1b']],
    ['{ for k, v in var.map : k => v * 2 }', { a: 2, b: 4 }],
    ['{ for d in var.disks : d.name => d.size... }', { x: [1], y: [2] }],
    ['[for x in var.required : x]', '?'],
    ['var.disks[*].name', ['x', 'y']],
    ['var.disks.*.size[1]', 2],
    ['var.required[*]', '?'],
    ['"%{ if var.n > 1 }big%{ else }small%{ endif }"', 'big'],
    ['"%{ for x in var.list }<${x}>%{ endfor }"', '<a><b>'],
    ['{ (var.list[0]) = 1 }', { a: 1 }],
    ['{ (var.required) = 1 }', '?'],
    // functions
    ['format("%s-%03d-%t %q %5.1f%%", "a", 7, true, "q", 1.25)', 'a-007-true "q"   1.3%'],
    ['format("%s", var.required)', '?'],
    ['merge({ a = 1, b = 2 }, { b = 3 })', { a: 1, b: 3 }],
    ['merge({ a = 1 }, var.required)', '?'],
    ['lookup(var.map, "a", 9)', 1],
    ['lookup(var.map, "none", 9)', 9],
    ['element(var.list, 3)', 'b'],
    ['length(var.list) + length("abc")', 5],
    ['coalesce("", null, "c")', 'c'],
    ['coalesce(var.required, "c")', '?'],
    ['contains(var.list, "b")', true],
    ['contains(local.half, "a")', '?'],
    ['contains(local.half, "z")', true],
    ['replace("a.b.c", ".", "-")', 'a-b-c'],
    ['replace("abc", "/b/", "-")', '?'],
    ['split(",", "a,b")', ['a', 'b']],
    ['file("script.ps1")', 'Write-Host hi'],
    ['file("${path.root}/script.ps1")', 'Write-Host hi'],
    ['file("none.ps1")', '?'],
    ['templatefile("boot.pkrtpl", { mem = var.n, all = var.list })', 'mem=2048\n- a\n- b\n'],
    ['templatefile("boot.pkrtpl", { mem = var.required, all = [] })', 'mem=${mem}\n ?'],
    ['basename("/x/y.iso")', 'y.iso'],
    ['dirname("/x/y.iso")', '/x'],
    ['abspath("/x/../y")', '/y'],
    ['abspath("y")', '?'],
    ['tostring(12)', '12'],
    ['tonumber("12")', 12],
    ['flatten([["a"], [["b"]]])', ['a', 'b']],
    ['flatten(local.half)', '?'],
    ['compact(["a", "", "b"])', ['a', 'b']],
    ['distinct(["a", "a"])', ['a']],
    ['keys(var.map)', ['a', 'b']],
    ['values(var.map)', [1, 2]],
    ['toset(["b", "a", "b"])', ['a', 'b']],
    ['try(var.map.none, "d")', 'd'],
    ['try(var.required, "d")', '?'],
    ['can(var.map.none)', false],
    ['endswith("a.iso", ".iso")', true],
    ['startswith("win10", "win")', true],
    ['trimsuffix("a.iso", ".iso")', 'a'],
    ['substr("windows", 0, 3)', 'win'],
    ['concat(var.list...)', '?'],
    ['max(1, var.n)', 2048],
    ['max([1, 2]...)', 2],
    ['jsondecode("{\\"a\\": [1]}").a[0]', 1],
    ['jsonencode(var.map)', '{"a":1,"b":2}'],
    ['zipmap(var.list, [1, 2])', { a: 1, b: 2 }],
    ['range(3)', [0, 1, 2]],
    ['env("HOME")', '?'],
    ['timestamp()', '?'],
    ['constructor("x")', '?'],
  ] as const)
    it(`${expression.replaceAll('\n', '\\n')} is ${JSON.stringify(expected)}`, () =>
      assert.deepEqual(plain(evaluated(expression)), expected));

  for (const [expression, sensitive] of [
    ['var.secret', true],
    ['"x-${var.secret}"', true],
    ['join("-", ["x", var.secret])', true],
    ['sensitive("x")', true],
    ['var.n', undefined],
  ] as const)
    it(`${expression} is ${sensitive ? 'a' : 'no'} secret`, () =>
      assert.equal(evaluated(expression).sensitive, sensitive));

  describe('has no value for what is larger than any template', () => {
    const chain = (first: string, next: (name: string) => string, length = 60) =>
      `a0 = ${first}\n${Array.from({ length }, (_, at) => `  a${at + 1} = ${next(`local.a${at}`)}`).join('\n')}\nlast = local.a${length}`;
    const names = Array.from({ length: 9 }, (_, at) => `a${at}`);
    const nested = (levels: number, inner: string): string =>
      levels ? `[for x${levels} in range(1000) : ${nested(levels - 1, inner)}]` : inner;
    for (const [what, locals, text = 'local.last'] of [
      ['a text that doubles', chain('"xx"', (name) => `"\${${name}}\${${name}}"`)],
      ['a list that doubles', chain('["x", "y"]', (name) => `concat(${name}, ${name})`)],
      [
        'a list that grows by its square',
        chain('["x", "y"]', (name) => `flatten([for x in ${name} : ${name}])`),
      ],
      ['pairs of pairs', chain('["x"]', (name) => `[${name}, ${name}]`)],
      ['maps of pairs', chain('{}', (name) => `{ a = ${name}, b = ${name} }`), 'jsonencode(local.last)'],
      ['pairs by splats', chain('[["x"]]', (name) => `[${name}[*], ${name}[*]]`), 'local.last == [1]'],
      ['a replacement that doubles', chain('"aa"', (name) => `replace(${name}, "a", ${name})`)],
      ['a join that doubles', chain('"aa"', (name) => `join(${name}, split("", ${name}))`)],
      ['indentation of many lines', chain('"\\n\\n"', (name) => `indent(1000, "\${${name}}\${${name}}")`)],
      ['a format that doubles', chain('"xx"', (name) => `format("%s%s", ${name}, ${name})`)],
      ['ranges of ranges', `last = ${nested(4, '1')}`],
      ['loops of a template', `last = "${'%{ for x in range(1000) }'.repeat(4)}x${'%{ endfor }'.repeat(4)}"`],
      [
        'names that name each other',
        names.map((name) => `${name} = [${names.map((one) => `local.${one}`).join(', ')}]`).join('\n'),
        'jsonencode(local.a0)',
      ],
      ['a long chain of names', chain('"x"', (name) => name, 3000)],
      ['a long way into one value', `a = "x"\nlast = local.a${'[*]'.repeat(3000)}`, 'jsonencode(local.last)'],
      ['one list in another, for ever', chain('[]', (name) => `[${name}]`, 3000), 'jsonencode(local.last)'],
      ['deep JSON', `last = jsondecode("${'['.repeat(5000)}${']'.repeat(5000)}")`, 'jsonencode(local.last)'],
      ['a file that fills in itself', 'last = templatefile("self.pkrtpl", {})'],
    ] as const)
      it(what, () => {
        const body = (x: string) =>
          `source "null" "a" {\n  x = ${x}\n  y = "known"\n}\nbuild { sources = ["null.a"] }\n`;
        const { source } = buildOf(
          read({
            'a.pkr.hcl': `locals {\n${locals}\n}\n${body(text)}`,
            'self.pkrtpl': '${templatefile("self.pkrtpl", {})}',
          }),
        );
        assert.match(String(plain(setting(source, 'x'))), /\?/);
        // What is written out is known all the same.
        assert.equal(plain(setting(source, 'y')), 'known');
      });
  });

  it('has the value of what is merely long', () => {
    const items = Array.from({ length: 5000 }, (_, at) => `"${at}"`).join(', ');
    assert.equal(evaluated(`length([for x in [${items}] : x if x != "7"])`).kind, 'number');
  });

  it('makes no more blocks than it can tell', () => {
    const levels = 24;
    const text = `source "null" "a" {\n${'dynamic "x" {\nfor_each = [1, 2]\ncontent {\n'.repeat(levels)}${'}\n}\n'.repeat(levels)}y = "known"\n}\nbuild { sources = ["null.a"] }\n`;
    const { source } = buildOf(read({ 'a.pkr.hcl': text }));
    assert.equal(plain(setting(source, 'y')), 'known');
  });

  it('leads from the text of file() into the file', () => {
    const value = evaluated('file("script.ps1")');
    assert.ok(value.kind === 'string');
    assert.deepEqual(value.locate({ start: 0, end: 5 }), {
      path: '/t/script.ps1',
      span: { start: 0, end: 5 },
    });
  });
});
