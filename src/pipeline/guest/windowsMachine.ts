import { settingOf } from '../vagrantfile/vagrantfile';
import type { Machine, Setting } from '../vagrantfile/vagrantfile';

/**
 * Boxes of Windows by the names that their authors give them. "darwin" holds "win": a word begins with it, and a
 * release or "dows" follows.
 */
const windowsBox =
  /(^|[^a-z])win(dows)?[-_ ]?(10|11|7|8|20\d\d|server|srv|2k\d)|(^|[^a-z])windows|^mwrock\//i;

/** Whether a machine of a Vagrantfile runs Windows, as far as the file tells. */
export function isWindowsMachine(machine: Machine): boolean {
  if (machine.guest?.value !== undefined) return /^windows$/i.test(machine.guest.value);
  if (/^(winrm|winssh)$/i.test(machine.communicator?.value ?? '')) return true;
  // What machines share says nothing of one that has a box of its own.
  const ownBox = machine.box !== undefined && !machine.box.inherited;
  const counts = (setting: Setting | undefined) => setting !== undefined && !(ownBox && setting.inherited);
  if (machine.settings.some((setting) => setting.path.startsWith('winrm.') && counts(setting))) return true;
  return windowsBox.test(machine.box?.value ?? '') || counts(settingOf(machine, 'windows.halt_timeout'));
}
