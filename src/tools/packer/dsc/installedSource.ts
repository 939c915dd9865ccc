import { isSamePath } from '../../../text/pathKey';
import { readRecords, sumOf } from './dscRecord';
import type { DscSource } from './dscSource';

/**
 * From where Boxwright has installed a plugin; undefined for one that it has not, or that somebody has replaced since.
 * @param file absolute @param cache the folder of this part in the extension's storage
 */
export async function installedSource(file: string, cache: string): Promise<DscSource | undefined> {
  const record = readRecords(cache).find((one) => isSamePath(one.path, file));
  return record && (await sumOf(file)) === record.sum ? record.source : undefined;
}
