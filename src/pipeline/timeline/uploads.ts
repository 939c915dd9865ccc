import type { FileSource } from '../../text/fileSource';
import type { Build } from '../template/template';
import { text } from '../value';
import { hostFile } from './provisionSteps';

/**
 * What the `file` provisioners of a build put into the guest, by the paths there, so that scripts that run them
 * can be followed. A folder's files are not listed: where they end up depends on the communicator.
 */
export function uploadsOf(
  build: Build,
  folders: readonly string[],
  files: FileSource,
): ReadonlyMap<string, string> {
  const uploads = new Map<string, string>();
  for (const { type, settings } of build.provisioners) {
    const source = type === 'file' ? text(settings, 'source')?.text : undefined;
    const destination = text(settings, 'destination')?.text;
    const path = hostFile(source, folders, files);
    if (path === undefined || destination === undefined) continue;
    const inFolder = /[\\/]$/.test(destination);
    uploads.set(guestPath(inFolder ? destination + files.paths.basename(path) : destination), path);
  }
  return uploads;
}

/** A path of a Windows or Linux guest in the form in which they are compared. */
export const guestPath = (path: string): string =>
  path
    .trim()
    .toLowerCase()
    .replace(/[\\/]+/g, '/');
