import type { FileSource } from '../../text/fileSource';
import { duplicateName } from './hcl/duplicateName';
import type { DuplicateName } from './hcl/duplicateName';
import { hclSource } from './hcl/readHclTemplate';
import { isHclTemplateFile, templateSources } from './templateFiles';

/**
 * How the HCL2 files of a folder are read: together, as `packer build FOLDER` does, or each as a template of its own, as
 * `packer build FILE` does.
 */
export interface FolderReading {
  readonly separate: boolean;
  /** What decided that they are separate; undefined where it was chosen, or they are one template. */
  readonly separatedBy?: DuplicateName;
}

/**
 * The reading in force. One name twice makes the files separate templates, as Packer takes them for nothing else.
 * @param chosen the project's choice, which wins
 */
export function folderReading(folder: string, files: FileSource, chosen: boolean | undefined): FolderReading {
  if (chosen !== undefined) return { separate: chosen };
  const separatedBy = duplicateName(templateSources(folder, files).map((source) => hclSource(source)));
  return { separate: separatedBy !== undefined, ...(separatedBy && { separatedBy }) };
}

/** What Packer is given for an HCL2 file: the file itself, or its folder. */
export const templatePath = (
  file: string,
  { separate }: FolderReading,
  { paths }: Pick<FileSource, 'paths'>,
): string => (separate ? file : paths.dirname(file));

/** The HCL2 files of a folder that are templates by themselves, or the folder. Empty where there are none. */
export function templatePathsIn(folder: string, reading: FolderReading, files: FileSource): string[] {
  const own = files.list(folder).filter(isHclTemplateFile);
  if (!own.length) return [];
  return reading.separate ? own.map((name) => files.paths.join(folder, name)) : [folder];
}
