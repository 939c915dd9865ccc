import { pathKey } from './pathKey';

/** A map by paths, however they are spelled; tells the keys as they were set last. */
export class PathMap<T> {
  private readonly byKey = new Map<string, readonly [file: string, value: T]>();

  constructor(
    entries: Iterable<readonly [string, T]> = [],
    private readonly platform: NodeJS.Platform = process.platform,
  ) {
    for (const [file, value] of entries) this.set(file, value);
  }

  get size(): number {
    return this.byKey.size;
  }

  get(file: string): T | undefined {
    return this.byKey.get(pathKey(file, this.platform))?.[1];
  }

  has(file: string): boolean {
    return this.byKey.has(pathKey(file, this.platform));
  }

  set(file: string, value: T): this {
    this.byKey.set(pathKey(file, this.platform), [file, value]);
    return this;
  }

  delete(file: string): boolean {
    return this.byKey.delete(pathKey(file, this.platform));
  }

  keys(): string[] {
    return [...this].map(([file]) => file);
  }

  values(): T[] {
    return [...this].map(([, value]) => value);
  }

  [Symbol.iterator](): IterableIterator<readonly [file: string, value: T]> {
    return this.byKey.values();
  }
}

/** A set of paths, each in the spelling in which it was added first. */
export class PathSet {
  private readonly byKey = new Map<string, string>();

  constructor(
    files: Iterable<string> = [],
    private readonly platform: NodeJS.Platform = process.platform,
  ) {
    for (const file of files) this.add(file);
  }

  get size(): number {
    return this.byKey.size;
  }

  has(file: string): boolean {
    return this.byKey.has(pathKey(file, this.platform));
  }

  add(file: string): this {
    const key = pathKey(file, this.platform);
    if (!this.byKey.has(key)) this.byKey.set(key, file);
    return this;
  }

  delete(file: string): boolean {
    return this.byKey.delete(pathKey(file, this.platform));
  }

  [Symbol.iterator](): Iterator<string> {
    return this.byKey.values();
  }
}
