import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { OutputTerminal } from '../../../../src/editor/terminals/outputTerminal';
import type { TerminalWork } from '../../../../src/editor/terminals/outputTerminal';

/** From the source of VS Code: a terminal that fails sooner is said to have failed to launch. */
const threshold = 500;

describe('the terminal of a short task', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  const settled = () => new Promise((resolve) => setImmediate(resolve));

  async function opened(work: (terminal: TerminalWork) => number | Promise<number>) {
    const codes: number[] = [];
    const written: string[] = [];
    const errors: unknown[] = [];
    const terminal = new OutputTerminal(work, (error) => errors.push(error));
    terminal.onDidClose((code) => codes.push(code));
    terminal.onDidWrite((text) => written.push(text));
    terminal.open({ columns: 80, rows: 25 });
    await settled();
    return { terminal, codes, written, errors };
  }

  it('that fails at once ends when VS Code believes that it ran, as failed', async () => {
    const { codes, written } = await opened(({ print, columns }) => {
      print(`one\ntwo ${columns}`);
      return 3;
    });
    assert.deepEqual(written, ['one\r\ntwo 80\r\n']);
    mock.timers.tick(threshold);
    await settled();
    assert.deepEqual(codes, []);
    mock.timers.tick(threshold);
    await settled();
    assert.deepEqual(codes, [3]);
  });

  it('that succeeds ends at once, and one that ran longer when it fails', async () => {
    assert.deepEqual((await opened(() => 0)).codes, [0]);
    let fail: (code: number) => void = () => assert.fail();
    const { codes } = await opened(() => new Promise((resolve) => (fail = resolve)));
    mock.timers.tick(10 * threshold);
    fail(1);
    await settled();
    assert.deepEqual(codes, [1]);
  });

  it('says what is thrown, and passes it on unless the user has ended it', async () => {
    const error = new Error('no such thing');
    const thrown = await opened(() => Promise.reject(error));
    mock.timers.tick(2 * threshold);
    await settled();
    assert.deepEqual([thrown.codes, thrown.written, thrown.errors], [[1], ['no such thing\r\n'], [error]]);
    for (const end of ['close', 'ctrl-c']) {
      const ended = await opened(
        ({ signal }) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
      );
      if (end === 'close') ended.terminal.close();
      else ended.terminal.handleInput('\x03');
      await settled();
      assert.deepEqual([ended.written, ended.errors], [['aborted\r\n'], []]);
    }
  });
});
