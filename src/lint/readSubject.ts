import { isHclTemplateFile } from '../pipeline/template/templateFiles';
import type { FileSource } from '../text/fileSource';
import type { Project } from './project';
import { mayBeJsonTemplate, subjectAt } from './subject';
import { kindByName } from './kindByName';
import type { Subject } from './subject';

/** A file of what a key stands for: of a folder that is one template the first HCL2 file, else the key itself. */
export function fileOfKey(key: string, files: FileSource): string {
  const name = files.list(key).find(isHclTemplateFile);
  return name === undefined ? key : files.paths.join(key, name);
}

/** What stands at {@link fileOfKey} now; undefined where nothing is left of it, or the project ignores it. */
export function readSubject(file: string, project: Project): Subject | undefined {
  const { files, configuration } = project;
  if (configuration.leavesOut(file)) return undefined;
  const kind = kindByName(file);
  if (kind !== 'hclTemplate') {
    const text = files.read(file);
    if (text === undefined || (kind === 'json' && !mayBeJsonTemplate(text))) return undefined;
  }
  return subjectAt(file, project);
}
