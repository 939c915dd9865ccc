import assert from 'node:assert/strict';
import path from 'node:path';
import { skipBecause } from '../../../../support/skip';
import { whyNoSmallDisk, withSmallDisk } from '../../../../support/smallDisk';

interface Seen {
  readonly held: boolean;
  readonly followed: boolean;
  readonly status: string;
  readonly free: boolean;
  readonly followedAfter: number;
  readonly warnings: readonly string[];
  readonly shown: readonly { readonly kind: string; readonly text: string; readonly offered: string[] }[];
}

/** A small file system of a namespace of its own becomes full while a build writes to it. */
describe('a build whose disk becomes full', function () {
  this.timeout(60_000);
  before(function () {
    const why = whyNoSmallDisk();
    if (why !== undefined) skipBecause(this, why);
  });

  /** @param when Packer has just been launched, or the build is followed */
  function watch(when: 'launched' | 'followed'): Seen {
    const program = path.join(PROGRAMS, 'fullDisk.js');
    const { status, stdout, stderr } = withSmallDisk(4096, process.execPath, [program, when], 50_000);
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as Seen;
  }
  const told = ({ shown }: Seen) => shown.map(({ kind, offered }) => [kind, ...offered]);

  it('has a warning, with an offer to stop it, before there is no space and when there is none', () => {
    const seen = watch('followed');
    assert.deepEqual(told(seen), [
      ['warning', 'Stop Build'],
      ['error', 'Stop Build'],
    ]);
    assert.match(seen.shown[0]?.text ?? '', /^Only .* are free where the build of .* writes its log/);
    assert.match(seen.shown[1]?.text ?? '', /^No space is left where the build of .* writes its log/);
    assert.deepEqual([seen.held, seen.followed], [true, true]);
    assert.deepEqual([seen.status, seen.free, seen.followedAfter], ['cancelled', true, 0]);
  });

  it('stays claimed and followed where it can not even be recorded that it runs', () => {
    const seen = watch('launched');
    assert.deepEqual([seen.held, seen.followed], [true, true]);
    assert.ok(
      seen.warnings.length > 0 && seen.warnings.every((text) => text.includes('ENOSPC')),
      seen.warnings[0],
    );
    assert.deepEqual(told(seen), [['error', 'Stop Build']]);
    assert.deepEqual([seen.status, seen.free, seen.followedAfter], ['cancelled', true, 0]);
  });
});
