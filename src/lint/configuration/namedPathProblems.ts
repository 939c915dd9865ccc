import { templatePath } from '../../pipeline/template/folderReading';
import { isHclTemplateFile } from '../../pipeline/template/templateFiles';
import { isSamePath } from '../../text/pathKey';
import type { Project } from '../project';
import { subjectAt } from '../subject';
import { kindByName } from '../kindByName';
import type { ConfigurationProblem, NamedPath } from './layer';

/**
 * What a file that configures names and nothing is found at: all that it says of it has no effect. What it extends may be
 * made for other projects, and is not asked.
 * @param path of the file
 */
export function namedPathProblems(path: string, project: Project): ConfigurationProblem[] {
  const { configuration, files } = project;
  const own = configuration.layers.findLast((layer) => isSamePath(layer.path, path));
  if (!own || (own !== configuration.layers.at(-1) && own.base !== files.paths.dirname(path))) return [];
  return own.named.flatMap((named) => {
    const message = wrongIn(named, project);
    if (message === undefined) return [];
    // The machine that builds may have it.
    const severity = isElsewhere(named, project) ? 'warning' : 'error';
    return [{ severity, message, location: { path, span: named.span } }];
  });
}

const isElsewhere = ({ path }: NamedPath, { files }: Project): boolean =>
  files.kind(path) === undefined && files.isKeptElsewhere(path);

/** In a sentence; undefined where all is right. */
function wrongIn({ as, path }: NamedPath, project: Project): string | undefined {
  const { files } = project;
  const kind = files.kind(path);
  const name = files.shown(path);
  if (kind === undefined)
    return files.whyUnread(path) === undefined
      ? `'${name}' does not exist. ${consequences[as]}`
      : `'${name}' cannot be read. ${consequences[as]}`;
  if (as === 'varFile') {
    if (kind === 'folder') return `'${name}' is a folder, not a file with values of variables.`;
    return files.read(path) === undefined ? `'${name}' cannot be read. ${consequences[as]}` : undefined;
  }
  const folder = kind === 'folder' ? path : files.paths.dirname(path);
  const hasHcl = files.list(folder).some(isHclTemplateFile);
  if (as === 'separateTemplates')
    return kind === 'folder' && hasHcl ? undefined : `'${name}' is not a folder with HCL2 templates.`;
  if (kind === 'folder') {
    if (!hasHcl) return `'${name}' is not a template. ${consequences[as]}`;
    return project.reading(path).separate
      ? `The HCL2 files in '${name}' are separate templates. Name one of them.`
      : undefined;
  }
  if (isHclTemplateFile(path)) {
    const whole = templatePath(path, project.reading(folder), files);
    return isSamePath(whole, path)
      ? undefined
      : `'${name}' is only a part of the template. Name its folder, '${files.shown(whole)}'.`;
  }
  // One with a syntax error may be meant as one.
  return kindByName(path) === 'json' && subjectAt(path, project)
    ? undefined
    : `'${name}' is not a template. ${consequences[as]}`;
}

const consequences = {
  separateTemplates: 'This has no effect.',
  varFiles: 'The files that it is given have no effect.',
  varFile: 'Its values are not known.',
} as const satisfies Record<NamedPath['as'], string>;
