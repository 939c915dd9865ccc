/** A map that keeps what was set or asked for last. */
export class RecentMap<Value> {
  private readonly values = new Map<string, Value>();
  private weight = 0;

  /**
   * @param most how much is kept; what was asked for longest ago goes first
   * @param weigh how much of that a value takes; where it is not given, each takes one
   */
  constructor(
    private readonly most: number,
    private readonly weigh: (value: Value) => number = () => 1,
  ) {}

  has(key: string): boolean {
    return this.values.has(key);
  }

  get(key: string): Value | undefined {
    const value = this.values.get(key);
    // Set again, it stands last: a Map keeps the order of insertion.
    if (value !== undefined) {
      this.values.delete(key);
      this.values.set(key, value);
    }
    return value;
  }

  set(key: string, value: Value): void {
    this.delete(key);
    this.values.set(key, value);
    this.weight += this.weigh(value);
    while (this.weight > this.most && this.values.size > 1) {
      const [oldest] = this.values.keys();
      if (oldest === undefined) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const value = this.values.get(key);
    if (!this.values.delete(key)) return;
    this.weight -= this.weigh(value as Value);
  }
}
