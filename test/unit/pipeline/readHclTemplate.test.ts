import assert from 'node:assert/strict';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import { numberOf, setting, strings, text } from '../../../src/pipeline/value';
import { memoryFiles } from '../../support/memoryFiles';

function read(files: Record<string, string>) {
  const all = Object.fromEntries(Object.entries(files).map(([name, content]) => [`/t/${name}`, content]));
  const template = readTemplate(`/t/${Object.keys(files)[0]}`, memoryFiles(all));
  assert.ok(template);
  return template;
}

describe('readHclTemplate', () => {
  it('takes all files of a folder for one template', () => {
    const template = read({
      'build.pkr.hcl': 'build {\n  sources = ["source.null.a", "null.b"]\n}\n',
      'sources.pkr.hcl': 'source "null" "a" {}\nsource "null" "b" {}\n',
      'notes.pkrtpl.hcl': 'this is ${no} template {',
    });
    assert.equal(template.path, '/t');
    assert.deepEqual(
      template.builds.map(({ name, type }) => [name, type]),
      [
        ['null.a', 'null'],
        ['null.b', 'null'],
      ],
    );
    assert.deepEqual(template.problems, []);
  });

  it('names a build by its block, too', () => {
    const { builds } = read({
      'a.pkr.hcl': 'source "null" "a" {}\nbuild {\n  name = "x"\n  sources = ["null.a"]\n}\n',
    });
    assert.deepEqual(
      builds.map(({ name }) => name),
      ['x.null.a'],
    );
  });

  it('adds what a build says of a source', () => {
    const { builds } = read({
      'a.pkr.hcl':
        'source "qemu" "a" {\n  memory = 1\n  cpus = 2\n}\nbuild {\n  source "qemu.a" {\n    name = "b"\n    memory = 4096\n  }\n}\n',
    });
    assert.equal(builds[0]?.name, 'qemu.b');
    assert.equal(numberOf(setting(builds[0].source, 'memory')), 4096);
    assert.equal(numberOf(setting(builds[0].source, 'cpus')), 2);
  });

  it('gives each build the steps that run in it', () => {
    const { builds } = read({
      'a.pkr.hcl': `source "null" "a" {}
source "null" "b" {}
build {
  sources = ["null.a", "null.b"]
  provisioner "shell" { only = ["null.a"] }
  provisioner "file" { except = ["null.a"] }
  provisioner "powershell" {}
  post-processors {
    post-processor "vagrant" {}
    post-processor "checksum" { only = ["null.b"] }
  }
  post-processor "manifest" {}
}
`,
    });
    assert.deepEqual(
      builds.map(({ provisioners, postProcessors }) =>
        [provisioners, postProcessors].map((steps) => steps.map(({ type }) => type)),
      ),
      [
        [
          ['shell', 'powershell'],
          ['vagrant', 'manifest'],
        ],
        [
          ['file', 'powershell'],
          ['vagrant', 'checksum', 'manifest'],
        ],
      ],
    );
  });

  const values = (expression: string, more = '') => {
    const { builds } = read({
      'a.pkr.hcl': `${more}\nsource "null" "a" {\n  x = ${expression}\n}\nbuild {\n  sources = ["null.a"]\n}\n`,
      'b.auto.pkrvars.hcl': 'set = "by file"\n',
    });
    const source = builds[0]?.source;
    assert.ok(source);
    return source;
  };
  const variables = `variable "memory" { default = 2048 }
variable "required" {}
variable "nothing" { default = null }
variable "set" { default = "by default" }
variable "map" { default = { a = ["x", "y"] } }
locals {
  name = "win-\${var.memory}"
  loop = local.loop
}
local "single" { expression = "one" }
`;

  for (const [expression, expected] of [
    ['"a\\tb"', 'a\tb'],
    ['var.memory', 2048],
    ['"${var.memory}"', 2048],
    ['"${var.memory}M"', '2048M'],
    ['local.name', 'win-2048'],
    ['local.single', 'one'],
    ['var.set', 'by file'],
    ['var.map.a[1]', 'y'],
    ['var.map["a"][0]', 'x'],
    ['true ? "yes" : "no"', 'yes'],
    ['join("-", ["a", local.single])', 'a-one'],
    ['lower("ABC")', 'abc'],
    ['"${path.root}/x"', '/t/x'],
    ['"${path.cwd}/x"', './x'],
    ['<<-X\n    one\n      two\n  X', 'one\n  two\n'],
  ] as const)
    it(`knows ${expression.replaceAll('\n', '\\n')}`, () => {
      const value = setting(values(expression, variables), 'x');
      assert.equal(value?.kind === 'string' && !value.partial ? value.text : numberOf(value), expected);
    });

  for (const expression of [
    'var.required',
    'var.nothing',
    'var.nosuch',
    'local.loop',
    'build.name',
    'source.name',
    '"x-${var.required}"',
    '"./${path.root}/x"',
    '"{{ .Name }}"',
    'timestamp()',
    '1 + var.required',
    'var.required ? 1 : 2',
    '[for x in var.map.a : x]',
  ])
    it(`does not guess ${expression}`, () => {
      const source = values(expression, variables);
      assert.equal(text(source, 'x'), undefined);
      assert.equal(numberOf(setting(source, 'x')), undefined);
    });

  it('reads nested blocks as settings, and several as a list', () => {
    const { builds } = read({
      'a.pkr.hcl':
        'source "proxmox-iso" "a" {\n  vga {\n    memory = 32\n  }\n  disks { size = "1G" }\n  disks { size = "2G" }\n}\nbuild { sources = ["proxmox-iso.a"] }\n',
    });
    const source = builds[0]?.source;
    assert.ok(source);
    const vga = setting(source, 'vga');
    assert.equal(vga?.kind === 'map' && numberOf(setting(vga, 'memory')), 32);
    const disks = setting(source, 'disks');
    assert.equal(disks?.kind === 'list' && disks.items.length, 2);
    assert.equal(setting(source, 'memory'), undefined);
  });

  it('leads from a value to its very characters', () => {
    const { builds, files } = read({
      'a.pkr.hcl':
        'source "null" "a" {}\nbuild {\n  sources = ["null.a"]\n  provisioner "shell" {\n    inline = ["echo one", "echo two"]\n  }\n}\n',
    });
    const [, second] = strings(setting(builds[0]?.provisioners[0]?.settings ?? assert.fail(), 'inline'));
    assert.ok(second);
    const { span } = second.locate({ start: 5, end: 8 });
    assert.equal(files[0]?.slice(span), 'two');
    assert.equal(span.start, files[0].text.indexOf('two'));
  });

  it('says what can not be read, and reads the rest', () => {
    const template = read({
      'a.pkr.hcl': 'source "null" "a" {\n  x = = 3\n  memory = 5\n}\nbuild { sources = ["null.a"] }\n',
    });
    assert.ok(template.problems.length > 0);
    assert.equal(numberOf(setting(template.builds[0]?.source ?? assert.fail(), 'memory')), 5);
  });
});
