import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What is needed of `unshare` and `mount`, tried out. */
const probe = 'mount -t tmpfs -o size=64k none "$1"';

const unshare = ['--user', '--map-root-user', '--mount'];

/** Why no small file system can be mounted in a namespace of its own here; undefined where it can. */
export function whyNoSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has mount namespaces';
  const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-disk-'));
  try {
    const { status, stderr, error } = spawnSync('unshare', [...unshare, 'sh', '-c', probe, 'sh', folder], {
      encoding: 'utf8',
    });
    if (status === 0) return undefined;
    return `a file system cannot be mounted in a namespace of its own: ${error?.message ?? stderr.trim()}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const script = `
mount -t tmpfs -o "size=$1k" none "$2" && cp -a "$3/." "$2" || exit 99
filler="$2/.filler"; dd if=/dev/zero of="$filler" bs=4k 2>/dev/null
out="$3"; cd "$2"; shift 3
"$@"; code=$?
rm -f "$filler"; cp -a ./. "$out"; exit $code`;

/**
 * Runs a program in a copy of a folder that lies on a full disk. What it makes of the files is copied back.
 * @param folder absolute
 * @param kilobytes the size of the disk, of which nothing is left
 * @returns as spawnSync
 */
export function onFullDisk(folder: string, kilobytes: number, program: string, args: readonly string[]) {
  const place = mkdtempSync(path.join(tmpdir(), 'boxwright-disk-'));
  try {
    const { status, stdout, stderr } = spawnSync(
      'unshare',
      [...unshare, 'sh', '-c', script, 'sh', String(kilobytes), place, folder, program, ...args],
      { encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  } finally {
    rmSync(place, { recursive: true });
  }
}

const smallScript = 'mount -t tmpfs -o "size=$1k" none "$2" && shift 2 && exec "$@"';

/**
 * Runs a program with a small disk, which goes with it.
 * @param kilobytes the size of the disk
 * @param program is given the folder in which the disk is mounted as its last argument
 * @param limit how long it may take, milliseconds
 */
export function withSmallDisk(kilobytes: number, program: string, args: readonly string[], limit: number) {
  const place = mkdtempSync(path.join(tmpdir(), 'boxwright-disk-'));
  try {
    const { status, stdout, stderr } = spawnSync(
      'unshare',
      [...unshare, 'sh', '-c', smallScript, 'sh', String(kilobytes), place, program, ...args, place],
      { encoding: 'utf8', timeout: limit },
    );
    return { status, stdout, stderr };
  } finally {
    rmSync(place, { recursive: true });
  }
}
