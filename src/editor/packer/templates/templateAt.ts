import path from 'node:path';
import { isHclTemplateFile, readTemplate } from '../../../pipeline/template/readTemplate';
import type { Template } from '../../../pipeline/template/template';
import { editorFiles } from '../../editorFiles';

/**
 * The template of a path as Packer is given it: the file of a JSON template, or any file or the folder of an HCL2 one.
 * @param template absolute
 * @returns undefined when no template is there
 */
export function templateAt(template: string): Template | undefined {
  const files = editorFiles();
  const part = files.list(template).find(isHclTemplateFile);
  return readTemplate(part === undefined ? template : path.join(template, part), files);
}
