import assert from 'node:assert/strict';
import path from 'node:path';
import { boxArtifacts } from '../../../../../src/tools/packer/output/boxArtifact';

const cwd = path.resolve('/p');

describe('boxArtifacts', () => {
  const rows: readonly [artifact: string, box: string | undefined][] = [
    ["a: 'virtualbox' provider box: packer_a_virtualbox.box", 'packer_a_virtualbox.box'],
    ['a: Created artifact from files: out/manifest.json, out/my box.box', 'out/my box.box'],
    ['a: VM files in directory: output-a', undefined],
    ['a: Did not export anything.', undefined],
  ];
  for (const [artifact, box] of rows)
    it(`${box === undefined ? 'finds none in' : 'reads'} ${artifact}`, () => {
      assert.deepEqual(boxArtifacts([artifact], cwd), box === undefined ? [] : [path.resolve(cwd, box)]);
    });
});
