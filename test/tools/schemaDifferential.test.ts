import assert from 'node:assert/strict';
import { skipBecause } from '../support/skip';
import { compare } from '../schemaDifferential/compare';
import type { PackerProgram } from '../schemaDifferential/compare';

/** Milliseconds. */
const limit = 12_000;

for (const [version, variable] of [
  ['1.6.6', 'BOXWRIGHT_PACKER_OLD'],
  ['1.16.0', 'BOXWRIGHT_PACKER_CURRENT'],
] as const)
  describe(`The rules about options and Packer ${version}`, function () {
    this.timeout(120_000);

    it('agree on generated templates', async function () {
      const path = process.env[variable];
      if (!path) return skipBecause(this, process.env[`${variable}_SKIP`] ?? 'started without npm test');
      const program: PackerProgram = { path, version };
      const { tried, disagreements } = await compare(program, {
        seed: 1,
        until: Date.now() + limit,
        most: 200,
      });
      assert.ok(tried > 0);
      assert.deepEqual(
        disagreements
          .filter(({ kind }) => kind !== 'exception')
          .map(
            ({ seed, kind, mistake, component, about }) =>
              `${seed}: ${kind}, ${mistake} ${about}, ${component}`,
          ),
        [],
      );
    });
  });
