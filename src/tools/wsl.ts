import { closeSync, openSync, readSync } from 'node:fs';
import { release } from 'node:os';
import path from 'node:path';

/*
 * The Windows Subsystem for Linux: a Linux in which Windows' drives are folders below /mnt, and Windows' programs can be
 * started. Source: learn.microsoft.com/windows/wsl.
 */

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether this is a Linux in Windows. */
export const isWsl = (
  platform: NodeJS.Platform = process.platform,
  env: Environment = process.env,
  kernel = release(),
): boolean => platform === 'linux' && (Boolean(env['WSL_DISTRO_NAME']) || /microsoft/i.test(kernel));

/** `C:\Users\me` as the Linux has it; undefined for what is on no drive. */
export function fromWindows(file: string): string | undefined {
  const [, drive, rest] = /^([a-z]):[\\/](.*)$/is.exec(file) ?? [];
  return drive === undefined || rest === undefined
    ? undefined
    : path.posix.join('/mnt', drive.toLowerCase(), rest.replaceAll('\\', '/'));
}

/**
 * A path of the Linux as Windows has it: `C:\…`, or `\\wsl.localhost\Ubuntu\…` for what is on no drive of Windows.
 * @param distribution the name of the Linux, as WSL_DISTRO_NAME gives it; undefined where that is not known
 */
export function toWindows(file: string, distribution: string | undefined): string | undefined {
  const [, drive, rest = ''] = /^\/mnt\/([a-z])(?:\/(.*))?$/s.exec(file) ?? [];
  if (drive !== undefined) return `${drive.toUpperCase()}:\\${rest.replaceAll('/', '\\')}`;
  if (!distribution || !file.startsWith('/')) return undefined;
  return `\\\\wsl.localhost\\${distribution}${file.replaceAll('/', '\\')}`;
}

/** The home folder of the user in Windows, as the Linux has it: PATH there has folders of it. Undefined where it is not known. */
export const windowsHome = (env: Environment): string | undefined =>
  /(?:^|:)(\/mnt\/[a-z]\/Users\/[^/:]+)\/AppData\//i.exec(env['PATH'] ?? '')?.[1];

/**
 * Whether a file is a program for Windows, whatever its name, on a system that is not: WSL starts it through a proxy.
 * @param file absolute
 */
export function isWindowsProgram(file: string, platform: NodeJS.Platform = process.platform): boolean {
  if (platform === 'win32') return false;
  try {
    const opened = openSync(file, 'r');
    try {
      const magic = Buffer.alloc(2);
      return readSync(opened, magic, 0, 2, 0) === 2 && magic.toString('latin1') === 'MZ';
    } finally {
      closeSync(opened);
    }
  } catch {
    return false;
  }
}
