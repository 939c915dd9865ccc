import { existsSync } from 'node:fs';
import type { RunRecord } from '../runs/runRecord';
import { adoptProcess } from './adoptProcess';
import type { BuildProcess } from './buildProcess';
import { followLauncher } from './followLauncher';

/**
 * Finds the Packer of a build that another window, or an earlier start of this one, has started.
 * @param folder of the run, through which its launcher speaks; older versions of the extension had none
 */
export const adoptBuild = (record: RunRecord, folder: string): Promise<BuildProcess> =>
  existsSync(folder) ? followLauncher(record, folder) : adoptProcess(record);
