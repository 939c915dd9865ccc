import { slices } from './slices';

/**
 * When which subjects are linted: each once, as soon as it was left alone for long enough. Many that are due at once are
 * linted one after the other, and the editor goes on between them.
 */
export class LintSchedule {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  /** What is due, in the order in which it became so. */
  private readonly queue = new Set<string>();
  private isDraining = false;

  /**
   * @param run lints a subject that is due, by its key
   * @param onBusy is called when there is something to do after there was nothing
   */
  constructor(
    private readonly run: (key: string) => void,
    private readonly onBusy: () => void,
  ) {}

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.queue.clear();
  }

  /** Whether something is to be linted. */
  get busy(): boolean {
    return this.timers.size + this.queue.size > 0;
  }

  has(key: string): boolean {
    return this.timers.has(key) || this.queue.has(key);
  }

  /** Lints later; what is about to be linted is put off. @param wait milliseconds */
  add(keys: Iterable<string>, wait: number): void {
    const wasBusy = this.busy;
    for (const key of keys) {
      this.remove(key);
      const timer = setTimeout(() => {
        this.timers.delete(key);
        this.queue.add(key);
        if (!this.isDraining) void this.drain();
      }, wait);
      this.timers.set(key, timer);
    }
    if (!wasBusy && this.busy) this.onBusy();
  }

  /** It is linted now, or never. */
  remove(key: string): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.queue.delete(key);
  }

  private async drain(): Promise<void> {
    this.isDraining = true;
    try {
      const pause = slices();
      for (const key of this.queue) {
        this.queue.delete(key);
        this.run(key);
        await pause();
      }
    } finally {
      this.isDraining = false;
    }
  }
}
