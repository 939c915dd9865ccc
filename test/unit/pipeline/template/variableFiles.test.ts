import assert from 'node:assert/strict';
import { findVariableFiles } from '../../../../src/pipeline/template/findVariableFiles';
import { readTemplate } from '../../../../src/pipeline/template/readTemplate';
import { memoryFiles } from '../../../support/memoryFiles';

describe('Files with values of variables', () => {
  const json = '{"builders": [{"type": "null"}], "variables": {"size": null}}';
  const find = (texts: Record<string, string>, template: string) => {
    const files = memoryFiles(texts, '/p');
    const read = readTemplate(template, files);
    assert.ok(read);
    return findVariableFiles(read, files, ['size']);
  };

  it('of an HCL2 template are told by their names, and some are taken anyway', () => {
    const found = find(
      {
        '/p/a/t.pkr.hcl': 'variable "size" {}\n',
        '/p/a/x.auto.pkrvars.hcl': '',
        '/p/a/y.pkrvars.hcl': '',
        '/p/a/vars/z.pkrvars.json': '{}',
        '/p/a/vars/w.auto.pkrvars.hcl': '',
        '/p/a/vars/deeper/no.pkrvars.hcl': '',
        '/p/a/output-x/no.pkrvars.hcl': '',
        '/p/top.pkrvars.hcl': '',
        '/p/values.json': '{"size": "1"}',
        '/p/b/other.pkrvars.hcl': '',
        '/above.pkrvars.hcl': '',
      },
      '/p/a/t.pkr.hcl',
    );
    assert.deepEqual(found, {
      automatic: ['/p/a/x.auto.pkrvars.hcl'],
      others: [
        '/p/a/y.pkrvars.hcl',
        '/p/a/vars/w.auto.pkrvars.hcl',
        '/p/a/vars/z.pkrvars.json',
        '/p/top.pkrvars.hcl',
        '/p/values.json',
      ],
    });
  });

  it('of a template that is one file are all for the user to choose', () => {
    const found = find(
      {
        '/p/t.pkr.hcl': 'variable "size" {}\n',
        '/p/u.pkr.hcl': 'variable "size" {}\n',
        '/p/x.auto.pkrvars.hcl': '',
      },
      '/p/t.pkr.hcl',
    );
    assert.deepEqual(found, { automatic: [], others: ['/p/x.auto.pkrvars.hcl'] });
  });

  it('of a JSON template are those that set one of its variables', () => {
    const found = find(
      {
        '/p/t.json': json,
        '/p/large.json': '{"size": "2", "other": 1}',
        '/p/variables/small.json': '{"size": "1"}',
        '/p/other.json': '{"other": "size"}',
        '/p/nested.json': '{"size": {"a": 1}}',
        '/p/list.json': '["size"]',
        '/p/broken.json': '{"size"',
        '/p/x.pkrvars.hcl': 'size = 1',
      },
      '/p/t.json',
    );
    assert.deepEqual(found, {
      automatic: [],
      others: ['/p/large.json', '/p/variables/small.json'],
    });
  });
});
