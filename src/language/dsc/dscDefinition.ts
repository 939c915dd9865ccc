import { dscTargets } from '../../pipeline/dsc/dscTargets';
import type { DscTargets } from '../../pipeline/dsc/dscTargets';
import { baseFolder } from '../../pipeline/paths/baseFolder';
import type { Template } from '../../pipeline/template/template';
import type { FileSource } from '../../text/fileSource';

/**
 * From an option of a dsc step to its file, to the configuration in the manifest, to the modules of a folder.
 * @param path of a file of the template
 */
export const dscDefinition = (
  template: Template,
  path: string,
  offset: number,
  files: FileSource,
): DscTargets | undefined =>
  dscTargets({ template, files, baseFolder: baseFolder(template, files) }, path, offset);
