import {
  candidateFolders,
  exists,
  existsInOtherCase,
  isProvenBase,
  isWithin,
  variantFolders,
} from '../pipeline/paths/baseFolder';
import { otherCase } from '../pipeline/paths/otherCase';
import { otherSpelling } from '../pipeline/paths/otherSpelling';
import { references } from '../pipeline/paths/references';
import type { Reference } from '../pipeline/paths/references';
import { shownPath } from '../pipeline/paths/shownPath';
import { namesBelow, similarPath } from '../pipeline/paths/similarPath';
import type { NameIndex } from '../pipeline/paths/similarPath';
import type { Pipeline } from '../pipeline/pipeline';
import { counted } from '../words/plural';
import type { FileSource, Unread } from '../text/fileSource';
import type { Location } from '../text/location';
import type { Fix, RelatedLocation } from './finding';
import type { Report } from './rule';

/**
 * Reports on the paths of a template that lead nowhere, from whichever folder Packer is started, or that do so on systems which
 * compare names exactly.
 */
export function missingPaths(pipeline: Pipeline, all: readonly Reference[]): Report[] {
  const { template, files, baseFolder } = pipeline;
  const folders = [
    ...new Set([baseFolder, ...candidateFolders(template, files), ...variantFolders(template, files)]),
  ];
  const missing = all.filter(
    (reference) =>
      !folders.some((folder) => exists(reference, folder, files)) &&
      !deniedOf(reference, folders, files).length,
  );
  const respelled = all.flatMap((reference) => foundOtherwise(pipeline, reference, folders));
  if (!missing.length) return respelled;
  const place = where(pipeline, all, folders);
  const reports: Report[] = [...respelled];
  const gone: Reference[] = [];
  for (const reference of missing) {
    const from = folders.filter((folder) => existsInOtherCase(reference, folder, files));
    if (from.length) reports.push(spelledOtherwise(pipeline, reference, from));
    else if (isElsewhere(pipeline, reference, folders))
      reports.push({
        ...missingReport(
          pipeline,
          reference,
          place,
          'It is not in the repository; the build needs it on the host.',
        ),
        severity: 'hint',
      });
    else gone.push(reference);
  }
  return [...reports, ...goneReports(pipeline, gone, all, place)];
}

/** What a template names in folders that the system does not let us look into: whether it is there is not known. */
export function deniedPaths({ template, files, baseFolder }: Pipeline): Map<string, Unread> {
  const folders = [baseFolder, ...candidateFolders(template, files)];
  return new Map(
    references(template)
      .filter((reference) => !folders.some((folder) => exists(reference, folder, files)))
      .flatMap((reference) => deniedOf(reference, folders, files)),
  );
}

const deniedOf = ({ value }: Reference, folders: readonly string[], files: FileSource): [string, Unread][] =>
  folders.flatMap((folder) => {
    const path = files.paths.resolve(folder, value.text);
    const why = files.whyUnread(path);
    return why ? [[path, why]] : [];
  });

/** What this system ignores when it looks for a file. */
const ignored = {
  case: 'ignores upper and lower case',
  composition: 'does not tell composed letters from decomposed ones',
} as const;

function foundOtherwise(pipeline: Pipeline, reference: Reference, folders: readonly string[]): Report[] {
  const { files } = pipeline;
  const folder = folders.find((one) => exists(reference, one, files));
  const other = folder === undefined ? undefined : otherSpelling(reference, folder, files);
  if (!other) return [];
  const { value } = reference;
  return [
    {
      severity: 'warning',
      message: `${describe(pipeline, reference)} is '${other.path}' on disk. It is found only because this system ${ignored[other.ignored]}; on Linux the build fails.`,
      location: value.location,
      ...(value.definition && {
        related: [{ message: 'The path is set here.', location: value.definition }],
      }),
      fixes: changePath(pipeline, reference, other.path),
    },
  ];
}

/** As many files and more are gone with what a template is laid over, not one by one. */
const fewestOfOverlay = 5;

