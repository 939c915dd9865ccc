import { Projects } from '../lint/project';
import { editorFiles } from './editorFiles';
import { lastValues } from './packer/builds/choices/lastValues';

/** The projects among the editor's files; templates are read with the values with which they were built last. */
export const editorProjects = (): Projects =>
  new Projects(editorFiles(), { given: (template) => lastValues.of(template) });
