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

/** Where installers put programs that they do not add to PATH. */
const usualFolders: Readonly<Record<string, (machine: Machine) => readonly (string | undefined)[]>> = {
  VBoxManage: ({ platform, env }) => {
    if (platform === 'darwin') return ['/Applications/VirtualBox.app/Contents/MacOS'];
    if (platform !== 'win32') return [];
    return [
      env['VBOX_INSTALL_PATH'],
      env['VBOX_MSI_INSTALL_PATH'],
      String.raw`C:\Program Files\Oracle\VirtualBox`,
    ];
  },
  // An editor that was not started in a terminal has not what a shell's profile adds to PATH.
  go: ({ platform }) =>
    platform === 'win32'
      ? [String.raw`C:\Program Files\Go\bin`]
      : ['/usr/local/go/bin', ...(platform === 'darwin' ? ['/opt/homebrew/bin'] : [])],
};

/**
 * The absolute path of a program on PATH, or of the one the user set. Never in the current folder, which Windows
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
  const usual = (usualFolders[name]?.(machine) ?? []).filter((folder) => folder !== undefined);
  for (const folder of [...pathOf(machine).split(paths.delimiter), ...usual]) {
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

/** Windows spells it Path, and looks it up in any spelling. */
function pathOf({ env }: Machine): string {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH');
  return (key && env[key]) ?? '';
}
