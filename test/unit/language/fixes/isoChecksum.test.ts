import assert from 'node:assert/strict';
import { isoWithoutChecksum } from '../../../../src/language/fixes/isoChecksum';
import { readTemplate } from '../../../../src/pipeline/template/readTemplate';
import { setting } from '../../../../src/pipeline/value';
import { memoryFiles } from '../../../support/memoryFiles';

describe('an ISO without a checksum', () => {
  function found(builder: object, more: object = {}) {
    const text = JSON.stringify({ builders: [{ type: 'qemu', iso_checksum: 'none', ...builder }], ...more });
    const files = memoryFiles({ '/w/t.json': text, '/w/iso/s.iso': 'x', '/i/s.iso': 'x' }, '/w');
    const template = readTemplate('/w/t.json', files);
    const [build] = template?.builds ?? [];
    const at = build && setting(build.source, 'iso_checksum')?.location;
    assert.ok(template && at);
    return isoWithoutChecksum(template, at, '/w', files);
  }

  it('is one on this computer, of which it can be computed', () => {
    assert.equal(found({ iso_url: 'iso/s.iso' }), '/w/iso/s.iso');
    assert.equal(found({ iso_urls: ['https://example.test/s.iso', '/i/s.iso'] }), '/i/s.iso');
    if (process.platform !== 'win32') assert.equal(found({ iso_url: 'file:///i/s.iso' }), '/i/s.iso');
  });

  it('is none that is elsewhere, not there, or not known', () => {
    for (const iso_url of ['https://example.test/s.iso', 'iso/t.iso', '{{user `iso`}}'])
      assert.equal(found({ iso_url }), undefined, iso_url);
  });

  it('is none where the checksum could not be written in its place', () => {
    const iso_url = 'iso/s.iso';
    assert.equal(found({ iso_url, iso_checksum_type: 'sha256' }), undefined);
    assert.equal(found({ iso_url, iso_checksum: '{{user `c`}}' }, { variables: { c: 'none' } }), undefined);
    assert.equal(found({ iso_url, iso_checksum: 'sha256:a1' }), undefined);
  });
});
