import assert from 'node:assert/strict';
import type { PackerPlace } from '../../src/language/packer/packerPlace';
import { baseFolder } from '../../src/pipeline/paths/baseFolder';
import { readTemplate } from '../../src/pipeline/template/readTemplate';
import { isVariableFile } from '../../src/pipeline/template/templateFiles';
import { SourceText } from '../../src/text/sourceText';
import { memoryFiles } from './memoryFiles';

/** The folder of the template. */
export const packerFolder = '/p';

/** Asks at the `‸` that stands in one of the files of a template. @param given by their names in its folder */
export function packerPlace(given: Readonly<Record<string, string>>): PackerPlace {
  const [name, marked] = Object.entries(given).find(([, text]) => text.includes('‸')) ?? [];
  assert.ok(name !== undefined && marked !== undefined, 'no place is marked');
  const texts = Object.entries(given).map(([file, text]) => [
    `${packerFolder}/${file}`,
    text.replace('‸', ''),
  ]);
  const files = memoryFiles(Object.fromEntries(texts) as Record<string, string>, packerFolder);
  const path = `${packerFolder}/${name}`;
  const main = isVariableFile(path) ? texts.find(([file]) => /\.pkr\.hcl$/.test(file ?? ''))?.[0] : path;
  const template = readTemplate(main ?? path, files);
  return {
    source: new SourceText(path, files.read(path) ?? ''),
    offset: marked.indexOf('‸'),
    templates: template ? [template] : [],
    files,
    packer: undefined,
    valuesOf: () => ({}),
    baseOf: (one) => baseFolder(one, files),
  };
}
