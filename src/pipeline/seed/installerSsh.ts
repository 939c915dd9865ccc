import { isLiveInstaller } from '../guest/linuxGuest';
import { communicatorOf } from '../template/communicator';
import type { Build } from '../template/template';
import { bootLines } from './bootArguments';
import type { Seed } from './seed';

/** A line that may stop the server of the installer, or close its port. */
const mayStop = (line: string): boolean =>
  /\b(?:iptables|nft|ufw)\b/.test(line) ||
  (/\b(?:stop|mask|disable|p?kill(?:all)?)\b/.test(line) && /ssh/.test(line));

/**
 * Whether the installer has an SSH server of its own, which knows another user than Packer's. Sources: that of Ubuntu always
 * has (canonical/subiquity doc/tutorial/operate-server-installer.rst); anaconda with `inst.sshd`; linuxrc of SUSE with `ssh=1`
 * (https://en.opensuse.org/SDB:Linuxrc); the Debian installer with its network-console.
 */
export function refusesPacker(build: Build, seed: Seed | undefined): boolean {
  if (communicatorOf(build).kind !== 'ssh') return false;
  const text = (seed?.text ?? seed?.partly)?.text ?? '';
  const words = bootLines(build).flat();
  if (words.some((word) => /^(?:inst\.sshd|(?:use)?sshd?=1)$/i.test(word.text))) return true;
  if (seed?.kind === 'preseed')
    return text
      .split('\n')
      .some((line) => !line.trimStart().startsWith('#') && line.includes('network-console'));
  return (
    seed?.kind === 'autoinstall' && isLiveInstaller(build) && text !== '' && !text.split('\n').some(mayStop)
  );
}
