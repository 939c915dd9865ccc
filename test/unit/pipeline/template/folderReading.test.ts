import assert from 'node:assert/strict';
import { folderReading, templatePathsIn } from '../../../../src/pipeline/template/folderReading';
import { partOf } from '../../../../src/pipeline/template/partOf';
import { readTemplate } from '../../../../src/pipeline/template/readTemplate';
import { filesOf, read } from './read';
import type { Names } from './read';

const alone = (name: string, variable: string) =>
  `variable "${variable}" {}\nsource "null" "${name}" {\n  x = var.${variable}\n}\nbuild {\n  sources = ["null.${name}"]\n}\n`;

describe('how the HCL2 files of a folder are read', () => {
  const sound: Names = { 'a.pkr.hcl': alone('a', 'one'), 'b.pkr.hcl': alone('b', 'two'), 'c.txt': '' };
  const twice: Names = { ...sound, 'b.pkr.hcl': alone('b', 'one') };

  it('is together, or each by itself as soon as one name is there twice', () => {
    assert.deepEqual(folderReading('/t', filesOf(sound), undefined), { separate: false });
    const { separate, separatedBy } = folderReading('/t', filesOf(twice), undefined);
    assert.equal(separate, true);
    assert.deepEqual(
      [separatedBy?.kind, separatedBy?.name, separatedBy?.first.path, separatedBy?.second.path],
      ['variable', 'one', '/t/a.pkr.hcl', '/t/b.pkr.hcl'],
    );
  });

  it('is as it was chosen, whatever the names say', () => {
    assert.deepEqual(folderReading('/t', filesOf(twice), false), { separate: false });
    assert.deepEqual(folderReading('/t', filesOf(sound), true), { separate: true });
  });

  it('makes the folder a template, or each file', () => {
    const paths = (names: Names) => {
      const files = filesOf(names);
      return templatePathsIn('/t', folderReading('/t', files, undefined), files);
    };
    assert.deepEqual(paths(sound), ['/t']);
    assert.deepEqual(paths(twice), ['/t/a.pkr.hcl', '/t/b.pkr.hcl']);
    assert.deepEqual(paths({ 'c.txt': '' }), []);
  });

  it('keeps what a file says from the others', () => {
    const templates = ['a', 'b'].map((name) => readTemplate(`/t/${name}.pkr.hcl`, filesOf(twice)));
    assert.deepEqual(
      templates.map((template) => [
        template?.path,
        template?.folder,
        template?.files.map(({ path }) => path),
        template?.builds.map(({ name }) => name),
      ]),
      [
        ['/t/a.pkr.hcl', '/t', ['/t/a.pkr.hcl'], ['null.a']],
        ['/t/b.pkr.hcl', '/t', ['/t/b.pkr.hcl'], ['null.b']],
      ],
    );
    assert.equal(read(sound).path, '/t');
  });

  it('is asked of what Packer would refuse, in JSON syntax as well', () => {
    const with2 = (text: string) => folderReading('/t', filesOf({ ...sound, 'c.pkr.json': text }), undefined);
    assert.equal(with2('{"locals": {"one": 1}}').separate, false);
    assert.equal(with2('{"variable": {"one": {}}}').separate, true);
    assert.equal(with2('{"source": {"null": {"b": {}}}}').separate, true);
    assert.equal(with2('{"source": {"null": {"c": {}}}}').separate, false);
  });
});

describe('partOf', () => {
  const names: Names = {
    'a.pkr.hcl': alone('a', 'one'),
    'b.pkr.hcl': `${alone('b', 'two')}build {\n  name = "more"\n  sources = ["null.a"]\n  provisioner "shell" { only = ["null.x"] }\n}\n`,
    'variables.pkr.hcl': 'variable "three" {}\n',
  };
  const part = (...files: string[]) => {
    const { builds, selections } = partOf(read(names), new Set(files.map((name) => `/t/${name}.pkr.hcl`)));
    return [builds.map(({ name }) => name), selections.length];
  };

  it('has the builds whose source or build block stands in a file', () => {
    assert.deepEqual(part('a'), [['null.a', 'more.null.a'], 1]);
    assert.deepEqual(part('b'), [['null.b', 'more.null.a'], 1]);
    assert.deepEqual(part('a', 'b'), [['null.a', 'null.b', 'more.null.a'], 1]);
  });

  it('has all builds for a file that none stands in', () => {
    assert.deepEqual(part('variables'), [['null.a', 'null.b', 'more.null.a'], 1]);
  });

  it('leaves out the steps of other files', () => {
    const apart = {
      'a.pkr.hcl': alone('a', 'one'),
      'b.pkr.hcl': names['b.pkr.hcl']?.replace('null.a', 'null.b') ?? '',
    };
    const { builds, selections } = partOf(read(apart), new Set(['/t/a.pkr.hcl']));
    assert.deepEqual([builds.length, selections.length], [1, 0]);
  });
});
