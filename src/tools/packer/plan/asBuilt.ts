import path from 'node:path';
import { readAgain } from '../../../pipeline/template/readTemplate';
import type { Template } from '../../../pipeline/template/template';
import type { FileSource } from '../../../text/fileSource';
import type { BuildRequest } from '../commands/buildRequest';

/** A template as it is read with the variables that it is built with. */
export function asBuilt(
  { template, target, choices }: Pick<BuildRequest, 'template' | 'target' | 'choices'>,
  files: FileSource,
): Template {
  const varFiles = choices.varFiles.map((file) => path.resolve(target.cwd, file));
  return readAgain(template, files, { varFiles, variables: choices.variables }) ?? template;
}
