import { existsSync } from 'node:fs';
import { inTemporaryFolder } from '../temporaryFolder';
import type { MachinePlace } from './machineAction';
import { dataFolder } from './readLocalMachines';

/**
 * Asks Vagrant something about a project and leaves that without a `.vagrant` where it has none: Vagrant makes one
 * whenever it reads a Vagrantfile. Where there is one it is used, as plugins of the project alone stand in it.
 */
export async function untouched<T>(
  place: MachinePlace,
  ask: (place: MachinePlace) => Promise<T>,
): Promise<T> {
  if (existsSync(dataFolder(place.folder))) return ask(place);
  return inTemporaryFolder((data) => ask({ ...place, data }));
}
