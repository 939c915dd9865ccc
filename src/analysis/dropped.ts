import { foldersUp } from '../text/pathKey';
import { PathSet } from '../text/pathMap';

/** Subjects that hung an analysis: each is left alone until something changes in it, or in the folder in which it lies. */
export class Dropped {
  private readonly keys = new PathSet();

  add(key: string): void {
    this.keys.add(key);
  }

  has(key: string): boolean {
    return this.keys.size > 0 && this.keys.has(key);
  }

  get all(): string[] {
    return [...this.keys];
  }

  /** A file has changed. */
  lift(path: string): void {
    if (!this.keys.size) return;
    const above = new PathSet(foldersUp(path));
    for (const key of [...this.keys]) {
      const [, folder = key] = foldersUp(key);
      if (above.has(key) || above.has(folder)) this.keys.delete(key);
    }
  }
}
