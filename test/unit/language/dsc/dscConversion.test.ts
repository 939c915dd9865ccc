import assert from 'node:assert/strict';
import { dscConversion } from '../../../../src/language/dsc/dscConversion';
import type { ConversionKind } from '../../../../src/language/dsc/dscConversion';
import { dscDefinition } from '../../../../src/language/dsc/dscDefinition';
import { readTemplate } from '../../../../src/pipeline/template/readTemplate';
import { memoryFiles } from '../../../support/memoryFiles';
import { messages } from '../../../support/messages';

const path = '/w/x.json';
const text = `{
  "builders": [{ "type": "null", "communicator": "none" }],
  "provisioners": [
    { "type": "powershell", "inline": ["dir"] },
    { "type": "dsc", "manifest_file": "Site.ps1" },
    { "type": "dsc", "manifest_file": "Other.ps1" }
  ]
}
`;
const files = memoryFiles({
  [path]: text,
  '/w/Site.ps1': '# the site\nConfiguration Site { File A { Ensure = "Present" } }\n',
});
const template = readTemplate(path, files);
assert.ok(template);

describe('the offer to convert a dsc step', () => {
  const first = text.indexOf('{ "type": "dsc"');
  const second = text.indexOf('{ "type": "dsc"', first + 1);

  const offer = (
    start: number,
    { end = start, isUnloadable = false, file = path, only = undefined as ConversionKind | undefined } = {},
  ) =>
    dscConversion(
      template,
      {
        at: { path: file, span: { start, end } },
        isUnloadable,
        wants: (kind) => only === undefined || kind === only,
      },
      messages,
    );

  it('is about the step that a stretch touches', () => {
    assert.equal(offer(first)?.location.span.start, first);
    assert.equal(offer(second + 3)?.location.span.start, second);
    assert.equal(offer(first - 2, { end: first })?.location.span.start, first);
    assert.equal(offer(first)?.title, '<convert dsc>');
  });

  it('is not made elsewhere', () => {
    assert.equal(offer(first - 1), undefined);
    assert.equal(offer(text.indexOf('powershell')), undefined);
    assert.equal(offer(first, { file: '/w/other.json' }), undefined);
  });

  it('is a quick fix where the linter says that Packer can not load the step, else a refactoring', () => {
    assert.equal(offer(first)?.kind, 'refactor.rewrite');
    assert.equal(offer(first, { isUnloadable: true })?.kind, 'quickfix');
    assert.equal(offer(first, { isUnloadable: true, only: 'refactor.rewrite' })?.kind, 'refactor.rewrite');
    assert.equal(offer(first, { only: 'quickfix' }), undefined);
  });
});

describe('the definition of an option of a dsc step', () => {
  it('is its file, at its configuration', () => {
    const found = dscDefinition(template, path, text.indexOf('Site.ps1'), files);
    assert.ok(found);
    assert.equal(text.slice(found.origin.start, found.origin.end), '"Site.ps1"');
    assert.deepEqual(
      found.targets.map((target) => target.path),
      ['/w/Site.ps1'],
    );
    assert.equal(found.targets[0]?.span.start, '# the site\n'.length);
    assert.equal(dscDefinition(template, path, text.indexOf('powershell'), files), undefined);
  });
});
