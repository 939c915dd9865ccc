import {
  builderRows,
  postProcessorRows,
  provisionerRows,
  references,
} from '../../../src/pipeline/paths/references';
import { builderTypes, postProcessorTypes, provisionerTypes } from '../../support/componentTypes';
import { eachIsTried, matchesGolden, shownRow } from '../../support/golden';
import { templateOf } from '../../support/templates';

const settingNames = [
  ...new Set([...builderRows, ...postProcessorRows, ...provisionerRows].map(({ setting }) => setting)),
  'source',
];

describe('golden: settings that are paths', () => {
  it('says the same in every row', () =>
    matchesGolden('references', [
      ...builderRows.map((row) => `builder ${shownRow(row)}`),
      ...provisionerRows.map((row) => `provisioner ${shownRow(row)}`),
      ...postProcessorRows.map((row) => `post-processor ${shownRow(row)}`),
    ]));

  it('finds the same paths in every component', () =>
    matchesGolden('referencesOfComponent', [
      ...builderTypes.map((type) => `builder ${type}: ${found({ builders: [{ type, ...paths() }] })}`),
      ...provisionerTypes.map(
        (type) =>
          `provisioner ${type}: ${found({ builders: [{ type: 'null' }], provisioners: [{ type, ...paths() }] })}`,
      ),
      ...postProcessorTypes.map(
        (type) =>
          `post-processor ${type}: ${found({ builders: [{ type: 'null' }], 'post-processors': [{ type, ...paths() }] })}`,
      ),
    ]));

  it('finds the same paths in uploads', () =>
    matchesGolden(
      'referencesOfUpload',
      [
        {},
        { direction: 'upload' },
        { direction: 'download' },
        { direction: 'other' },
        { generated: true },
        { generated: false },
        { source: 'a,b' },
        { source: ['a', 'b'] },
        { source: '{{ user `x` }}' },
        { source: '' },
        { type: 'shell', scripts: 'a,b' },
        { type: 'shell', scripts: ['a,b', 'c'] },
        { type: 'shell', script: 'a,b' },
      ].map((settings) => {
        const provisioners = [{ type: 'file', source: 'a', destination: 'b', ...settings }];
        return `${JSON.stringify(settings)}: ${found({ builders: [{ type: 'null' }], provisioners })}`;
      }),
    ));

  it('is tried in every row, by what it knows and what it does not', () => {
    const patterns = (rows: typeof builderRows) =>
      rows.map(({ type }) => type).filter(({ source }) => source !== '^'); // of every builder
    eachIsTried(patterns(builderRows), builderTypes);
    eachIsTried(patterns(provisionerRows), provisionerTypes);
    eachIsTried(patterns(postProcessorRows), postProcessorTypes);
  });
});

const paths = () => Object.fromEntries(settingNames.map((name) => [name, `${name}.txt`]));

const found = (template: object): string =>
  references(templateOf(template))
    .map(
      ({ setting, expected, value }) =>
        `${setting} ${expected}${value.text === `${setting}.txt` ? '' : ` ${value.text}`}`,
    )
    .join(', ');
