import { findVariableFiles } from '../../../pipeline/template/findVariableFiles';
import { variableSource } from '../../../pipeline/template/hcl/readHclTemplate';
import { isHclTemplateFile, readSource } from '../../../pipeline/template/templateFiles';
import type { Template } from '../../../pipeline/template/template';
import type { FileSource } from '../../../text/fileSource';
import { foldersUp, isSamePath } from '../../../text/pathKey';
import { isWithin } from '../../../pipeline/paths/baseFolder';
import { isSameName, nameAt, namesIn, valuesIn } from '../names';
import type { NamePlace } from '../names';
import type { PackerFile, PackerPlace } from '../packerPlace';

/** A name at a place, with all places of its template that name the same. */
export interface FoundName {
  readonly name: NamePlace;
  readonly template: Template;
  readonly places: readonly NamePlace[];
}

/** The name at a place, once for each template that has it: a file may set variables of several. */
export function namesAround(asked: PackerPlace): FoundName[] {
  const { source, offset, templates } = asked;
  return templates.flatMap((template): FoundName[] => {
    const all = [...namesIn(template), ...otherValues(asked, template)];
    const name = nameAt(all, source.path, offset);
    return name ? [{ name, template, places: all.filter((one) => isSameName(one, name)) }] : [];
  });
}

/** What files set that are given with `-var-file`: in and below the folder of the template, and the one that is asked about. */
function otherValues({ files, source }: PackerFile, template: Template): NamePlace[] {
  const declared = namesIn(template).flatMap(({ kind, role, name }) =>
    kind === 'variable' && role === 'declaration' ? [name] : [],
  );
  const { automatic, others } = findVariableFiles(template, files, declared);
  return [...automatic, ...others]
    .filter((path) => isOf(path, template, files) || isSamePath(path, source.path))
    .filter((path) => !template.variableFiles.some((one) => isSamePath(one.path, path)))
    .flatMap((path) => readSource(path, files))
    .flatMap((one) => valuesIn(variableSource(one)));
}

/** Whether a file of values lies in or below the folder of a template, and no nearer to another one. */
function isOf(path: string, { folder }: Template, files: FileSource): boolean {
  if (!isWithin(path, folder, files)) return false;
  const between = foldersUp(files.paths.dirname(path), folder, files.paths).slice(0, -1);
  return !between.some((one) => files.list(one).some(isHclTemplateFile));
}
