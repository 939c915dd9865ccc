import assert from 'node:assert/strict';
import { writable } from '../../../src/rules/fixes/writable';
import { SourceText } from '../../../src/text/sourceText';

describe('where a template can be written', () => {
  const files = ['/w/a.pkr.hcl', '/w/b.pkr.json', '/w/c.json'].map((path) => new SourceText(path, ''));
  const at = (path: string) => writable({ files }, { path })?.path;

  it('is in its files in HCL and JSON', () => {
    assert.equal(at('/w/a.pkr.hcl'), '/w/a.pkr.hcl');
    assert.equal(at('/w/c.json'), '/w/c.json');
  });

  it('is not in HCL2 that is written as JSON, in files that are not its own, or nowhere', () => {
    assert.equal(at('/w/b.pkr.json'), undefined);
    assert.equal(at('/w/a.auto.pkrvars.hcl'), undefined);
    assert.equal(writable({ files }, undefined), undefined);
  });
});
