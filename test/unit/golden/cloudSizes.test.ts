import assert from 'node:assert/strict';
import { cloudMemoryOf, clouds, megabytesOfSize } from '../../../src/pipeline/guest/cloudMemory';
import sizes from '../../../src/pipeline/guest/cloudSizes.json';
import { builderTypes } from '../../support/componentTypes';
import { eachIsTried, goldenInputs, matchesGolden, shownRow } from '../../support/golden';
import { builder } from '../pipeline/template/read';

const typeOf = { amazon: 'amazon-ebs', azure: 'azure-arm', google: 'googlecompute' } as const;
const cloudNames = ['amazon', 'azure', 'google'] as const;

describe('golden: sizes of clouds', () => {
  const names = goldenInputs('cloudSizes');

  it('says the same in every row', () =>
    matchesGolden('cloudSizes', [
      ...clouds.map(({ type, setting, ...rest }) =>
        shownRow({ type, setting, unset: 'unset' in rest ? rest.unset : undefined }),
      ),
      ...clouds.flatMap(({ families }) => families.map(shownRow)),
      ...cloudNames.flatMap((cloud) =>
        Object.entries(sizes[cloud]).map(([name, row]) => `${cloud} ${name} ${shownRow(row)}`),
      ),
    ]));

  it('gives every size the same memory', () => {
    const known = cloudNames.flatMap((cloud) => Object.keys(sizes[cloud]));
    matchesGolden('memoryOfCloudSize', [
      ...builderTypes.map((type) => {
        const memory = cloudMemoryOf(builder({ type }));
        return `${type}: ${memory.kind === 'unknown' ? 'unknown' : `${memory.kind} ${String(memory.megabytes)}`}`;
      }),
      ...[...new Set([...known, ...known.map((name) => name.toUpperCase()), ...names])].map((name) => {
        const found = cloudNames.flatMap((cloud) => {
          const megabytes = megabytesOfSize(typeOf[cloud], name);
          return megabytes === undefined ? [] : `${cloud} ${String(megabytes)}`;
        });
        return `${name}: ${found.join(', ') || 'unknown'}`;
      }),
    ]);
  });

  it('is tried in every row, by what it knows and what it does not', () => {
    eachIsTried(
      clouds.map(({ type }) => type),
      builderTypes,
    );
    for (const { families } of clouds) {
      const given = names.flatMap((name) => families.find((family) => family.name.test(name)) ?? []);
      assert.deepEqual(
        families.filter((family) => !given.some((other) => other === family)).map(({ name }) => String(name)),
        [],
        'families that no name in inputs/cloudSizes.txt is of',
      );
    }
  });
});
