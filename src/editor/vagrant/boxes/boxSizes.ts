import { statSync } from 'node:fs';
import { folderSize } from '../../../tools/folderSize';
import type { Box } from '../../../tools/vagrant/readBoxes';

/** How large boxes are on disk: looked at when somebody wants to know, and kept until a box is replaced. */
export class BoxSizes {
  private readonly known = new Map<string, { readonly changed: number; readonly size: Promise<number> }>();

  /** @returns bytes */
  of({ folder }: Pick<Box, 'folder'>): Promise<number> {
    const changed = changedAt(folder);
    const known = this.known.get(folder);
    if (known?.changed === changed) return known.size;
    const size = folderSize(folder);
    this.known.set(folder, { changed, size });
    return size;
  }

  /** @returns bytes, of all of them */
  async sum(boxes: readonly Pick<Box, 'folder'>[]): Promise<number> {
    const sizes = await Promise.all(boxes.map((box) => this.of(box)));
    return sizes.reduce((sum, size) => sum + size, 0);
  }
}

/** Milliseconds since 1970; a box that is added anew has a new folder. */
function changedAt(folder: string): number {
  return statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
