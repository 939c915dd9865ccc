import assert from 'node:assert/strict';
import { download } from '../../../../../src/tools/packer/releases/download';
import { InstallFailure } from '../../../../../src/tools/packer/releases/installProblem';

describe('A download', () => {
  it('is given up when it is not done in all its time, though something always comes', async () => {
    let taken = 0;
    /** As that of fetch: what is aborted fails at the next read. */
    const body = (signal: AbortSignal) =>
      new ReadableStream<Uint8Array>({
        pull: (controller) =>
          new Promise((resolve) =>
            setImmediate(() => {
              if (signal.aborted) controller.error(signal.reason);
              else controller.enqueue(new Uint8Array(1));
              resolve();
            }),
          ),
      });
    const refused = await download('https://releases.test/a', {
      fetch: (_url, init) => Promise.resolve(new Response(body(init?.signal as AbortSignal))),
      signal: new AbortController().signal,
      limit: Infinity,
      stallAfter: 60_000,
      longest: 50,
      onBytes: ({ length }) => void (taken += length),
    }).catch((error: unknown) => error);
    assert.ok(refused instanceof InstallFailure);
    assert.deepEqual(refused.problem, { kind: 'slow', host: 'releases.test', after: 50 });
    assert.ok(taken > 0);
  });
});
