import { basename, dirname } from 'node:path';
import { lastPart } from '../../text/edges';
import { foldersUp } from '../../text/pathKey';
import { isStarter } from '../../rules/grammar/mentions';
import { PathMap, PathSet } from '../../text/pathMap';
import { isData } from './questions';
import type { Answered } from './questions';

/** Files and folders that came or went, and which answers that can change. Most are ruled out by their last name alone. */
export class Moved {
  private readonly namesIn = new PathMap<string[]>();
  private readonly names = new Set<string>();
  /** Where folders may have come or gone. */
  private readonly foldersIn = new PathSet();
  private readonly gone: PathSet;
  private readonly goneNames: readonly string[];

  /**
   * @param came with all that is in folders that came
   * @param gone of a folder the folder alone
   * @param isFile of what came; of what is gone nobody can say
   */
  constructor(came: PathSet, gone: PathSet, isFile: (path: string) => boolean) {
    this.gone = gone;
    this.goneNames = [...gone].map((path) => basename(path).toLowerCase());
    for (const path of [...came, ...gone]) {
      const [folder, name] = [dirname(path), basename(path)];
      this.namesIn.set(folder, [...(this.namesIn.get(folder) ?? []), name]);
      this.names.add(name.toLowerCase());
    }
    for (const path of came) if (!isFile(path)) this.foldersIn.add(dirname(path));
    for (const path of gone) this.foldersIn.add(dirname(path));
  }

  concerns({ kind, path }: Answered): boolean {
    if (this.holdsGone(path)) return true;
    if (kind === 'list') return this.namesIn.has(path);
    if (kind === 'foldersIn') return this.foldersIn.has(path);
    if (kind === 'startersIn') return this.namesIn.get(path)?.some(isStarter) === true;
    if (kind === 'dataIn') return this.namesIn.get(path)?.some(isData) === true;
    const name = lastPart(path).toLowerCase();
    if (!this.names.has(name)) return false;
    return this.namesIn.get(dirname(path))?.some((moved) => moved.toLowerCase() === name) === true;
  }

  /** Whether a path is gone, or a folder around it. */
  private holdsGone(path: string): boolean {
    const lower = this.goneNames.length ? path.toLowerCase() : '';
    return (
      this.goneNames.some((name) => lower.includes(name)) && foldersUp(path).some((at) => this.gone.has(at))
    );
  }
}
