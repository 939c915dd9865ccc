import { chmod, copyFile, lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { DscFailure } from './dscFailure';
import { patientlyAsync } from '../../patiently';

/** Neither the plugin folder nor the one around it, which is Packer's own, may lead elsewhere. @throws DscFailure */
export async function refuseLinks(folder: string): Promise<void> {
  for (const one of [folder, path.dirname(folder)])
    if ((await lstat(one).catch(() => undefined))?.isSymbolicLink())
      throw new DscFailure('linkedFolder', one);
}

/** Puts a program into a folder: who looks meanwhile finds what was there or the new one, as a whole. */
export async function placeFile(from: string, target: string): Promise<void> {
  const folder = path.dirname(target);
  await mkdir(folder, { recursive: true });
  // No plugin for Packer, as those begin with "packer-".
  const draft = path.join(folder, `.boxwright-${process.pid}-${path.basename(target)}`);
  try {
    await copyFile(from, draft);
    await chmod(draft, 0o755);
    await flush(draft);
    await patientlyAsync(() => rename(draft, target));
  } finally {
    await rm(draft, { force: true });
  }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
