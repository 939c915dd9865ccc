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
    verbs: /^(?:install|reinstall|localinstall|groupinstall|upgrade|update|distro-sync|group)$/,
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

export const linuxPackageRows: readonly CatalogueRow[] = managers.map(({ names, verbs, source }) => ({
  facts: [installs],
  languages: ['shell'],
  names,
  when: ({ words }) =>
    words.some((word) => verbs.test(word)) && !words.some((word) => doesNothing.test(word)),
  source,
}));
