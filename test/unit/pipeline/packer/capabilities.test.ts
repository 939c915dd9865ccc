import assert from 'node:assert/strict';
import { capabilities, sinceVersion } from '../../../../src/pipeline/packer/capabilities';
import type { Capability } from '../../../../src/pipeline/packer/capabilities';

describe('what a Packer can do', () => {
  const cases: readonly [Capability, before: string, from: string][] = [
    ['runCleanupProvisioner', '1.6.0', '1.6.1'],
    ['convert', '1.6.1', '1.6.2'],
    ['format', '1.6.5', '1.6.6'],
    ['init', '1.6.6', '1.7.0'],
    ['plugins', '1.7.10', '1.8.0'],
    ['sequentialEvaluation', '1.11.2', '1.12.0-dev'],
  ];
  for (const [capability, before, from] of cases)
    it(`${capability} from ${from}`, () => {
      assert.equal(capabilities(before)[capability], false);
      assert.equal(capabilities(from)[capability], true);
      assert.equal(capabilities('2.0.0')[capability], true);
      assert.ok(from.startsWith(sinceVersion(capability)));
    });

  it('had all plugins built in before 1.10', () => {
    assert.equal(capabilities('1.6.6').bundledPlugins, true);
    assert.equal(capabilities('1.9.5').bundledPlugins, true);
    assert.equal(capabilities('1.10.0').bundledPlugins, false);
  });

  it('is that of the newest where the version is not known', () => {
    assert.deepEqual(capabilities(undefined), capabilities('99.0.0'));
  });
});
