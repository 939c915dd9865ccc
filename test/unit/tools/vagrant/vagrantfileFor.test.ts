import assert from 'node:assert/strict';
import { vagrantfileFor } from '../../../../src/tools/vagrant/vagrantfileFor';

describe('a new Vagrantfile for a box', () => {
  it('names the box, and the version where a catalog knows it', () => {
    const box = { name: 'acme/windows', version: '1.2.0' };
    const lines = vagrantfileFor({ ...box, fromCatalog: true }).split('\n');
    assert.deepEqual(lines.slice(1, -2), [
      '  config.vm.box = "acme/windows"',
      '  config.vm.box_version = "1.2.0"',
    ]);
    assert.doesNotMatch(vagrantfileFor({ ...box, version: '0', fromCatalog: false }), /version/);
  });

  it('evaluates nothing of a name', () => {
    const text = vagrantfileFor({ name: `a#{exit}'\\"`, version: '0', fromCatalog: false });
    assert.match(text, /= 'a#\{exit\}\\'\\\\"'\n/);
  });
});
