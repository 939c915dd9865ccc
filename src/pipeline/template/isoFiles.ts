import { fileURLToPath } from 'node:url';
import type { FileSource } from '../../text/fileSource';
import { setting, strings } from '../value';
import type { MapValue } from '../value';

/** The addresses of the installation ISO of a builder: all are of the same file. Those that are not fully known are left out. */
export const isoAddresses = (source: MapValue): string[] =>
  ['iso_url', 'iso_urls']
    .flatMap((name) => strings(setting(source, name)))
    .flatMap(({ text, partial }) => (partial || !text ? [] : [text]));

/**
 * The installation ISO of a builder, where it lies on this computer.
 * @param cwd the folder in which Packer is started; absolute
 */
export function localIso(source: MapValue, cwd: string, files: FileSource): string | undefined {
  return isoAddresses(source)
    .flatMap((address) => pathOf(address, cwd, files) ?? [])
    .find((path) => files.kind(path) === 'file');
}

function pathOf(address: string, cwd: string, files: FileSource): string | undefined {
  if (/^file:\/\/\//i.test(address))
    try {
      return fileURLToPath(address);
    } catch {
      return undefined;
    }
  return /^[a-z][a-z\d+.-]+:\/\//i.test(address) ? undefined : files.paths.resolve(cwd, address);
}
