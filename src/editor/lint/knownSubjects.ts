import type { KnownSubject, SubjectNews } from '../../analysis/protocol';
import { PathMap } from '../../text/pathMap';

/** What the analysis has linted, with the files that lead to each other: as it was told last. */
export class KnownSubjects {
  private readonly byKey = new PathMap<KnownSubject>();
  /** By what was read the keys of those that read it. */
  private readonly readers = new PathMap<Set<string>>();

  take(news: readonly SubjectNews[]): void {
    for (const one of news) {
      this.forget(one.key);
      if ('gone' in one) continue;
      this.byKey.set(one.key, one);
      for (const file of one.read) {
        const keys = this.readers.get(file);
        if (keys) keys.add(one.key);
        else this.readers.set(file, new Set([one.key]));
      }
    }
  }

  clear(): void {
    for (const key of this.byKey.keys()) this.forget(key);
  }

  /** What a file belongs to, or is led to by; in the order of their keys. */
  dependentsOf(path: string): KnownSubject[] {
    return [...(this.readers.get(path) ?? [])].sort().flatMap((key) => this.byKey.get(key) ?? []);
  }

  /** All files that were read for what a key stands for. */
  filesReadFor(key: string): readonly string[] {
    return this.byKey.get(key)?.read ?? [];
  }

  has(key: string): boolean {
    return this.byKey.has(key);
  }

  private forget(key: string): void {
    for (const file of this.byKey.get(key)?.read ?? []) {
      const keys = this.readers.get(file);
      keys?.delete(key);
      if (!keys?.size) this.readers.delete(file);
    }
    this.byKey.delete(key);
  }
}
