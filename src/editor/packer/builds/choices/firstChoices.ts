import type { Template } from '../../../../pipeline/template/template';
import { defaultChoices } from '../../../../tools/packer/commands/buildChoices';
import type { BuildChoices } from '../../../../tools/packer/commands/buildChoices';
import { editorProjects } from '../../../editorProjects';

/** The choices of a template that was never built: Packer's own, with the files of variables that its project names. */
export function firstChoices({ path, folder }: Template): BuildChoices {
  const { configuration } = editorProjects().ofFolder(folder);
  return { ...defaultChoices, varFiles: configuration.varFilesOf(path) };
}
