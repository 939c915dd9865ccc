import path from 'node:path';
import { ignoresSpelling, nameKey } from '../text/pathKey';
import { PathMap } from '../text/pathMap';

/** What is asked of a disk whose system finds files under other spellings of their names, too. */
export interface SpellingDisk {
  readonly platform: NodeJS.Platform;
  /** Whether the system finds something at a path, under whatever spelling. */
  finds(file: string): boolean;
  list(folder: string): readonly string[];
}

/** Tells how paths are spelled on disk. What was looked up is kept. */
export class DiskSpelling {
  private readonly known = new Map<string, string>();
  private readonly given: PathMap<string>;

  /** @param given folders that somebody has opened, whose spelling is theirs */
  constructor(
    private readonly disk: SpellingDisk,
    given: readonly string[] = [],
  ) {
    this.given = new PathMap(
      given.map((folder) => [folder, folder]),
      disk.platform,
    );
  }

  /**
   * @param file absolute
   * @returns it in the spelling of the disk, as far as something is there
   */
  of(file: string): string {
    if (!ignoresSpelling(this.disk.platform)) return file;
    const known = this.known.get(file);
    if (known !== undefined) return known;
    const spelled = this.lookUp(file);
    this.known.set(file, spelled);
    return spelled;
  }

  private lookUp(file: string): string {
    const { platform } = this.disk;
    const given = this.given.get(file);
    if (given !== undefined) return given;
    const parent = path.dirname(file);
    if (parent === file) return file;
    const [folder, name] = [this.of(parent), path.basename(file)];
    const names = this.disk.list(folder);
    if (names.includes(name) || !this.disk.finds(file)) return path.join(folder, name);
    // In a folder that tells capitals apart, and where nothing may be listed, it is what is found.
    const key = nameKey(name, platform);
    return path.join(folder, names.find((one) => nameKey(one, platform) === key) ?? name);
  }
}
