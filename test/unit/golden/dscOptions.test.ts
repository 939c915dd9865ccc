import { dscOptions, mistakenNames, stepOptions } from '../../../src/pipeline/dsc/dscOptions';
import { dscWays } from '../../../src/pipeline/packer/dscWays';
import { matchesGolden, shownRow } from '../../support/golden';

describe('golden: options of dsc steps', () => {
  it('says the same in every row', () =>
    matchesGolden('dscOptions', [
      ...[dscOptions, stepOptions].flatMap(({ settings, ...table }) => [
        shownRow(table),
        ...Object.entries(settings).map(([name, option]) => `  ${name} ${shownRow(option)}`),
      ]),
      ...[...mistakenNames].map(([name, meant]) => `${name}: ${meant ?? 'nothing like it'}`),
    ]));
});

describe('golden: how a version of Packer gets packer-dsc', () => {
  it('says the same in every row', () => matchesGolden('dscWays', dscWays.map(shownRow)));
});
