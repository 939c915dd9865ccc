import { fileURLToPath, pathToFileURL } from 'node:url';

/** The path of a file that an editor names; undefined for what is not on this computer's disk, such as an unsaved or a Git one. */
export function pathOfUri(uri: string): string | undefined {
  try {
    const url = new URL(uri);
    const path = url.protocol === 'file:' ? fileURLToPath(url) : undefined;
    return path?.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}

export const uriOfPath = (path: string): string => pathToFileURL(path).href;
