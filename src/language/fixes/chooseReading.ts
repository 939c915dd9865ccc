import type { Project } from '../../lint/project';
import type { TextEdit } from '../../text/textEdit';
import { editConfiguration, pathInProject } from './editConfiguration';

/**
 * Writes into the project's boxwright.json how the HCL2 files of a folder are read.
 * @param project that of the folder
 * @returns the edits of boxwright.json; none where it can't be read, or the folder stands outside of the project
 */
export function chooseReading(
  folder: string,
  separate: boolean,
  project: Pick<Project, 'root' | 'files'>,
): TextEdit[] {
  const relative = pathInProject(folder, project);
  if (relative === undefined) return [];
  return editConfiguration(project, () => ({ path: ['separateTemplates', relative], value: separate }));
}
