import assert from 'node:assert/strict';
import { explainAt } from '../../../../src/language/explain/explainAt';
import { explanationHover } from '../../../../src/language/explain/explanationHover';
import { jsonTemplate } from '../../../support/ruleTests';
import { pipelineOf } from '../../../support/templates';

describe('the hover of explanations', () => {
  it('is about the narrowest place, with each line once, as it stands', () => {
    assert.deepEqual(
      explanationHover([
        { span: { start: 0, end: 20 }, lines: ['Wide.', 'Both *here*.'] },
        { span: { start: 5, end: 9 }, lines: ['Both *here*.', 'Narrow.'] },
      ]),
      {
        span: { start: 5, end: 9 },
        contents: ['Wide.', 'Both *here*.', 'Narrow.'].map((text) => ({ kind: 'plain', text })),
      },
    );
  });

  it('is none where nothing is explained', () => {
    assert.equal(explanationHover([]), undefined);
  });

  it('tells what all that leads to the file says', () => {
    const pipelines = [2048, 4096].map((memory) => pipelineOf(jsonTemplate({ memory }), {}));
    const offset = jsonTemplate({ memory: 2048 }).indexOf('2048');
    const found = explainAt(
      pipelines.map((pipeline) => ({ pipeline })),
      '/project/template.json',
      offset,
    );
    assert.deepEqual(
      found.flatMap(({ lines }) => lines),
      [2048, 4096].map((memory) => `Memory of 'virtualbox-iso': ${memory} MB, set by memory.`),
    );
  });
});
