/** When which subjects are linted: each once, as soon as it was left alone for long enough. */
export class LintSchedule {
  private readonly timers = new Map<string, NodeJS.Timeout>();

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
  }

  /** Whether something is to be linted. */
  get busy(): boolean {
    return this.timers.size > 0;
  }

  has(key: string): boolean {
    return this.timers.has(key);
  }

  /** Lints later; what is about to be linted is put off. @param wait milliseconds */
  add(keys: Iterable<string>, wait: number): void {
    const wasBusy = this.busy;
    for (const key of keys) {
      clearTimeout(this.timers.get(key));
      const timer = setTimeout(() => {
        this.timers.delete(key);
        this.run(key);
      }, wait);
      this.timers.set(key, timer);
    }
    if (!wasBusy && this.busy) this.onBusy();
  }

  /** It is linted now, or never. */
  remove(key: string): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
  }
}
