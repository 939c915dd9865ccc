import type { Pipeline } from '../pipeline/pipeline';
import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import type { Build, Provisioner } from '../pipeline/template/template';
import { setting, strings, text } from '../pipeline/value';
import type { StringValue } from '../pipeline/value';
import { memoizeByObject } from '../text/memoizeByObject';
import type { Fix } from './finding';
import type { Rule } from './rule';
import { stepDown } from './stepDown';

/** Folders that every Windows has. */
const windowsFolder =
  /^(c:|c:\/windows(\/(temp|system32))?|c:\/users(\/(public|default|administrator|vagrant|packer)(\/(desktop|downloads|documents))?)?|c:\/program files( \(x86\))?|c:\/programdata|\$env:temp|%temp%)$/;

export const fileDestinationWithoutSlash: Rule = {
  id: 'file-destination-without-slash',
  severity: 'error',
  category: 'files',
  since: '0.1.0',
  summary: 'The destination of a file provisioner is a folder but does not end with a slash.',
  fixes: ['safe', 'unsafe'],
  *check(pipeline) {
    for (const { build } of pipeline.timelines) {
      if (!isWindowsGuest(build)) continue;
      for (const provisioner of build.provisioners) {
        const destination = text(provisioner.settings, 'destination');
        if (!destination || !isUpload(provisioner) || /[\\/]$/.test(destination.text)) continue;
        const problem = problemOf(pipeline, provisioner, destination, build);
        if (!problem) continue;
        yield {
          builds: [build],
          ...(!problem.certain && { severity: stepDown(fileDestinationWithoutSlash.severity) }),
          message: problem.message,
          location: destination.location,
          fixes: addSlash(pipeline, destination, problem.certain),
        };
      }
    }
  },
};

const isUpload = ({ type, settings }: Provisioner): boolean =>
  type === 'file' && text(settings, 'direction')?.text !== 'download';

/** hashicorp/packer#4915: without the slash the destination is the name of the file itself. */
function problemOf(
  pipeline: Pipeline,
  { settings }: Provisioner,
  { text: written }: StringValue,
  build: Build,
): { readonly message: string; readonly certain: boolean } | undefined {
  const several =
    strings(setting(settings, 'sources')).filter(({ text }) => isFile(pipeline, text)).length > 1;
  const source = text(settings, 'source')?.text;
  if (several)
    return {
      certain: true,
      message: `Several files are uploaded to '${written}', but without a trailing slash it names a single file: each one overwrites the previous one, or the upload fails. Write '${written}${slashOf(written)}'.`,
    };
  if (source === undefined || !isFile(pipeline, source)) return undefined;
  const path = normal(written);
  if (windowsFolder.test(path) || isFolderElsewhere(path, settings, build))
    return {
      certain: true,
      message: `'${written}' is a folder in the guest, but without a trailing slash it is used as the name of the file: the upload fails. Write '${written}${slashOf(written)}'.`,
    };
  const name = path.slice(path.lastIndexOf('/') + 1);
  const own = normal(source)
    .replace(/^.*\//, '')
    .replace(/\.\w+$/, '');
  // Deeper in, files like `etc/hosts` and `administrators_authorized_keys` have no extension.
  if (name === own || !/^[a-z]:\/[^/.]+$/.test(path)) return undefined;
  return {
    certain: false,
    message: `Without a trailing slash, '${written}' is the name of the uploaded file, not of a folder: the file loses its own name and extension, or, if the folder exists, the upload fails.`,
  };
}

/** By its name, and not a folder where it is there. A folder keeps its own name, whatever the destination. */
const isFile = ({ files, baseFolder }: Pipeline, source: string): boolean =>
  /[^\\/]\.\w{1,8}$/.test(source) && files.kind(files.paths.resolve(baseFolder, source)) !== 'folder';

/** Another step of the build puts files into it. */
function isFolderElsewhere(path: string, own: Provisioner['settings'], { provisioners }: Build): boolean {
  const destinations = destinationsOf(provisioners);
  const folder = `${path}/`;
  // All that begin with the folder stand together, behind what sorts before it.
  let [low, high] = [0, destinations.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((destinations[middle]?.path ?? '') < folder) low = middle + 1;
    else high = middle;
  }
  const [first, second] = [destinations[low], destinations[low + 1]];
  return [first, second].some((one) => one?.path.startsWith(folder) && one.settings !== own);
}

/** Where the `file` steps of a build upload to, in the order of these paths. */
const destinationsOf = memoizeByObject((provisioners: Build['provisioners']) =>
  provisioners
    .flatMap(({ type, settings }) => {
      const found = type === 'file' ? text(settings, 'destination')?.text : undefined;
      return found === undefined ? [] : [{ path: found.replace(/\\/g, '/').toLowerCase(), settings }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
);

const normal = (path: string): string =>
  path
    .trim()
    .replace(/[\\/]+/g, '/')
    .toLowerCase();

const slashOf = (path: string): string => (path.includes('\\') && !path.includes('/') ? '\\' : '/');

/** @param isFolder whether it is known to be one: without that the slash changes where the file goes */
function addSlash({ template }: Pipeline, destination: StringValue, isFolder: boolean): Fix[] {
  const { path, span } = destination.locate({ start: 0, end: destination.text.length });
  const source = template.files.find((file) => file.path === path);
  const written = source?.slice(span);
  const quoted = written?.startsWith('"') ?? false;
  const inner = quoted ? written?.slice(1, -1) : written;
  if (inner?.replace(/\\\\/g, '\\') !== destination.text) return [];
  const end = quoted ? span.end - 1 : span.end;
  const slash = slashOf(destination.text);
  const newText = slash === '\\' ? '\\\\' : slash;
  return [
    {
      title: `Add a trailing ${slash}`,
      applicability: isFolder ? 'safe' : 'unsafe',
      edits: [{ path, span: { start: end, end }, newText }],
    },
  ];
}
