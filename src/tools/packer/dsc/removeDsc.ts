import { lstat, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FoundPlugin } from '../plugins/foundPlugins';
import { asFailure } from './dscFailure';
import { removeRecords } from './dscRecord';
import { removeEmpty } from './keepBefore';
import { patientlyAsync } from '../../patiently';

/** All of a plugin list that templates call dsc, whether Packer loads it or not. */
export const dscPlugins = (found: readonly FoundPlugin[]): FoundPlugin[] =>
  found.filter(({ name }) => name === 'dsc');

/**
 * Removes plugins, with their checksums and the folders that become empty; of a link the link alone.
 * @param cache the folder of this part in the extension's storage
 * @throws DscFailure
 */
export async function removeDsc(plugins: readonly FoundPlugin[], cache: string): Promise<void> {
  for (const { path: file, source } of plugins) {
    try {
      if (!(await lstat(file)).isDirectory()) await patientlyAsync(() => rm(file));
      await patientlyAsync(() => rm(`${file}_SHA256SUM`, { force: true }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw asFailure(error);
    }
    await removeEmpty(path.dirname(file), lastToStay(file, source));
    removeRecords(cache, [file]);
  }
}

/** The plugin folder; for one of the older kind, what is around Packer's own folder: empty, it would hide other ones. */
function lastToStay(file: string, source: string | undefined): string {
  const folder = path.dirname(file);
  if (source !== undefined) return path.resolve(folder, ...source.split('/').map(() => '..'));
  const own = path.dirname(folder);
  const isOwn = path.basename(folder) === 'plugins' && /^\.?packer\.d$/.test(path.basename(own));
  return isOwn ? path.dirname(own) : folder;
}
