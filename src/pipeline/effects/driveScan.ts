import type { Context } from '../../syntax/script/tree';
import { isUnconditional } from './guards';
import type { CommandEffect } from './scriptEffect';

/** What stands for a drive whose letter a scan fills in. */
const drive =
  /^(?:%%?~?[a-z]:|%%?~d[a-z](?=[\\/])|\$\{?\w+\}?:|\$\([^()]*\):?|\$\([^()]*\.(?:deviceid|root|drive\w*|caption)\))[\\/]*/i;

/** What lists the drives by itself, so that no letters are written. */
const listsDrives = /psdrive|get-volume|logicaldisk|cdrom|driveinfo|get-partition|get-disk/i;

/**
 * The path on a drive that only a scan tells, as `?:\x.ps1`: `%%i:\x.cmd`, `"${d}:\x.ps1"`, `"$($_.DeviceID)\x.ps1"`.
 * @param written as it stands in the script, without quotes
 */
export function scannedPath(written: string): string | undefined {
  const [start] = drive.exec(written) ?? [];
  if (start === undefined) return undefined;
  const below = written.slice(start.length);
  return below && !/[$%*?]/.test(below) ? `?:\\${below}` : undefined;
}

/**
 * A file that a scan of drives runs where it finds it is run for certain, if it is on one of them: neither the loop nor
 * the question whether it exists make a difference.
 * @param blocks around the command
 * @param always whether the command runs for certain
 */
export function onScannedDrives(
  effect: CommandEffect,
  blocks: readonly Context[],
  text: string,
  always: boolean,
): CommandEffect {
  const path = effect.file?.path;
  if (!effect.file || !path?.startsWith('?:')) return { ...effect, always: effect.always && always };
  const below = normal(path.slice(3));
  const loop = blocks.find(({ kind }) => kind === 'loop');
  const header = loop?.condition ? text.slice(loop.condition.start, loop.condition.end) : '';
  const rest = blocks.filter((block) => block !== loop && !asksFor(block, below, text) && !eachDrive(block));
  const list = /\bin\b([\s\S]*)/i.exec(header)?.[1] ?? '';
  const letters = listsDrives.test(list) ? [] : (list.match(/\b[a-z]\b/gi) ?? []);
  return {
    ...effect,
    file: {
      ...effect.file,
      ...(letters.length && { drives: letters.map((letter) => letter.toUpperCase()) }),
    },
    always: effect.always && rest.every(isUnconditional),
  };
}

/** `if exist %%i:\x.cmd`, `if (Test-Path "${d}:\x.ps1")` */
function asksFor({ kind, condition }: Context, below: string, text: string): boolean {
  if (kind !== 'branch' || !condition) return false;
  const asked = text.slice(condition.start, condition.end);
  return /exist|test-path/i.test(asked) && !/\bnot\b/i.test(asked) && normal(asked).includes(below);
}

/** A pipeline of drives. */
const eachDrive = ({ kind, name }: Context): boolean =>
  kind === 'scriptblock' && /^(?:foreach(?:-object)?|%)$/i.test(name ?? '');

const normal = (path: string): string => path.toLowerCase().replace(/[\\/]+/g, '/');
