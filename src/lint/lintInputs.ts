import type { PackerInUse } from '../rules/packerInUse';
import type { FileSource } from '../text/fileSource';
import { rememberOf } from '../text/rememberOf';
import { DiskFiles } from './diskFiles';

/** Which files there are at one moment, as plain data. */
export interface FileInputs {
  /** The folders of the workspace: above them nothing belongs to its projects. */
  readonly roots: readonly string[];
  /** Texts that are not saved yet, by their paths. */
  readonly unsaved: ReadonlyMap<string, string>;
}

/** All that a lint goes by at one moment, as plain data. */
export interface LintInputs extends FileInputs {
  /** The Packer of this machine; undefined where it is not known, or not known yet. */
  readonly packer: PackerInUse | undefined;
}

/** The disk's files, with unsaved texts in place of what is saved of them. The same inputs are the same moment. */
export const filesOf = rememberOf(({ roots, unsaved }: FileInputs): FileSource => {
  const disk = new DiskFiles(roots);
  return {
    paths: disk.paths,
    read: (path) => unsaved.get(path) ?? disk.read(path),
    kind: (path) => disk.kind(path),
    list: (folder) => disk.list(folder),
    isKeptElsewhere: (path) => disk.isKeptElsewhere(path),
    rootOf: (path) => disk.rootOf(path),
  };
});