/** Of what exists from no folder, and need not be anywhere else. */
function goneReports(
  pipeline: Pipeline,
  gone: readonly Reference[],
  all: readonly Reference[],
  place: string,
): Report[] {
  const { baseFolder, files } = pipeline;
  const [first] = gone;
  if (!first) return [];
  const [lost, named] = [distinct(gone), distinct(all)];
  if (lost >= fewestOfOverlay && lost * 2 > named)
    return [
      {
        severity: 'hint',
        message: `${lost} of ${counted(named, 'file')} that this template names do not exist, from '${nameOf(pipeline, first)}' on. Is it laid over another repository before it is built? Then lint it there.`,
        location: first.value.location,
      },
    ];
  if (isStartedElsewhere(gone, all))
    return gone.map((reference) => ({
      ...missingReport(
        pipeline,
        reference,
        place,
        'Most files of the template are not found from here. Start Packer in the folder to which their paths are relative.',
      ),
      severity: 'hint',
    }));
  const names = namesBelow(baseFolder, files);
  const isProven = isProvenBase(baseFolder, pipeline.template, files);
  return byVariable(gone).flatMap((references): Report[] => {
    const [reference, ...others] = references;
    if (!reference) return [];
    const { usual } = reference.value;
    if (usual && others.length) return [variableReport(pipeline, reference, references, usual)];
    const similar = similarTo(pipeline, reference, names);
    if (usual)
      return [
        {
          ...missingReport(
            pipeline,
            reference,
            place,
            'The build fails unless it is given another value for the variable.',
          ),
          severity: 'warning',
          related: [defaultAt(usual)],
        },
      ];
    return [
      {
        ...missingReport(
          pipeline,
          reference,
          place,
          `The build fails.${similar === undefined ? '' : ` Did you mean '${similar}'?`}`,
        ),
        fixes: similar !== undefined && isProven ? changePath(pipeline, reference, similar) : [],
      },
    ];
  });
}

/** Paths that are made of the default of the same variable are one group; each other path is one of its own. */
function byVariable(gone: readonly Reference[]): Reference[][] {
  const groups = new Map<unknown, Reference[]>();
  for (const reference of gone) {
    const { usual } = reference.value;
    const key = usual ? `${usual.path}:${usual.span.start}` : reference;
    groups.set(key, [...(groups.get(key) ?? []), reference]);
  }
  return [...groups.values()];
}

/** One value is behind them all. A build may give another, so it is no proof that the build fails. */
const variableReport = (
  pipeline: Pipeline,
  first: Reference,
  references: readonly Reference[],
  location: Location,
): Report => ({
  severity: 'warning',
  message: `${describe(pipeline, first)} and ${counted(references.length - 1, 'other path')} made of this value do not exist. The build fails unless it is given another value for the variable.`,
  location,
  related: references.map(({ value }) => ({
    message: 'A path that does not exist.',
    location: value.location,
  })),
});

const defaultAt = (location: Location): RelatedLocation => ({
  message: 'The default of the variable is set here.',
  location,
});

const distinct = (references: readonly Reference[]): number =>
  new Set(references.map(({ value }) => value.text)).size;

function missingReport(pipeline: Pipeline, reference: Reference, place: string, consequence: string): Report {
  const { value } = reference;
  return {
    message: `${describe(pipeline, reference)} does not exist${place}. ${consequence}`,
    location: value.location,
    related: definitionOf(reference),
  };
}

const definitionOf = ({ value: { definition } }: Reference) =>
  definition ? [{ message: 'The path is set here.', location: definition }] : [];

