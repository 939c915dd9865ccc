import { removedKeys } from '../../../src/pipeline/template/removedKeys';
import { builderTypes, postProcessorTypes, provisionerTypes } from '../../support/componentTypes';
import { eachIsTried, matchesGolden, shownRow } from '../../support/golden';

const typesByPart = {
  builder: builderTypes,
  provisioner: provisionerTypes,
  'post-processor': postProcessorTypes,
};

describe('golden: removed keys', () => {
  it('says the same in every row', () =>
    matchesGolden(
      'removedKeys',
      removedKeys.flatMap(({ part, types, key, replacement, stillRead }) => [
        `${part} ${key}: ${shownRow(replacement)}${stillRead ? ', still read' : ''}`,
        `  ${String(types)}`,
        `  ${typesByPart[part].filter((type) => types.test(type)).join(' ')}`,
      ]),
    ));

  it('is tried in every row, by what it knows and what it does not', () => {
    for (const row of removedKeys) eachIsTried([row.types], typesByPart[row.part]);
  });
});
