import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** What a search for a program depends on; the machine's own in {@link thisMachine}, made up in tests. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  isExecutable(file: string): boolean;
}

const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  isExecutable(file) {
    try {
      if (!statSync(file).isFile()) return false;
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
};

/** Folders by the system; `%NAME%` is a variable of the environment, `~` the home folder. */
type Folders = Partial<Record<NodeJS.Platform, readonly string[]>>;

/*
 * An editor has the PATH of the moment in which it was started, and one that was not started in a terminal has not what a
 * shell's profile adds: what was installed since then, or only for shells, is found where installers put it.
 */

/** Where package managers put the programs of all packages. Sources: docs.chocolatey.org, scoop.sh, winget, docs.brew.sh, MacPorts. */
const packageFolders: Folders = {
  win32: [
    '%ChocolateyInstall%\\bin',
    '%ProgramData%\\chocolatey\\bin',
    '%LOCALAPPDATA%\\Microsoft\\WinGet\\Links',
    '%ProgramFiles%\\WinGet\\Links',
    '%SCOOP%\\shims',
    '~\\scoop\\shims',
    '%ProgramData%\\scoop\\shims',
  ],
  // Homebrew's on Apple's processors, then on Intel's.
  darwin: ['/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin'],
  linux: ['/usr/local/bin', '/home/linuxbrew/.linuxbrew/bin', '/snap/bin'],
};

/** Where the installers of single programs put them. */
const installerFolders: Readonly<Record<string, Folders>> = {
  packer: {
    // WinGet links it only where it may make links, which takes the developer mode.
    win32: [
      '%LOCALAPPDATA%\\Microsoft\\WinGet\\Packages\\Hashicorp.Packer_Microsoft.Winget.Source_8wekyb3d8bbwe',
    ],
  },
  vagrant: {
    // The second until Vagrant 2.3.
    win32: ['%ProgramFiles%\\Vagrant\\bin', 'C:\\HashiCorp\\Vagrant\\bin'],
    darwin: ['/opt/vagrant/bin'],
    linux: ['/opt/vagrant/bin'],
  },
  git: { win32: ['%ProgramFiles%\\Git\\cmd', '%LOCALAPPDATA%\\Programs\\Git\\cmd'] },
  go: {
    win32: ['%ProgramFiles%\\Go\\bin'],
    darwin: ['/usr/local/go/bin'],
    linux: ['/usr/local/go/bin'],
  },
  VBoxManage: {
    win32: ['%VBOX_INSTALL_PATH%', '%VBOX_MSI_INSTALL_PATH%', '%ProgramFiles%\\Oracle\\VirtualBox'],
    darwin: ['/Applications/VirtualBox.app/Contents/MacOS'],
  },
  powershell: { win32: ['%SystemRoot%\\System32\\WindowsPowerShell\\v1.0'] },
  vmrun: {
    win32: [
      '%ProgramFiles(x86)%\\VMware\\VMware Workstation',
      '%ProgramFiles%\\VMware\\VMware Workstation',
      '%ProgramFiles(x86)%\\VMware\\VMware Player',
      '%ProgramFiles(x86)%\\VMware\\VMware VIX',
    ],
    darwin: [
      '/Applications/VMware Fusion.app/Contents/Library',
      '/Applications/VMware Fusion.app/Contents/Public',
    ],
  },
};

/** Of the variables that Windows always has, in case somebody has started the editor without them. */
const usualValues: Readonly<Record<string, string>> = {
  ProgramFiles: 'C:\\Program Files',
  'ProgramFiles(x86)': 'C:\\Program Files (x86)',
  ProgramData: 'C:\\ProgramData',
  SystemRoot: 'C:\\Windows',
};

/** The folders of a program that exist as far as the environment tells, the likeliest first. */
function usualFolders(name: string, machine: Machine): string[] {
  const { platform } = machine;
  const rows = [...(installerFolders[name]?.[platform] ?? []), ...(packageFolders[platform] ?? [])];
  return rows.flatMap((row) => expand(row, machine) ?? []);
}

/** @returns undefined where a variable has no value */
function expand(row: string, { env, platform }: Machine): string | undefined {
  let isKnown = true;
  const valueOf = (name: string) => {
    const value = variable(env, name) || usualValues[name];
    isKnown &&= value !== undefined;
    return value?.replace(/[\\/]$/, '') ?? '';
  };
  const folder = row
    .replace(/^~/, platform === 'win32' ? '%USERPROFILE%' : '%HOME%')
    .replace(/%([^%]+)%/g, (_, name: string) => valueOf(name));
  return isKnown ? folder : undefined;
}

/**
 * The absolute path of a program on PATH or where its installer puts it, or of the one the user set. Never in the current folder, which Windows
 * would search first: a repository could bring its own packer.exe.
 * @param configured a path from the settings; empty for none
 */
export function findExecutable(
  name: string,
  configured: string,
  machine: Machine = thisMachine,
): string | undefined {
  const windows = machine.platform === 'win32';
  const paths = windows ? path.win32 : path.posix;
  const extensions = windows ? extensionsOf(machine) : [''];
  if (configured) return paths.isAbsolute(configured) ? withExtension(configured) : undefined;
  const onPath = (variable(machine.env, 'PATH') ?? '').split(paths.delimiter);
  for (const folder of [...onPath, ...usualFolders(name, machine)]) {
    const unquoted = windows ? folder.replace(/^"(.*)"$/, '$1') : folder;
    const found = paths.isAbsolute(unquoted) ? withExtension(paths.join(unquoted, name)) : undefined;
    if (found) return found;
  }
  return undefined;

  function withExtension(file: string): string | undefined {
    const given = windows && extensions.includes(paths.extname(file).toLowerCase());
    return (given ? [''] : extensions)
      .map((extension) => file + extension)
      .find((f) => machine.isExecutable(f));
  }
}

/** Programs alone: a .bat or .cmd runs through a shell, which would read arguments anew. */
function extensionsOf({ env }: Machine): string[] {
  const known = (env['PATHEXT'] ?? '.COM;.EXE').toLowerCase().split(';');
  const programs = known.filter((extension) => extension === '.exe' || extension === '.com');
  return programs.length ? programs : ['.exe'];
}

/** Windows spells it Path, and looks up all variables in any spelling. */
function variable(env: Machine['env'], wanted: string): string | undefined {
  const key = Object.keys(env).find((name) => name.toUpperCase() === wanted.toUpperCase());
  return key === undefined ? undefined : env[key];
}
