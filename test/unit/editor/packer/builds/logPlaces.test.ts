import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LogPlaces } from '../../../../../src/editor/packer/builds/logPlaces';
import type { ToolCommand } from '../../../../../src/tools/toolCommand';
import { answers, shown, userSettings } from '../../../../support/vscodeStub';
import { templateOf } from '../../../../support/templates';

describe('the place of a log', () => {
  let folder: string;
  let memory: Map<string, unknown>;
  /** What Git says: 0 where it ignores a file; undefined where there is no Git. */
  let exitCode: number | undefined;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-place-')));
    mkdirSync(path.join(folder, '.git'));
    memory = new Map();
    exitCode = 1;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    for (const list of [answers, shown]) list.length = 0;
    for (const name of Object.keys(userSettings)) Reflect.deleteProperty(userSettings, name);
  });

  const storage = () => path.join(folder, 'storage');
  const request = (log?: string) => ({
    template: { ...templateOf({ builders: [{ type: 'null' }] }), path: path.join(folder, 'a.json'), folder },
    ...(log !== undefined && { log }),
  });
  /** Another window each time: what was answered is all that it knows. */
  const choose = async (log?: string) => {
    const workspaceState = {
      get: (key: string, usual: unknown) => memory.get(key) ?? usual,
      update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
    };
    const runner = {
      run: (command: ToolCommand<unknown>) =>
        exitCode === undefined
          ? Promise.reject(new Error('no Git'))
          : Promise.resolve(command.parse({ exitCode, stdout: '', stderr: '' })),
    };
    const places = new LogPlaces(
      { runner: runner as never, log: { warn: assert.fail } as never, context: { workspaceState } as never },
      storage(),
    );
    const chosen = await places.choose(request(log));
    // The question does not hold the build up.
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(await places.of(request(log)), chosen);
    return chosen;
  };
  const beside = () => path.join(folder, 'packer.log');
  const isStored = (log: string) =>
    log.startsWith(storage() + path.sep) && path.basename(log) === 'packer.log';

  it('is beside the template where Git ignores it, or there is no repository', async () => {
    exitCode = 0;
    assert.equal(await choose(), beside());
    rmSync(path.join(folder, '.git'), { recursive: true });
    exitCode = 128;
    assert.equal(await choose(), beside());
    assert.deepEqual(shown, []);
  });

  it('is in storage until the question is answered, and after a no, which is not asked again', async () => {
    assert.ok(isStored(await choose()));
    assert.equal(shown.length, 1);
    answers.push('Keep Logs in Storage');
    assert.ok(isStored(await choose()));
    assert.equal(shown.length, 2);
    assert.ok(isStored(await choose()));
    assert.equal(shown.length, 2, 'it was asked after a no');
    // Whoever adds the line later has the log beside the template.
    exitCode = 0;
    assert.equal(await choose(), beside());
  });

  it('is in storage where Git is not there, or does not say', async () => {
    for (const code of [undefined, 128]) {
      exitCode = code;
      assert.ok(isStored(await choose()));
    }
  });

  it('is where the user says', async () => {
    assert.equal(await choose('named.log'), path.join(folder, 'named.log'));
    userSettings['boxwright.packer.logFile'] = 'set.log';
    assert.equal(await choose(), path.join(folder, 'set.log'));
    assert.deepEqual(shown, []);
  });

  it('is another one for each template of the same name', async () => {
    const first = await choose();
    assert.match(path.basename(path.dirname(first)), /^a\.json-[0-9a-f]{8}$/);
    assert.equal(await choose(), first);
    assert.throws(() => readFileSync(first), { code: 'ENOENT' });
  });
});
