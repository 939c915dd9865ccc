import type { FileSource } from '../text/fileSource';
import type { Template } from '../pipeline/template/template';
import { readConfiguration } from './configuration';
import { isHclTemplateFile, readTemplate } from '../pipeline/template/readTemplate';

/** Folders that hold no templates of the user's own. */
const skipped = /^(\.git|\.hg|\.svn|node_modules|packer_cache|\.vagrant|\.terraform|output-.*)$/;

/**
 * All templates in a folder and the folders in it, without what Git or boxwright.json ignores. Links to folders are followed only
 * as far as they lead down.
 */
export function* findTemplates(folder: string, files: FileSource): Generator<Template> {
  const configuration = readConfiguration(files.rootOf(folder), files);
  const leftOut = (path: string) => files.isKeptElsewhere(path) || configuration.ignores(path);
  yield* walk(folder, files, leftOut, 0);
}

function* walk(
  folder: string,
  files: FileSource,
  leftOut: (path: string) => boolean,
  depth: number,
): Generator<Template> {
  if (depth > 30) return;
  let hcl = false;
  for (const name of files.list(folder)) {
    const path = files.paths.join(folder, name);
    const kind = files.kind(path);
    if (kind === 'folder' && !skipped.test(name) && !leftOut(path))
      yield* walk(path, files, leftOut, depth + 1);
    if (kind !== 'file' || leftOut(path)) continue;
    if (isHclTemplateFile(name)) {
      // All of a folder's HCL files are one template.
      if (hcl) continue;
      hcl = true;
    } else if (!name.endsWith('.json')) continue;
    const template = readTemplate(path, files);
    if (template) yield template;
  }
}
