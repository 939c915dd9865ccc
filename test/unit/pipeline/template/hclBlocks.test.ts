import assert from 'node:assert/strict';
import { setting, strings } from '../../../../src/pipeline/value';
import { buildOf, plain, plainSetting, read } from './read';

describe('HCL blocks', () => {
  const source = (body: string) =>
    buildOf(
      read({
        'a.pkr.hcl': `variable "required" {}\nsource "x" "a" {\n${body}\n}\nbuild { sources = ["x.a"] }\n`,
      }),
    ).source;

  it('makes the blocks of a dynamic one', () => {
    const settings = source(
      'dynamic "disks" {\n for_each = ["1G", "2G"]\n iterator = it\n content {\n size = it.value\n at = it.key\n }\n }',
    );
    assert.deepEqual(plainSetting(settings, 'disks'), [
      { size: '1G', at: 0 },
      { size: '2G', at: 1 },
    ]);
  });

  it('knows nothing of blocks whose number is not known', () => {
    const settings = source(
      'disks { size = 1 }\ndynamic "disks" {\n for_each = var.required\n content {}\n }\ndisks { size = 2 }',
    );
    assert.equal(plainSetting(settings, 'disks'), '?');
  });

  it('makes provisioners, too', () => {
    const { provisioners } = buildOf(
      read({
        'a.pkr.hcl':
          'source "null" "a" {}\nbuild {\n  sources = ["null.a"]\n  dynamic "provisioner" {\n    for_each = ["x", "y"]\n    labels = ["shell"]\n    content { inline = [provisioner.value] }\n  }\n}\n',
      }),
    );
    assert.deepEqual(
      provisioners.map(({ type, settings }) => [type, plainSetting(settings, 'inline')]),
      [
        ['shell', ['x']],
        ['shell', ['y']],
      ],
    );
  });

  it('gives a build its override, and all others the same provisioner', () => {
    const template = read({
      'a.pkr.hcl': `source "null" "a" {}
source "null" "b" {}
source "null" "c" {}
build {
  sources = ["null.a", "null.b", "null.c"]
  provisioner "shell" {
    inline   = ["one"]
    override = { "a" = { inline = ["two"] } }
  }
  error-cleanup-provisioner "shell-local" { inline = ["bye"] }
}
`,
    });
    const [a, b, c] = template.builds.map(({ provisioners }) => provisioners[0]);
    assert.ok(a && b && c);
    assert.deepEqual(plainSetting(a.settings, 'inline'), ['two']);
    assert.deepEqual(plainSetting(b.settings, 'inline'), ['one']);
    assert.ok(a.override);
    assert.equal(b, c);
    assert.notEqual(a, b);
    assert.equal(template.builds[0]?.errorCleanup?.type, 'shell-local');
    assert.equal(template.builds[0]?.errorCleanup, template.builds[1]?.errorCleanup);
  });

  it('takes variables from files: hcl, then json, then those that are given', () => {
    const names = {
      'a.pkr.hcl':
        'variable "a" {}\nvariable "b" { default = 0 }\nvariable "c" { default = 0 }\nsource "null" "a" {\n x = [var.a, var.b, var.c]\n}\nbuild { sources = ["null.a"] }\n',
      'z.auto.pkrvars.hcl': 'a = 1\nb = 1\nundeclared = 1\n',
      'a.auto.pkrvars.json': '{"b": 2, "c": "${1 + 1}"}',
      'given.pkrvars.hcl': 'c = 3',
    };
    assert.deepEqual(plainSetting(buildOf(read(names)).source, 'x'), [1, 2, 2]);
    const given = read(names, { varFiles: ['/t/given.pkrvars.hcl'] });
    assert.deepEqual(plainSetting(buildOf(given).source, 'x'), [1, 2, 3]);
  });
});

describe('HCL in JSON', () => {
  const json = {
    '//': 'a comment',
    variable: { memory: { type: 'number', default: 4096 }, secret: { default: 's', sensitive: true } },
    locals: { name: 'win-${var.memory}' },
    source: {
      qemu: {
        a: {
          memory: '${var.memory}',
          vm_name: '${local.name}',
          boot_command: ['a\\nb', '{{ .Name }}'],
          vga: { memory: 32 },
        },
      },
    },
    build: {
      name: 'x',
      sources: ['source.qemu.a', 'null.b'],
      provisioner: [
        { shell: { inline: ['echo one'], only: ['qemu.a'] } },
        { powershell: { inline: ['two'], override: { b: { inline: ['three'] } } } },
      ],
      'error-cleanup-provisioner': { 'shell-local': { inline: ['x'] } },
      'post-processors': [{ 'post-processor': { vagrant: { keep: true } } }],
      'post-processor': { manifest: {} },
    },
  };
  const text = JSON.stringify(json, null, 2);
  const template = read({ 'a.pkr.json': text, 'b.pkr.hcl': 'source "null" "b" {}\n' });

  it('is one template with HCL files beside it', () => {
    assert.deepEqual(template.problems, []);
    assert.equal(template.dialect, 'hcl2');
    assert.deepEqual(
      template.files.map(({ path }) => path),
      ['/t/b.pkr.hcl', '/t/a.pkr.json'],
    );
    assert.deepEqual(
      template.builds.map(({ name, provisioners, postProcessors, errorCleanup }) => [
        name,
        provisioners.map(({ type, settings }) => [type, plainSetting(settings, 'inline')]),
        postProcessors.map(({ type }) => type),
        errorCleanup?.type,
      ]),
      [
        [
          'x.qemu.a',
          [
            ['shell', ['echo one']],
            ['powershell', ['two']],
          ],
          ['vagrant', 'manifest'],
          'shell-local',
        ],
        ['x.null.b', [['powershell', ['three']]], ['vagrant', 'manifest'], 'shell-local'],
      ],
    );
  });

  it('takes every string for a template', () => {
    assert.deepEqual(plain(buildOf(template).source), {
      memory: 4096,
      vm_name: 'win-4096',
      boot_command: ['a\\nb', '{{ .Name }} ?'],
      vga: { memory: 32 },
    });
  });

  it('knows where everything stands', () => {
    const build = buildOf(template);
    const at = ({ path, span }: { path: string; span: { start: number; end: number } }) => {
      assert.equal(path, '/t/a.pkr.json');
      return text.slice(span.start, span.end);
    };
    assert.equal(at(build.typeLocation), '"qemu"');
    const memory = setting(build.source, 'memory');
    assert.equal(memory && at(memory.location), '"${var.memory}"');
    assert.equal(memory?.definition && at(memory.definition), '4096');
    const [line] = strings(setting(build.provisioners[0]?.settings ?? assert.fail(), 'inline'));
    assert.equal(line && at(line.locate({ start: 5, end: 8 })), 'one');
  });

  it('says where a template in a string is wrong, and survives a text that is cut off anywhere', () => {
    const broken = '{"source": {"null": {"a": {"x": "abc ${ 1 + }"}}}}';
    const { problems } = read({ 'a.pkr.json': broken });
    assert.ok(problems.length > 0);
    assert.ok(problems.every(({ location }) => location.span.start >= broken.indexOf('abc')));
    for (let end = 0; end < text.length; end += 7) read({ 'a.pkr.json': text.slice(0, end) });
  });
});
