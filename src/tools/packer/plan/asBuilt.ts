import path from 'node:path';
import { readTemplate } from '../../../pipeline/template/readTemplate';
import type { Template } from '../../../pipeline/template/template';
import type { FileSource } from '../../../text/fileSource';
import type { BuildRequest } from '../commands/buildRequest';
import { variablesText } from './preflight';

/** A template as it is read with the variables that it is built with. */
export function asBuilt(
  { template, target, choices }: Pick<BuildRequest, 'template' | 'target' | 'choices'>,
  files: FileSource,
): Template {
  const [first] = template.files;
  if (!first) return template;
  const given = path.join(target.cwd, '-var.json');
  const text = variablesText(choices);
  const withGiven: FileSource = {
    ...files,
    read: (file) => (file === given ? text : files.read(file)),
  };
  const varFiles = [...choices.varFiles.map((file) => path.resolve(target.cwd, file)), given];
  return readTemplate(first.path, withGiven, { varFiles }) ?? template;
}
