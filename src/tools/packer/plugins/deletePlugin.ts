import { lstatSync, rmSync } from 'node:fs';
import path from 'node:path';
import { patiently } from '../../patiently';

/**
 * Deletes the file of a plugin that Packer can't remove itself, and the checksum beside it. Of a link only the link goes.
 * @throws Error where it is no such file, and of the file system
 */
export function deletePlugin(file: string): void {
  if (!/^packer-/i.test(path.basename(file)) || lstatSync(file).isDirectory())
    throw new Error(`${file} is not a plugin`);
  patiently(() => rmSync(file));
  patiently(() => rmSync(`${file}_SHA256SUM`, { force: true }));
}
