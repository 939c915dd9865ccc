import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Analyst } from '../../src/analysis/analyst';
import type { News, Progress, Settings, ShownIn } from '../../src/analysis/protocol';
import { messages } from './messages';

/** An analysis of a folder on the disk, in this process. All that it says is plain data. */
export class Analysed {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-analysis-')));
  readonly progress: Progress[] = [];
  readonly analyst = new Analyst(
    (news) => this.take(news),
    (progress) => this.progress.push(isPlain(progress)),
  );
  /** What is shown of each file, as it was told last; by its name in the folder. */
  readonly shown = new Map<string, ShownIn>();
  private news: News[] = [];
  private idle: () => void = () => undefined;

  /** @param files by their names in the folder */
  constructor(files: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    this.set();
  }

  dispose(): void {
    this.analyst.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }

  at(...names: string[]): string {
    return path.join(this.folder, ...names);
  }

  nameOf(file: string): string {
    return path.relative(this.folder, file).replaceAll(path.sep, '/');
  }

  write(name: string, text: string): void {
    mkdirSync(path.dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), text);
  }

  remove(name: string): void {
    rmSync(this.at(name), { recursive: true });
  }

  set(changes: Partial<Settings> = {}): void {
    const settings = { roots: [this.folder], packer: undefined, given: new Map(), isLive: true, messages };
    this.analyst.set(isPlain({ ...settings, ...changes }));
  }

  /** What was told since this was asked last. */
  told(): News[] {
    return this.news.splice(0);
  }

  /** Does something, and waits until all that follows from it is over. */
  async untilIdle(act: () => void): Promise<void> {
    const idle = new Promise<void>((resolve) => (this.idle = resolve));
    act();
    await idle;
  }

  /** The rules of what is shown of a file, sorted. */
  rulesIn(name: string): string[] {
    return (this.shown.get(name)?.findings ?? []).map(({ rule }) => rule).sort();
  }

  private take(news: News): void {
    this.news.push(isPlain(news));
    for (const one of news.found) this.shown.set(this.nameOf(one.path), one);
    if (!news.busy) this.idle();
  }
}

/** What can be sent to another thread without loss. */
export function isPlain<T>(value: T): T {
  assert.deepEqual(structuredClone(value), value);
  return value;
}
