import { lastPart } from '../../../text/edges';
import type { CommandView } from '../commandView';
import type { Fact } from '../fact';
import { isProgramOfWindows } from '../inbox/ofWindows';
import type { CatalogueRow } from './row';
import { elevation, hasWord, installs, powershell, reboot, remote, windows } from './row';

const learn = 'https://learn.microsoft.com';

/** With more of a user interface it asks before it restarts. */
const isQuiet = (command: CommandView): boolean =>
  command.words.some((word) => /^[-/](?:q|qn[-+!]*|qb[!-]*-[!]*|quiet|passive)$/i.test(word));

/** The switches of msiexec that a file's path, or another value, follows. */
const takesValue = /^[-/](?:i|x|p|a|package|uninstall|update|f\w*|j\w*|l\S*)$/i;

/** A variable where an option may stand: what it holds can't be told. */
function mayHideOptions({ command, hidesOptions }: CommandView): boolean {
  if (command.hasSplat) return true;
  return (
    hidesOptions &&
    command.args.some(
      ({ variable, value }, index) =>
        variable !== undefined &&
        value === undefined &&
        !takesValue.test(command.args[index - 1]?.value ?? ''),
    )
  );
}

/** Windows Installer, and the SSH server that its package may bring. */
const msiexec = (command: CommandView): Fact[] => [
  ...packageFacts(command),
  ...(isOfOpenssh(command) && !command.hasSwitch('x', 'uninstall') ? sshServer : []),
];

/** Microsoft's package has the server too: it is installed, started and let through the firewall. */
const isOfOpenssh = ({ words }: CommandView): boolean =>
  words.some(
    (word) => (/\.msi$/i.test(word) && /openssh/i.test(lastPart(word))) || /^microsoft\.openssh/i.test(word),
  );

/** Windows Installer restarts on its own where nobody is asked, unless it is told not to. */
function packageFacts(command: CommandView): Fact[] {
  const property = command.words.flatMap((word) => /^reboot="?(\w+)"?$/i.exec(word)?.[1] ?? [])[0];
  if (command.hasSwitch('forcerestart') || /^f(?:orce)?$/i.test(property ?? ''))
    return [installs, reboot('now')];
  if (command.hasSwitch('norestart') || /^(?:r|s|reallysuppress|suppress)$/i.test(property ?? ''))
    return [installs, reboot('pending')];
  if (!isQuiet(command) || mayHideOptions(command)) return [installs];
  return [installs, reboot('maybe', { preventedBy: '/norestart' })];
}

/** Switches with which an installer asks nothing, and that other programs have for something else. */
const isQuietened = ({ words }: CommandView): boolean =>
  words.some((word) =>
    /^(?:\/s|--?s|[-/]{1,2}(?:silent|quiet|passive|q|unattend(?:ed)?))$/.test(
      word === '-S' ? '' : word.toLowerCase(),
    ),
  );

/** Switches that only installers have: of Inno Setup, of Windows Installer, and of what hands on to it. */
const isSilentInstall = (command: CommandView): boolean =>
  command.words.some((word) => /^[-/]{1,2}(?:verysilent|qn)$/i.test(word)) || handsOver(command);

/**
 * Whether what an installer does is known besides: packages of Windows Installer only bring files and settings of their
 * own, and neither the tools of hypervisors nor Microsoft's runtimes touch remote access.
 */
export const isKnownInstaller = (command: CommandView): boolean =>
  handsOver(command) || /\.msi$/i.test(command.path) || isBundle(command) || guestTools.test(command.name);

const guestTools = /^(?:vboxwindowsadditions|virtio-win|vmware-tools|qemu-ga|ptagent|prltools)/;

