import assert from 'node:assert/strict';
import { Projects } from '../../../src/lint/project';
import { fileOfKey, readSubject } from '../../../src/lint/readSubject';
import { keyOf, keyOfFile, kindByName } from '../../../src/lint/subject';
import { memoryFiles } from '../../support/memoryFiles';

describe('Subjects', () => {
  const files = memoryFiles(
    {
      '/p/hcl/a.pkr.hcl': 'source "null" "a" {}\n',
      '/p/hcl/b.pkr.hcl': 'build { sources = ["null.a"] }\n',
      '/p/t.json': '{"builders": [{"type": "null"}]}',
      '/p/other.json': '{"name": "x"}',
      '/p/ignored.json': '{"builders": [{"type": "null"}]}',
      '/p/Vagrantfile': '',
      '/p/Autounattend.xml': '<unattend/>',
      '/p/boxwright.json': '{"ignore": ["ignored.json"]}',
    },
    '/p',
  );
  const read = (key: string) => {
    const file = fileOfKey(key, files);
    return readSubject(file, new Projects(files).ofFile(file));
  };

  it('may be what the names of files allow', () => {
    for (const [name, kind] of [
      ['/p/a.pkr.hcl', 'hclTemplate'],
      ['/p/a.pkr.json', 'hclTemplate'],
      ['/p/a.json', 'json'],
      ['C:\\p\\Vagrantfile', 'vagrantfile'],
      ['/p/autounattend.xml', 'answerFile'],
      ['/p/a.pkrvars.hcl', undefined],
      ['/p/a.ps1', undefined],
    ] as const)
      assert.equal(kindByName(name), kind, name);
  });

  it('are known by their files, those of HCL2 by the folder', () => {
    for (const [path, key] of [
      ['/p/hcl/b.pkr.hcl', '/p/hcl'],
      ['/p/t.json', '/p/t.json'],
      ['/p/Vagrantfile', '/p/Vagrantfile'],
      ['/p/Autounattend.xml', '/p/Autounattend.xml'],
    ] as const) {
      assert.equal(keyOfFile(path, files), key);
      const subject = read(key);
      assert.equal(subject && keyOf(subject), key);
    }
    assert.equal(keyOfFile('/p/a.ps1', files), undefined);
  });

  it('are nothing where the file is gone, ignored, or something else', () => {
    for (const key of ['/p/gone.json', '/p/gone', '/p/other.json', '/p/ignored.json'])
      assert.equal(read(key), undefined, key);
  });
});
