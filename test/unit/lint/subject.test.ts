import assert from 'node:assert/strict';
import { findSubjects } from '../../../src/lint/findSubjects';
import { Projects } from '../../../src/lint/project';
import { fileOfKey, readSubject } from '../../../src/lint/readSubject';
import { keyOf, keyOfFile } from '../../../src/lint/subject';
import { kindByName } from '../../../src/lint/kindByName';
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
      ['/p/a.pkrvars.hcl', 'text'],
      ['/p/a.auto.pkrvars.json', 'text'],
      ['/p/boxwright.json', 'text'],
      ['/p/Autounattend_arm64.xml', 'answerFile'],
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
      assert.equal(keyOfFile(path, new Projects(files).ofFile(path)), key);
      const subject = read(key);
      assert.equal(subject && keyOf(subject), key);
    }
    assert.equal(keyOfFile('/p/a.ps1', new Projects(files).ofFile('/p/a.ps1')), undefined);
  });

  it('are known by each file where an HCL2 folder has several templates', () => {
    const twice = memoryFiles(
      { '/p/a.pkr.hcl': 'variable "x" {}\n', '/p/b.pkr.hcl': 'variable "x" {}\n', '/p/c/c.pkr.hcl': '' },
      '/p',
    );
    const projects = new Projects(twice);
    const project = projects.ofFolder('/p');
    assert.equal(keyOfFile('/p/b.pkr.hcl', project), '/p/b.pkr.hcl');
    const tell = () => assert.fail();
    assert.deepEqual([...findSubjects('/p', projects, tell)].map(keyOf), [
      '/p/a.pkr.hcl',
      '/p/b.pkr.hcl',
      '/p/c',
    ]);
  });

  it('are nothing where the file is gone, ignored, or something else', () => {
    for (const key of ['/p/gone.json', '/p/gone', '/p/other.json', '/p/ignored.json'])
      assert.equal(read(key), undefined, key);
  });
});
