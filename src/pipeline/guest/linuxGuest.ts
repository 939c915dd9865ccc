import { memoizeByObject } from '../../text/memoizeByObject';
import type { Build } from '../template/template';
import { listOf, setting, strings } from '../value';

/** Distributions with systemd, by the names that they have in templates and on ISO files. */
const withSystemd =
  /ubuntu|debian|centos|rhel|red[-_]?hat|rocky|alma|oracle(?:linux|64|_64)|\bol[789]|fedora|suse|\bsles|photon|arch[-_]?linux/i;

/** Other systems, and releases from before systemd. */
const others =
  /windows|bsd|macos|darwin|\besxi|alpine|void|gentoo|devuan|solaris|(?:centos|rhel|redhat|oraclelinux)[-_]?[56](?:\b|_)|ubuntu[-_]?(?:server[-_])?1[0-4]|debian[-_]?[5-7](?:\b|_)|sles[-_]?11/i;

/** Settings whose values name the system. */
const naming = [
  'guest_os_type',
  'os',
  'os_type',
  'iso_url',
  'iso_urls',
  'iso_file',
  'iso_paths',
  'vm_name',
  'template_name',
  'template',
  'clone_vm',
];

/** The names in a build that may tell what system it installs. */
export const namesOfSystem = memoizeByObject(({ name, source }: Build): readonly string[] => [
  name,
  ...[source, ...listOf(setting(source, 'boot_iso'))].flatMap((settings) =>
    settings.kind === 'map'
      ? naming.flatMap((key) => strings(setting(settings, key)).map(({ text }) => text))
      : [],
  ),
]);

/** Whether a build surely makes a Linux with systemd, as far as its template tells. */
export function isSystemdGuest(build: Build): boolean {
  const names = namesOfSystem(build);
  return names.some((name) => withSystemd.test(name)) && !names.some((name) => others.test(name));
}

/** Whether the medium is Ubuntu's of 20.04 and later, to whose installer cloud-init brings the answers. */
export const isLiveInstaller = (build: Build): boolean =>
  namesOfSystem(build).some((name) => /ubuntu-2\d\.\d+(?:\.\d+)?-live-server/i.test(name));
