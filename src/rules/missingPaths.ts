import { candidateFolders, exists } from '../pipeline/paths/baseFolder';
import type { Reference } from '../pipeline/paths/references';
import { similarPath } from '../pipeline/paths/similarPath';
import type { Pipeline } from '../pipeline/pipeline';
import type { Fix } from './finding';
import type { Report } from './rule';

/** Reports on the paths of a template that lead nowhere, from whichever folder Packer is started. */
export function* missingPaths(pipeline: Pipeline, all: readonly Reference[]): Generator<Report> {
  const { template, files, baseFolder } = pipeline;
  const folders = candidateFolders(template, files);
  const missing = all.filter((reference) => !folders.some((folder) => exists(reference, folder, files)));
  const someFound = missing.length < all.length;
  const startedElsewhere = isStartedElsewhere(missing, all);
  for (const reference of missing) {
    const { value } = reference;
    const elsewhere = isElsewhere(pipeline, files.paths.resolve(baseFolder, value.text));
    const found = similarPath(baseFolder, value.text, files);
    // A file in place of a folder is no better under its own name.
    const similar = found === value.text ? undefined : found;
    yield {
      ...((elsewhere || startedElsewhere) && { severity: 'hint' as const }),
      message: `${describe(reference)} does not exist${where(pipeline, folders.length, someFound)}. ${
        elsewhere
          ? 'It is not in the repository; the build needs it on the host.'
          : startedElsewhere
            ? 'Most files of the template are not found from here. Start Packer in the folder to which their paths are relative.'
            : `The build fails.${similar ? ` Did you mean '${similar}'?` : ''}`
      }`,
      location: value.location,
      ...(value.definition && {
        related: [{ message: 'The path is set here.', location: value.definition }],
      }),
      // What is elsewhere is another file, however alike its name.
      fixes: similar && !elsewhere && !startedElsewhere ? changePath(pipeline, reference, similar) : [],
    };
  }
}

/**
 * Whether a template is made to be built from a folder of which nothing is known here, like that of one of its
 * variants: then most of its paths lead up and out of it to nowhere.
 */
function isStartedElsewhere(missing: readonly Reference[], all: readonly Reference[]): boolean {
  const upwards = missing.filter(({ value }) => /^\.\.[\\/]/.test(value.text));
  return upwards.length > 1 && missing.length * 2 > all.length;
}

/** What Git ignores, submodules, and absolute paths may well be there on the machine that builds. */
function isElsewhere({ files, template }: Pipeline, path: string): boolean {
  const root = files.rootOf(template.folder);
  const outside =
    path !== root && !path.startsWith(root.endsWith(files.paths.sep) ? root : root + files.paths.sep);
  return outside || files.isKeptElsewhere(path);
}

function describe({ value, setting, expected }: Reference): string {
  const what = /[*?[]/.test(value.text)
    ? 'A file matching'
    : expected === 'folder'
      ? 'The folder'
      : setting.startsWith('script')
        ? 'The script'
        : 'The file';
  return `${what} '${value.text}'`;
}

/** From which folder the others were found; a template may be used from several. */
function where({ template, files, baseFolder }: Pipeline, candidates: number, someFound: boolean): string {
  if (baseFolder !== template.folder && someFound)
    return ` in ${files.paths.relative(template.folder, baseFolder)}, where the other files are found`;
  return candidates > 1 ? ' in the folder of the template or those above it' : '';
}

/** Rewrites the path where it is written out; one that is put together from parts is left to the user. */
function changePath({ template }: Pipeline, { value }: Reference, similar: string): Fix[] {
  const { path, span } = value.locate({ start: 0, end: value.text.length });
  const source = template.files.find((file) => file.path === path);
  if (source?.slice(span) !== value.text) return [];
  return [{ title: `Change to '${similar}'`, edits: [{ path, span, newText: similar }] }];
}
