import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Build } from '../pipeline/template/template';
import type { Timeline } from '../pipeline/timeline/timeline';
import { setting } from '../pipeline/value';
import { setSetting } from './fixes/setSetting';
import type { Rule } from './rule';

/** Builders that take ssh where no communicator is set; of others it is not known. */
const takesSsh =
  /^(virtualbox|vmware|hyperv|parallels|vsphere|proxmox|xenserver|amazon)-|^(qemu|proxmox|googlecompute)$/;

export const windowsGuestDefaultSsh: Rule = {
  id: 'windows-guest-default-ssh',
  severity: 'warning',
  category: 'connection',
  since: '0.1.0',
  summary: 'A Windows guest has no communicator set, so Packer connects over SSH.',
  fixes: ['unsafe'],
  // The default: packer-plugin-sdk communicator/config.go, Prepare().
  *check({ template, timelines }) {
    for (const timeline of timelines) {
      if (!isDefaultSsh(timeline)) continue;
      const { build } = timeline;
      const isMeant = saysAny(build, /^ssh_/);
      const proof = isForWinrm(build);
      yield {
        builds: [build],
        ofBuilder: true,
        message: proof
          ? 'communicator is not set, so Packer connects over SSH and ignores the winrm settings. Set communicator to winrm.'
          : 'communicator is not set, so Packer connects over SSH, but Windows runs no SSH server by default, and nothing in the guest installs one. Set communicator to winrm.',
        location: build.typeLocation,
        // With settings for SSH, the server may be what is missing.
        fixes: isMeant ? [] : setSetting(template, build, 'communicator', 'winrm', 'Connect over WinRM'),
      };
    }
  },
};

/** Whether SSH is what a Windows guest gets, as nobody has said how Packer connects, and it is not what is meant. */
export function isDefaultSsh(timeline: Timeline): boolean {
  const { build } = timeline;
  const communicator = communicatorOf(build);
  if (communicator.kind !== 'ssh' || communicator.location || !takesSsh.test(build.type)) return false;
  if (setting(build.source, 'communicator') !== undefined || !isWindowsGuest(build)) return false;
  return isForWinrm(build) || (isWithoutServer(timeline) && isOnlyForWindows(build));
}

const isForWinrm = (build: Build): boolean => !saysAny(build, /^ssh_/) && saysAny(build, /^winrm_/);

const saysAny = ({ source }: Build, name: RegExp): boolean =>
  source.entries.some((entry) => name.test(entry.name));

/** Whether all that runs before is known, and no SSH server is part of it. */
const isWithoutServer = ({ takeOver, events }: Timeline): boolean =>
  takeOver.kind === 'never' &&
  !events.some(
    (event) =>
      event.kind === 'effect' &&
      event.effect.fact.kind === 'remote' &&
      event.effect.fact.part.startsWith('sshd'),
  );

/** Files can be sent over either; a `shell` step is of somebody who has SSH in the guest. */
const isOnlyForWindows = ({ provisioners }: Build): boolean =>
  provisioners.length > 0 &&
  provisioners.every(({ type }) => /^(powershell|windows-|dsc$|file$|breakpoint$|shell-local$)/.test(type)) &&
  provisioners.some(({ type }) => /^(powershell|windows-|dsc$)/.test(type));
