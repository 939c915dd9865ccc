import type { FileSource } from '../../text/fileSource';
import { guestPath } from '../paths/guestPath';
import { resolvePath } from '../paths/resolvePath';
import type { Build, Provisioner } from '../template/template';
import { setting, strings, text } from '../value';
import { hostFile } from './provisionSteps';

/** More than that is no collection of scripts. */
const mostFiles = 2000;

/**
 * What the `file` provisioners of a build put into the guest, by the paths there, so that scripts that run them can be
 * followed. A folder's files end up in it or, without a slash behind its name, in a folder of that name there
 * (packer-plugin-sdk, communicator/winrm and ssh); both are listed.
 */
export function uploadsOf(
  build: Build,
  folders: readonly string[],
  files: FileSource,
): ReadonlyMap<string, string> {
  const uploads = new Map<string, string>();
  const add = (destination: string, path: string) => {
    if (uploads.size < mostFiles) uploads.set(guestPath(destination), path);
  };
  for (const { source, destination } of build.provisioners.flatMap(pairsOf)) {
    const file = hostFile(source, folders, files);
    const folder = file === undefined ? hostFolder(source, folders, files) : undefined;
    if (file !== undefined) {
      // Several sources need a folder; one alone may be given its new name.
      add(/[\\/]$/.test(destination) ? destination + files.paths.basename(file) : destination, file);
      add(`${destination}/${files.paths.basename(file)}`, file);
    }
    if (folder !== undefined)
      for (const [below, path] of filesBelow(folder, files)) {
        add(`${destination}/${below}`, path);
        add(`${destination}/${files.paths.basename(folder)}/${below}`, path);
      }
  }
  return uploads;
}

/** What a `file` provisioner uploads, and to where. */
function pairsOf({ type, settings }: Provisioner): { source: string; destination: string }[] {
  const destination = text(settings, 'destination')?.text;
  if (type !== 'file' || destination === undefined || text(settings, 'direction')?.text === 'download')
    return [];
  return [...strings(setting(settings, 'source')), ...strings(setting(settings, 'sources'))].flatMap(
    (source) => (source.partial ? [] : [{ source: source.text, destination }]),
  );
}

const hostFolder = (written: string, folders: readonly string[], files: FileSource): string | undefined =>
  folders
    .map((folder) => resolvePath(folder, written, files))
    .find((folder) => files.kind(folder) === 'folder');

/** The files of a folder and of its folders, by their paths below it. */
function* filesBelow(folder: string, files: FileSource, below = '', depth = 0): Generator<[string, string]> {
  if (depth > 6) return;
  for (const name of files.list(folder)) {
    const path = files.paths.join(folder, name);
    const kind = files.kind(path);
    if (kind === 'file') yield [`${below}${name}`, path];
    else if (kind === 'folder' && name !== '.git')
      yield* filesBelow(path, files, `${below}${name}/`, depth + 1);
  }
}
