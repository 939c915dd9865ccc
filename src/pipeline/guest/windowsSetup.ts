import { originOf } from '../template/builders/builders';
import type { Build } from '../template/template';
import { setting, strings } from '../value';
import { windowsReleaseOf } from './windowsRelease';

/** Whether the guest boots Windows Setup; other builders, and qemu with a disk image, start an installed system. */
export const runsSetup = (build: Build): boolean => originOf(build) === 'installed';

/** MB: below this Setup of Windows 11 says that the machine can't run it. */
export const windows11Minimum = 4096;

/** Editions that are for devices, and need less. */
const forDevices = /iot|ltsc/i;

/** Whether Setup of Windows 11 runs, which looks at the memory and stops where there is too little. */
export function runsWindows11Setup(build: Build): boolean {
  const release = windowsReleaseOf(build);
  if (release?.family !== 'client' || release.version !== '11' || !runsSetup(build)) return false;
  const names = ['iso_url', 'iso_urls', 'iso_file', 'iso_path', 'iso_paths', 'vm_name'].flatMap((name) =>
    strings(setting(build.source, name)).map(({ text }) => text),
  );
  return ![...names, build.name].some((name) => forDevices.test(name));
}