/** InstallShield hands an inner line to Windows Installer: setup.exe /s /v"/qn REBOOT=R" */
const handsOver = ({ words }: CommandView): boolean =>
  /(?:^|\s)[-/]v\s{0,9}\\?["']?\s{0,9}\/q/i.test(words.join(' '));

/** What installers are called: by what they are, what they bring, for which processor, in which version. */
const installerName =
  /set-?up|inst(?:all|er)|uninst|redist|additions|update|upgrade|agent|client|tools|drivers?\b|runtime|sdk|guest|virtio|vmware|vbox|openssh|python|node|jdk|jre|java|puppet|chef|salt|dotnet|ndp\d|sql|^vs_|_path$|(?:x|amd|win)(?:64|86|32)\b|\d[._-]\d/i;

const looksLikeInstaller = ({ path, name, command }: CommandView): boolean =>
  installerName.test(path.replace(/^.*[\\/]/s, '') || name || (command.name.variable ?? ''));

/** An installer under any name, as its silent switch shows; Inno Setup restarts silently too. */
function installer(command: CommandView): Fact[] {
  const line = command.words.join(' ');
  if (handsOver(command))
    return [
      installs,
      /reboot=|\/norestart/i.test(line) ? reboot('pending') : reboot('maybe', { preventedBy: 'REBOOT=R' }),
    ];
  const isInno = command.hasSwitch('verysilent') || (command.name !== '' && command.hasSwitch('silent'));
  const restarts = (isInno || isBundle(command)) && !command.hidesOptions && !command.hasSwitch('norestart');
  if (restarts) return [installs, reboot('maybe', { preventedBy: '/norestart' })];
  return /guestadditions|vboxwindowsadditions/i.test(command.path)
    ? [installs, reboot('pending')]
    : [installs];
}

/** Runtimes of Microsoft, which are bundles of Windows Installer packages and restart as these do. */
const isBundle = ({ name }: CommandView): boolean =>
  /^(?:vc_?redist|ndp\d|dotnetfx|windowsdesktop-runtime|dotnet-)/.test(name);

const sshParameters = /\/sshserverfeature\b/i;

function chocolatey(command: CommandView): Fact[] {
  const verb =
    command.name === 'choco' || command.name === 'chocolatey' ? command.words[0]?.toLowerCase() : 'install';
  if (!/^(?:install|upgrade|update|uninstall)$/.test(verb ?? '')) return [];
  const hasFeatures = /^windowsfeatures$/i.test(
    after(command, /^(?:-s|--?source)$/i) ?? command.option('source') ?? '',
  );
  const isServer =
    hasWord(command, 'openssh', 'win32-openssh') &&
    sshParameters.test(command.words.join(' ')) &&
    verb !== 'uninstall';
  return [installs, ...(hasFeatures ? [reboot('pending')] : []), ...(isServer ? sshServer : [])];
}

const sshServer: readonly Fact[] = [
  remote('sshdInstalled', true),
  remote('sshdStartup', true),
  remote('sshd', true),
];

const after = ({ words }: CommandView, option: RegExp): string | undefined => {
  const at = words.findIndex((word) => option.test(word));
  return at < 0 ? undefined : words[at + 1];
};

export const installRows: readonly CatalogueRow[] = [
  {
    facts: msiexec,
    languages: windows,
    names: ['msiexec'],
    when: ({ words }) =>
      words.some((word) => /^[-/](?:i|x|p|package|uninstall|update|f[pomuseadcv]*|j[um])/i.test(word)),
    source: `${learn}/windows/win32/msi/standard-installer-command-line-options`,
  },
  {
    facts: chocolatey,
    languages: windows,
    names: ['choco', 'chocolatey', 'cinst', 'cup', 'cuninst'],
    source: 'https://docs.chocolatey.org/en-us/choco/commands/install/',
  },
  {
    facts: (command) => [
      installs,
      ...(isOfOpenssh(command) && !hasWord(command, 'uninstall', 'remove') ? sshServer : []),
    ],
    languages: windows,
    names: ['winget', 'scoop'],
    when: ({ words }) => /^(?:install|upgrade|add|uninstall|remove)$/i.test(words[0] ?? ''),
    source: `${learn}/windows/package-manager/winget/install`,
  },
  {
    facts: [installs],
    languages: powershell,
    names: [
      'install-package',
      'install-chocolateypackage',
      'install-chocolateyinstallpackage',
      'add-appxpackage',
    ],
    source: `${learn}/powershell/module/packagemanagement/install-package`,
  },
  {
    facts: (command) => [installs, ...(command.hasSwitch('reboot') ? [reboot('maybe')] : [])],
    languages: windows,
    names: ['pnputil'],
    when: (command) => command.hasSwitch('add-driver', 'i', 'install'),
    source: `${learn}/windows-hardware/drivers/devtest/pnputil-command-syntax`,
  },
  {
    facts: (command) => {
      const prevented = command.hasSwitch('norestart') || command.hidesOptions;
      return [installs, ...(prevented ? [] : [reboot('maybe', { preventedBy: '--norestart' })]), elevation];
    },
    languages: windows,
    names: [/^vs_\w+$/],
    when: (command) => command.hasSwitch('quiet', 'q', 'passive'),
    source: `${learn}/visualstudio/install/use-command-line-parameters-to-install-visual-studio`,
  },
  {
    facts: [installs, elevation],
    languages: windows,
    names: [/^setup$/, /^sqlserver\w*$/, /^sqlexpr\w*$/],
    when: (command) => /^install$/i.test(command.option('action') ?? ''),
    source: `${learn}/sql/database-engine/install-windows/install-sql-server-from-the-command-prompt`,
  },
  {
    facts: [installs, ...sshServer],
    languages: windows,
    names: [/^setupssh/],
    source: 'https://www.mls-software.com/opensshd.html',
  },
  {
    facts: [remote('sshdInstalled', true)],
    languages: windows,
    names: ['install-sshd.ps1'],
    source: 'https://github.com/PowerShell/Win32-OpenSSH/wiki/Install-Win32-OpenSSH',
  },
];

/** For programs that no other row names, and that carry no script: a name and a switch together tell an installer. */
export const installerRow: CatalogueRow = {
  facts: installer,
  languages: windows,
  names: [/^/],
  when: (command) =>
    !isProgramOfWindows(command.name) &&
    /\.(?:exe|msi)$|^$|(?:^|[\\/])setup(?:32|64)?$/i.test(command.path) &&
    (isSilentInstall(command) ||
      (isQuietened(command) && looksLikeInstaller(command)) ||
      /\.msi$/i.test(command.path)),
  source: 'https://jrsoftware.org/ishelp/topic_setupcmdline.htm',
};
