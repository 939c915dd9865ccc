import type { CommandView } from '../commandView';
import type { Fact } from '../fact';
import type { CatalogueRow } from './row';
import { installs } from './row';

/** Managers of packages, with the words by which they install or upgrade something. */
const managers: readonly {
  readonly names: readonly string[];
  readonly verbs: RegExp;
  readonly source: string;
}[] = [
  {
    names: ['apt', 'apt-get', 'aptitude'],
    verbs: /^(?:install|reinstall|upgrade|dist-upgrade|full-upgrade|safe-upgrade|build-dep)$/,
    source: 'https://manpages.debian.org/stable/apt/apt-get.8.en.html',
  },
  {
    names: ['dnf', 'yum', 'microdnf', 'tdnf', 'dnf5'],
    verbs: /^(?:install|reinstall|localinstall|groupinstall|upgrade|update|distro-sync)$/,
    source: 'https://dnf.readthedocs.io/en/latest/command_ref.html',
  },
  {
    names: ['zypper'],
    verbs: /^(?:install|in|update|up|dup|dist-upgrade|patch)$/,
    source: 'https://manpages.opensuse.org/Tumbleweed/zypper/zypper.8.en.html',
  },
  {
    names: ['apk'],
    verbs: /^(?:add|upgrade)$/,
    source: 'https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper',
  },
  { names: ['pacman'], verbs: /^(?:-S[yuw]*|--sync|-U)$/, source: 'https://man.archlinux.org/man/pacman.8' },
  {
    names: ['pkg'],
    verbs: /^(?:install|upgrade|add)$/,
    source: 'https://man.freebsd.org/cgi/man.cgi?query=pkg',
  },
  { names: ['pkg_add', 'xbps-install'], verbs: /^[^-]/, source: 'https://man.openbsd.org/pkg_add' },
  {
    names: ['pkgin', 'opkg', 'snap', 'flatpak'],
    verbs: /^(?:install|refresh|upgrade)$/,
    source: 'https://snapcraft.io/docs/get-started',
  },
  { names: ['brew'], verbs: /^(?:install|reinstall|upgrade)$/, source: 'https://docs.brew.sh/Manpage' },
  {
    names: ['pip', 'pip3', 'pipx', 'gem'],
    verbs: /^install$/,
    source: 'https://pip.pypa.io/en/stable/cli/pip_install/',
  },
  {
    names: ['rpm'],
    verbs: /^(?:-[iUF][a-zA-Z]*|--install|--upgrade)$/,
    source: 'https://man7.org/linux/man-pages/man8/rpm.8.html',
  },
  {
    names: ['dpkg'],
    verbs: /^(?:-i|--install)$/,
    source: 'https://man7.org/linux/man-pages/man1/dpkg.1.html',
  },
];

/** Only downloads, or only says what it would do. */
const doesNothing =
  /^(?:-s|--simulate|--dry-run|--just-print|--download-only|--downloadonly|--print-uris|--help)$/;

const kernel: Fact = { kind: 'kernel' };
const runningKernel: Fact = { kind: 'runningKernel' };

export const linuxPackageRows: readonly CatalogueRow[] = [
  ...managers.map(({ names, verbs, source }): CatalogueRow => ({
    facts: (view) => [installs, ...kernelFacts(view)],
    languages: ['shell'],
    names,
    when: ({ words }) =>
      words.some((word) => verbs.test(word)) && !words.some((word) => doesNothing.test(word)),
    source,
  })),
  {
    // vboxadd sets the kernel that it builds for to what `uname -r` says.
    facts: [runningKernel],
    languages: ['shell'],
    names: ['vboxlinuxadditions.run', 'vboxlinuxadditions-amd64.run'],
    source:
      'https://github.com/VirtualBox/virtualbox/blob/main/src/VBox/Additions/linux/installer/vboxadd.sh',
  },
  {
    // "If the -k option is not specified it builds for the currently running kernel".
    facts: [runningKernel],
    languages: ['shell'],
    names: ['dkms'],
    when: ({ words }) =>
      /^(?:build|install|autoinstall)$/.test(words[0] ?? '') && !words.some((word) => word.startsWith('-k')),
    source: 'https://github.com/dell/dkms/blob/main/dkms.8.in',
  },
];

/** What the package of a kernel is called. */
const kernelPackage =
  /^(?:linux-(?:image|generic|lts|virtual|aws|azure|gcp|kvm)\b(?!.*headers).*|kernel(?:-(?:core|modules|default|lt|ml|uek|rt))?|linux)$/;

/** Upgrades of everything that also install packages of other names, as those of new kernels have. */
const upgradesAll: readonly { readonly names: RegExp; readonly verbs: RegExp }[] = [
  { names: /^apt-get$/, verbs: /^(?:dist-upgrade|full-upgrade)$/ },
  { names: /^apt$/, verbs: /^(?:upgrade|dist-upgrade|full-upgrade)$/ },
  { names: /^aptitude$/, verbs: /^(?:dist-upgrade|full-upgrade)$/ },
  { names: /^(?:dnf5?|yum|microdnf)$/, verbs: /^(?:update|upgrade|distro-sync)$/ },
  { names: /^zypper$/, verbs: /^(?:up|update|dup|dist-upgrade|patch)$/ },
  { names: /^pacman$/, verbs: /^-S[a-z]*u/ },
];

function kernelFacts({ name, words, command: { args } }: CommandView): Fact[] {
  const verb = words.findIndex((word) =>
    upgradesAll.some((one) => one.names.test(name) && one.verbs.test(word)),
  );
  // With names behind it only these are upgraded.
  const all =
    verb >= 0 && words.slice(verb + 1).every((word) => /^-/.test(word)) && !words.some(isKernelLeft);
  const headers = args.some(
    ({ value, literalPrefix }) =>
      value === undefined &&
      /^(?:linux-headers|kernel-(?:devel|headers|uek-devel))-$/.test(literalPrefix ?? ''),
  );
  return [
    ...(all || words.some((word) => kernelPackage.test(word)) ? [kernel] : []),
    ...(headers ? [runningKernel] : []),
  ];
}

/** `--exclude=kernel*` */
const isKernelLeft = (word: string): boolean => /^--exclude(?:=|pkgs=)?.*kernel/.test(word);
