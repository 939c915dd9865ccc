import { memoizeByObject } from '../../text/memoizeByObject';
import type { Build } from '../template/template';
import { setting, strings } from '../value';

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

/** Whether a build surely makes a Linux with systemd, as far as its template tells. */
export const isSystemdGuest = memoizeByObject((build: Build): boolean => {
  const names = [
    build.name,
    ...naming.flatMap((name) => strings(setting(build.source, name)).map(({ text }) => text)),
  ];
  return names.some((name) => withSystemd.test(name)) && !names.some((name) => others.test(name));
});
