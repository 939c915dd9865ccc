import assert from 'node:assert/strict';
import { PackerVersions } from '../../../../src/tools/packer/packerVersions';
import { ToolNotStarted, ToolTimedOut } from '../../../../src/tools/toolRunner';
import type { ToolRunner } from '../../../../src/tools/toolRunner';

describe('PackerVersions', () => {
  /** @param answers what Packer answers in turn */
  function versionsOf(...answers: (string | undefined | Error)[]) {
    const reported: string[] = [];
    let asked = 0;
    const runner = {
      executable: () => process.execPath,
      run: () => {
        const answer = answers[asked++];
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    } as unknown as ToolRunner;
    return {
      versions: new PackerVersions(runner, (reason) => reported.push(reason)),
      reported,
      asked: () => asked,
    };
  }

  it('asks a program once', async () => {
    const { versions, asked } = versionsOf('1.16.0');
    assert.deepEqual(await Promise.all([versions.current(), versions.current()]), ['1.16.0', '1.16.0']);
    assert.equal(await versions.current(), '1.16.0');
    assert.equal(asked(), 1);
  });

  for (const [what, answer, reason] of [
    ['that does not answer', new ToolTimedOut('packer', 20_000), /did not answer/],
    ['that does not start', new ToolNotStarted('packer', 'EACCES'), /EACCES/],
    ['that prints no version', undefined, /prints no version/],
  ] as const)
    it(`asks one ${what} again, and says why the version is unknown`, async () => {
      const { versions, reported } = versionsOf(answer, '1.16.0');
      assert.equal(await versions.current(), undefined);
      assert.match(reported.join('\n'), reason);
      assert.equal(await versions.current(), '1.16.0');
    });

  it('passes on what is no answer of Packer', async () => {
    const { versions } = versionsOf(new TypeError('a fault'));
    await assert.rejects(versions.current(), TypeError);
  });
});
