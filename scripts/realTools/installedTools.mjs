import { run } from '../lib/run.mjs';
import { findProgram } from '../vscode/programs.mjs';

/**
 * Debian's Packer: the last one with all plugins built in, and what many image builders still run.
 * @returns {Promise<{ path: string } | { skip: string }>}
 */
export async function oldPacker() {
  const path = findProgram('packer');
  if (!path) return { skip: 'Packer is not installed' };
  const found = await version(path, ['version'], /Packer v(\S+)/);
  return found === '1.6.6' ? { path } : { skip: `${path} is ${found ?? 'unknown'}, not 1.6.6` };
}

/** @returns {Promise<{ path: string } | { skip: string }>} */
export async function vagrant() {
  const path = findProgram('vagrant');
  if (!path) return { skip: 'Vagrant is not installed' };
  const found = await version(path, ['--version'], /Vagrant (\S+)/);
  return found ? { path } : { skip: `${path} does not run` };
}

async function version(path, args, pattern) {
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', VAGRANT_CHECKPOINT_DISABLE: '1' };
  try {
    return pattern.exec(await run(path, args, { quiet: true, env }))?.[1];
  } catch {
    return undefined;
  }
}
