import { homedir } from 'node:os';
import path from 'node:path';
import { references } from '../../../pipeline/paths/references';
import type { Template } from '../../../pipeline/template/template';
import type { FileSource } from '../../../text/fileSource';
import type { Surroundings } from './removableFolder';

/** A template that was built. */
export interface Built {
  readonly template: Template;
  /** Where Packer was started. Absolute. */
  readonly cwd: string;
  /** Knows the project of a file. */
  readonly files: Pick<FileSource, 'rootOf'>;
}

/** What the removal of a folder has to stay clear of. */
export function surroundings({ template, cwd, files }: Built): Surroundings {
  const referred = references(template)
    .filter(({ absence }) => absence !== 'madeByBuild')
    .map(({ value }) => path.resolve(cwd, value.text));
  return {
    root: files.rootOf(template.folder),
    cwd,
    sources: [homedir(), template.folder, ...template.files.map((file) => file.path), ...referred],
  };
}
