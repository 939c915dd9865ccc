import type { FileSource } from '../../text/fileSource';
import type { Location } from '../../text/location';
import type { Span } from '../../text/span';
import { chosenConfiguration, readDscManifest } from '../dscManifest';
import { candidateFolders } from '../paths/baseFolder';
import type { Pipeline } from '../pipeline';
import type { Provisioner } from '../template/template';
import { hostFile } from '../timeline/provisionSteps';
import { setting, strings, text } from '../value';
import type { Value } from '../value';
import { dscOptions } from './dscOptions';
import { resolvePath } from '../paths/resolvePath';

/** What an option of a `dsc` step leads to. */
export interface DscTargets {
  /** The value that leads there. */
  readonly origin: Span;
  readonly targets: readonly Location[];
}

type Place = Pick<Pipeline, 'template' | 'baseFolder' | 'files'>;

/** Modules lie in folders of their own, often with one for each version. */
const depth = 3;

/**
 * The files that the option at an offset is about: the manifest, at its configuration; the configuration that is named;
 * the modules of a folder.
 * @param path of a file of the template
 */
export function dscTargets(place: Place, path: string, offset: number): DscTargets | undefined {
  for (const step of stepsOf(place)) {
    const name = setting(step.settings, 'configuration_name');
    if (name && isAt(name, path, offset))
      return { origin: name.location.span, targets: manifestTargets(place, step) };
    for (const [option, info] of Object.entries(dscOptions.settings)) {
      if (!info.path) continue;
      const value = strings(setting(step.settings, option)).find((one) => isAt(one, path, offset));
      if (!value || value.partial) continue;
      const { opens } = info.path;
      const own = option === 'manifest_file' ? manifestTargets(place, step) : [];
      const targets = own.length
        ? own
        : filesAt(place, value.text, opens).map((file) => ({ path: file, span: start }));
      return { origin: value.location.span, targets };
    }
  }
  return undefined;
}

const start: Span = { start: 0, end: 0 };

const stepsOf = ({ template }: Place): Provisioner[] =>
  template.builds.flatMap(({ provisioners }) => provisioners.filter(({ type }) => type === 'dsc'));

const isAt = ({ location }: Value, path: string, offset: number): boolean =>
  location.path === path && location.span.start <= offset && offset <= location.span.end;

const foldersOf = ({ template, baseFolder, files }: Place): string[] => [
  baseFolder,
  ...candidateFolders(template, files),
];

/** The configuration that a step runs, in its manifest; the manifest where it is not found. */
function manifestTargets(place: Place, { settings }: Provisioner): Location[] {
  const path = hostFile(text(settings, 'manifest_file')?.text, foldersOf(place), place.files);
  const source = path === undefined ? undefined : place.files.read(path);
  if (path === undefined || source === undefined) return [];
  const name = chosenConfiguration(settings)?.name ?? text(settings, 'configuration_name')?.text;
  const span = name === undefined ? undefined : readDscManifest(source).placeOf(name);
  return [{ path, span: span ?? start }];
}

function filesAt(place: Place, written: string, opens: RegExp): string[] {
  const { files } = place;
  const paths = foldersOf(place).map((folder) => resolvePath(folder, written, files));
  const path = paths.find((one) => files.kind(one) !== undefined);
  if (path === undefined) return [];
  return files.kind(path) === 'file' ? [path] : filesIn(files, path, opens, depth);
}

/** The nearest files of a kind: below a folder that has some there are only parts of them. */
function filesIn(files: FileSource, folder: string, opens: RegExp, levels: number): string[] {
  const paths = files.list(folder).map((name) => files.paths.join(folder, name));
  const found = paths.filter((path) => opens.test(path) && files.kind(path) === 'file');
  if (found.length || levels === 1) return found;
  return paths
    .filter((path) => files.kind(path) === 'folder')
    .flatMap((path) => filesIn(files, path, opens, levels - 1));
}
