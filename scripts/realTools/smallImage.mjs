import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { betweenInstallations } from '../lib/apt.mjs';
import { cachedFile } from '../lib/cache.mjs';
import { run } from '../lib/run.mjs';
import { recipeFingerprint } from './recipes.mjs';

const recipe = path.join(path.dirname(fileURLToPath(import.meta.url)), 'smallImage');
const limitMs = 5 * 60_000;

/** The Debian packages that smallImage/makeImage.sh works with. */
export const imagePackages = [
  'cpio',
  'dosfstools',
  'e2fsprogs',
  'fakeroot',
  'fdisk',
  'mtools',
  'openssh-client',
  'qemu-utils',
  'syslinux',
];

/**
 * The disk of a small virtual machine with SSH, 20 MB as qcow2, made on the first call and whenever its recipe has
 * changed: in ten seconds, from Debian's packages.
 * @returns {Promise<{ path: string } | { skip: string }>}
 */
export async function smallImage() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { skip: 'the small machine is made on Linux on x64 only' };
  try {
    const path = await cachedFile(`small-image-${recipeFingerprint(recipe)}`, 'small.qcow2', (file) => {
      console.log('making the disk of a small virtual machine');
      // Tests that run meanwhile go first.
      const command = ['nice', '-n', '10', 'fakeroot', 'bash', `${recipe}/makeImage.sh`, file];
      return betweenInstallations(() => run(command[0], command.slice(1), { quiet: true, timeout: limitMs }));
    });
    return { path };
  } catch (error) {
    return { skip: `the small machine could not be made: ${error.message.trim()}` };
  }
}
