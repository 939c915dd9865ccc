import assert from 'node:assert/strict';
import { once } from 'node:events';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AnalysisSession } from '../../../src/analysis/analysisSession';
import type { TextNews, Which } from '../../../src/analysis/analysisSession';
import type { News, Settings } from '../../../src/analysis/protocol';
import { PathSet } from '../../../src/text/pathMap';
import { messages } from '../../support/messages';

/** A worker that ends where it lints `/bad`, and else says what it was told. */
const program = `
const { parentPort } = require('node:worker_threads');
const told = [];
parentPort.on('message', ({ id, name, given }) => {
  const text = [name, ...given.filter((one) => typeof one === 'string')].join(' ');
  if (name === 'lintFile' && given[0] === '/bad') process.exit(1);
  if (name === 'explain' && given[0] === '/told') return parentPort.postMessage({ kind: 'answer', id, value: told });
  told.push(text);
  if (name === 'lookAt') parentPort.postMessage({ kind: 'pass', pass: given[0], key: given[2][0] });
  parentPort.postMessage({ kind: 'answer', id, value: name === 'endPass' ? true : undefined });
});
`;

class Session extends AnalysisSession {
  readonly said: string[] = [];
  readonly events = new EventEmitter();
  files: readonly (readonly string[])[] = [];

  constructor(script: string) {
    super(script);
    this.setUp();
  }

  say(...news: TextNews): Promise<void> {
    return this.tellText(...news);
  }

  told(): Promise<unknown> {
    return this.ask('explain', '/told', { line: 0, character: 0 });
  }

  read(which: Which, onSubject?: (key: string) => boolean | undefined): Promise<void> {
    return this.lintWorkspace(which, onSubject);
  }

  protected settings = (): Settings => ({
    roots: [],
    packer: undefined,
    given: new Map(),
    isLive: true,
    messages,
  });
  protected sendTexts(): void {
    void this.tell('setText', '/open', 'text');
  }
  protected async *workspaceFiles(): AsyncGenerator<readonly string[]> {
    yield* this.files;
    await Promise.resolve();
  }
  protected received(_news: News): void {
    this.said.push('received');
  }
  protected onChange(): void {
    this.events.emit('change');
  }
  protected forgetAll(): void {
    this.said.push('forgetAll');
  }
  protected leftOut(file: string): void {
    this.said.push(`leftOut ${file}`);
  }
  protected gaveUp(): void {
    this.said.push('gaveUp');
    this.events.emit('gaveUp');
  }
  protected restarted(): void {
    this.said.push('restarted');
    this.events.emit('restarted');
  }
  protected workspaceWasRead(): void {
    this.said.push('read');
  }
  protected logError(message: string): void {
    this.said.push(message);
  }
}

describe('an editor and its analysis', () => {
  let folder: string;
  let session: Session;
  /** A worker keeps no process alive that waits for it. */
  let alive: NodeJS.Timeout;
  beforeEach(() => {
    alive = setInterval(() => undefined, 100_000);
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-session-'));
    const script = path.join(folder, 'worker.js');
    writeFileSync(script, program);
    session = new Session(script);
  });
  afterEach(() => {
    session.dispose();
    clearInterval(alive);
    rmSync(folder, { recursive: true, force: true });
  });

  const breakDown = async (event = 'restarted') => {
    const happened = once(session.events, event);
    assert.equal(await session.lintFile('/bad'), false);
    await happened;
  };

  it('begins with the settings, and the texts that are not saved', async () => {
    assert.deepEqual(await session.told(), ['set', 'setText /open text']);
    await session.say('editText', '/open', []);
    session.schedule('/a', 0);
    session.scheduleAffected({ came: new PathSet(), gone: new PathSet() }, 0);
    assert.deepEqual(await session.told(), ['set', 'setText /open text', 'editText /open', 'schedule /a']);
  });

  it('begins anew where it was lost, and leaves out what did that until it changes', async () => {
    await breakDown();
    assert.deepEqual(session.said.slice(-3), ['forgetAll', 'leftOut /bad', 'restarted']);
    assert.deepEqual(await session.told(), ['set', 'setText /open text', 'drop']);
    assert.equal(await session.ask('takeOverMarks', '/bad'), undefined);
    assert.deepEqual(await session.told(), ['set', 'setText /open text', 'drop'], 'it was asked');
    await session.say('setText', '/bad', 'mended');
    await session.ask('takeOverMarks', '/bad');
    assert.deepEqual(await session.told(), [
      'set',
      'setText /open text',
      'drop',
      'setText /bad mended',
      'takeOverMarks /bad',
    ]);
  });

  it('gives up where that is too often', async () => {
    for (let i = 0; i < 5; i++) await breakDown();
    await breakDown('gaveUp');
    assert.equal(session.said.at(-1), 'gaveUp');
    assert.equal(await session.told(), undefined);
    assert.equal(session.busy, false);
  });

  it('reads the workspace in portions, and stops where somebody says so', async () => {
    session.files = [['/a'], ['/b'], ['/c']];
    const seen: string[] = [];
    const reading = session.read('new', (key) => void seen.push(key));
    assert.equal(session.busy, true);
    await reading;
    assert.deepEqual(seen, ['/a', '/b', '/c']);
    assert.equal(session.busy, false);
    assert.equal(session.said.at(-1), 'read');
    seen.length = 0;
    await session.read('new', (key) => {
      seen.push(key);
      return false;
    });
    assert.deepEqual(seen, ['/a']);
    assert.ok(((await session.told()) as string[]).includes('cancelPass'));
  });
});
