/** A map that keeps what was set or asked for last. */
export class RecentMap<Value> {
  private readonly values = new Map<string, Value>();

  /** @param most how many are kept; the one that was asked for longest ago goes first */
  constructor(private readonly most: number) {}

  get(key: string): Value | undefined {
    const value = this.values.get(key);
    // Set again, it stands last: a Map keeps the order of insertion.
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.values.delete(key);
    this.values.set(key, value);
    const [oldest] = this.values.keys();
    if (this.values.size > this.most && oldest !== undefined) this.values.delete(oldest);
  }

  delete(key: string): void {
    this.values.delete(key);
  }
}
