import assert from 'node:assert/strict';
import { UsageError } from '../../../src/cli/options';
import { checkDeclared, readVariables } from '../../../src/cli/variables';
import { UnreadablePath } from '../../../src/lint/lintPaths';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import { memoryFiles } from '../../support/memoryFiles';

describe('--var and --var-file', () => {
  const files = memoryFiles({
    '/p/lab.pkrvars.hcl': '',
    '/p/more.json': '{}',
    '/p/values.txt': '',
    '/p/a.pkr.hcl': 'variable "memory" {}\n',
  });

  it('are read as Packer reads them', () => {
    assert.deepEqual(readVariables({}, '/p', files), {});
    assert.deepEqual(readVariables({ var: ['a=b=c', 'd=', 'a=e'] }, '/p', files), {
      variables: { a: 'e', d: '' },
    });
    assert.deepEqual(readVariables({ 'var-file': ['lab.pkrvars.hcl', '/p/more.json'] }, '/p', files), {
      varFiles: ['/p/lab.pkrvars.hcl', '/p/more.json'],
    });
  });

  for (const [options, kind, message] of [
    [{ var: ['memory'] }, UsageError, /--var 'memory' must be NAME=VALUE/],
    [{ var: ['=1'] }, UsageError, /NAME=VALUE/],
    [{ 'var-file': ['values.txt'] }, UsageError, /'values\.txt' must end with \.hcl or \.json/],
    [{ 'var-file': ['nosuch.hcl'] }, UnreadablePath, /Cannot read the variable file 'nosuch\.hcl'/],
  ] as const)
    it(`are refused: ${JSON.stringify(options)}`, () =>
      assert.throws(
        () => readVariables(options, '/p', files),
        (error: Error) => error instanceof kind && message.test(error.message),
      ));

  it('name variables that a template declares', () => {
    const template = readTemplate('/p/a.pkr.hcl', files);
    assert.ok(template);
    checkDeclared([template], { variables: { memory: '1' } }, files);
    assert.throws(
      () => checkDeclared([template], { variables: { memory: '1', size: '2' } }, files),
      /'size': no template declares this variable/,
    );
  });
});