/** @param from the folders from which it is found where case makes no difference; at least one */
function spelledOtherwise(pipeline: Pipeline, reference: Reference, from: readonly string[]): Report {
  const { baseFolder, files, template } = pipeline;
  const { value } = reference;
  const spellings = new Set(
    from.map((folder) => {
      const path = files.paths.resolve(folder, value.text);
      return respelled(value.text, otherCase(path, files) ?? path);
    }),
  );
  const [spelled = value.text] = spellings;
  const isCertain = spellings.size === 1 && from.includes(baseFolder);
  return {
    // Windows and most Macs find it; what runs on Windows alone always does.
    severity: template.builds.every(({ type }) => type.startsWith('hyperv-')) ? 'hint' : 'warning',
    message: `${describe(pipeline, reference)} is spelled '${shownPath(spelled, template.folder, files)}' on disk. Packer does not find it on Linux, where upper and lower case differ.`,
    location: value.location,
    related: definitionOf(reference),
    fixes: isCertain ? changePath(pipeline, reference, spelled) : [],
  };
}

/** A path with its names as they are spelled at the end of another; dots and slashes stay as they are written. */
function respelled(written: string, actual: string): string {
  const names = actual.split(/[\\/]/);
  return written
    .split(/([\\/]+)/)
    .reverse()
    .map((part) => (part.toLowerCase() === names.at(-1)?.toLowerCase() ? (names.pop() ?? part) : part))
    .reverse()
    .join('');
}

/**
 * Whether a template is made to be built from a folder of which nothing is known here, like that of one of its
 * variants: then most of its paths lead up and out of it to nowhere.
 */
function isStartedElsewhere(gone: readonly Reference[], all: readonly Reference[]): boolean {
  const upwards = gone.filter(({ value }) => /^\.\.[\\/]/.test(value.text));
  return upwards.length > 1 && gone.length * 2 > all.length;
}

/** What Git ignores, submodules, and absolute paths may well be there on the machine that builds. */
function isElsewhere(
  { files, template, baseFolder }: Pipeline,
  { value }: Reference,
  folders: readonly string[],
): boolean {
  const path = files.paths.resolve(baseFolder, value.text);
  return (
    !isWithin(path, files.rootOf(template.folder), files) ||
    folders.some((folder) => files.isKeptElsewhere(files.paths.resolve(folder, value.text)))
  );
}

/** The one path that exists and may have been meant. */
function similarTo(
  { baseFolder, files }: Pipeline,
  { value, ...reference }: Reference,
  names: NameIndex,
): string | undefined {
  const similar = similarPath(baseFolder, value.text, files, names);
  if (similar === undefined || similar === value.text) return undefined;
  return exists({ ...reference, value: { ...value, text: similar } }, baseFolder, files)
    ? similar
    : undefined;
}

function describe(pipeline: Pipeline, reference: Reference): string {
  const { value, setting, expected } = reference;
  const what = /[*?[]/.test(value.text)
    ? 'A file matching'
    : expected === 'folder'
      ? 'The folder'
      : setting.startsWith('script')
        ? 'The script'
        : 'The file';
  return `${what} '${nameOf(pipeline, reference)}'`;
}

const nameOf = ({ template, files }: Pipeline, { value }: Reference): string =>
  shownPath(value.text, template.folder, files);

/** From which folder the others were found; a template may be used from several. */
function where(
  { template, files, baseFolder }: Pipeline,
  all: readonly Reference[],
  folders: readonly string[],
): string {
  const someFound = all.some((reference) =>
    [exists, existsInOtherCase].some((leads) => leads(reference, baseFolder, files)),
  );
  if (baseFolder !== template.folder && someFound)
    return ` in '${files.shown(baseFolder)}', where the other files are found`;
  return folders.length > 1 ? ' in the folder of the template or those above it' : '';
}

/** Rewrites the path where it is written out; one that is put together from parts is left to the user. */
function changePath({ template }: Pipeline, { value }: Reference, path: string): Fix[] {
  const { path: file, span } = value.locate({ start: 0, end: value.text.length });
  const source = template.files.find((one) => one.path === file);
  if (source?.slice(span) !== value.text) return [];
  // The same path but for its capitals is the same file on Windows and macOS; any other is only the likeliest.
  const applicability = path.toLowerCase() === value.text.toLowerCase() ? 'safe' : 'unsafe';
  return [{ title: `Change to '${path}'`, applicability, edits: [{ path: file, span, newText: path }] }];
}
