import { builderOf } from '../template/builders/builders';
import type { Build } from '../template/template';
import { memoizeByObject } from '../../text/memoizeByObject';
import { listOf, setting, strings, text } from '../value';
import type { MapValue } from '../value';
import { isUnattend } from './isUnattend';

/** A hint that the guest is Windows: one strong hint or two weak ones settle it. */
interface Hint {
  readonly weight: 'strong' | 'weak';
  readonly found: (build: Build) => boolean;
}

const windowsName = /(^|[^a-z])(win(dows)?[-_ ]?(\d|xp|vista|server|srv|net)|windows)/i;

const says = (build: Build, name: string, pattern: RegExp): boolean =>
  pattern.test(text(build.source, name)?.text ?? '');

const media = (source: MapValue): string[] =>
  ['floppy_files', 'cd_files'].flatMap((name) => strings(setting(source, name)).map((value) => value.text));

function imageNames(source: MapValue): string[] {
  const filters = listOf(setting(source, 'source_ami_filter')).flatMap((filter) =>
    filter.kind === 'map' ? listOf(setting(filter, 'filters')) : [],
  );
  return [
    ...filters.flatMap((filter) => (filter.kind === 'map' ? strings(setting(filter, 'name')) : [])),
    ...['source_image', 'source_image_family'].flatMap((name) => strings(setting(source, name))),
  ].map((value) => value.text);
}

/*
 * "darwin" holds "win": names are matched where "win" begins a word and a version follows, or in full.
 * guest_os_type by product: Windows2012_64 (VirtualBox), windows9srv-64 (VMware), windows2019srv_64Guest (vSphere),
 * win-2016 (Parallels), win10, win11, w2k8 (Proxmox `os`).
 */
const hints: readonly Hint[] = [
  { weight: 'strong', found: ({ type }) => builderOf(type)?.windowsOnly === true },
  { weight: 'strong', found: (build) => says(build, 'guest_os_type', windowsName) },
  { weight: 'strong', found: (build) => says(build, 'os', /^(win\d+|w2k\d*|wxp|wvista)$/i) },
  { weight: 'strong', found: (build) => says(build, 'os_type', /^windows$/i) },
  // The image of a cloud that a build starts from, by its name: `Windows_Server-2022-English-Full-Base-*`, windows-2022.
  { weight: 'strong', found: (build) => imageNames(build.source).some((name) => windowsName.test(name)) },
  {
    weight: 'strong',
    found: (build) => media(build.source).some(isUnattend),
  },
  { weight: 'weak', found: (build) => says(build, 'communicator', /^winrm$/i) },
  {
    weight: 'weak',
    found: (build) => build.provisioners.some(({ type }) => /^(powershell|windows-|dsc$)/.test(type)),
  },
  {
    weight: 'weak',
    found: (build) =>
      says(build, 'iso_url', /win|server_eval|x64fre|sw_dvd/i) && !says(build, 'iso_url', /darwin/i),
  },
  { weight: 'weak', found: (build) => says(build, 'vm_name', windowsName) || windowsName.test(build.name) },
];

/** Whether a build makes a Windows image, as far as its template tells. */
export const isWindowsGuest = memoizeByObject((build: Build): boolean => {
  const found = hints.filter((hint) => hint.found(build));
  return found.some(({ weight }) => weight === 'strong') || found.length >= 2;
});
