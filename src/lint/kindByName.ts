import { isUnattend } from '../pipeline/guest/isUnattend';
import { isHclTemplateFile, isVariableFile } from '../pipeline/template/templateFiles';
import { lastPart } from '../text/edges';
import { isConfigurationFile } from './configuration/configurationFile';

/** What a file can be by its name. */
type NamedKind = 'hclTemplate' | 'json' | 'vagrantfile' | 'answerFile' | 'text';

/** What the name of a file allows it to be. Most JSON files are something else than templates. */
export function kindByName(path: string): NamedKind | undefined {
  if (isHclTemplateFile(path)) return 'hclTemplate';
  if (isVagrantfile(path)) return 'vagrantfile';
  if (isAnswerFileName(path)) return 'answerFile';
  if (isVariableFile(path) || isConfigurationFile(path)) return 'text';
  return path.endsWith('.json') ? 'json' : undefined;
}

/** Whether a file is a Vagrantfile by its name; those for boxes are called Vagrantfile.template, vagrantfile-x.tpl. */
export function isVagrantfile(path: string): boolean {
  const name = lastPart(path).toLowerCase();
  if (name === 'vagrantfile' || name.endsWith('.vagrantfile')) return true;
  return name.includes('vagrantfile') && /\.(template|tpl|rb)$/.test(name);
}

/** Whether a file is an answer file by its name: that which Windows Setup looks for, or one that is made like it. */
export const isAnswerFileName = (path: string): boolean => isUnattend(path);
