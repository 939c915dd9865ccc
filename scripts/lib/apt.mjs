import { existsSync } from 'node:fs';
import { run } from './run.mjs';

let queue = Promise.resolve();

/**
 * Installs what is missing of the given Debian packages, where this may be done: on Debian, as root.
 * Calls wait for each other, because apt allows one at a time.
 * @param {string[]} packages
 * @returns {Promise<string | undefined>} why they are not installed; undefined when all of them are
 */
export function aptInstall(packages) {
  return betweenInstallations(() => install(packages));
}

/**
 * Does something for which apt's lists must stay as they are: no call of aptInstall changes them meanwhile.
 * @template T
 * @param {() => Promise<T>} work
 */
export function betweenInstallations(work) {
  const result = queue.then(work);
  queue = result.then(
    () => undefined,
    () => undefined,
  );
  return result;
}

async function install(packages) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) {
    return `${packages.join(', ')}: no apt-get on this machine`;
  }
  const missing = [];
  for (const name of packages) if (!(await isInstalled(name))) missing.push(name);
  if (missing.length === 0) return undefined;
  if (process.getuid?.() !== 0) return `${missing.join(', ')} not installed, and only root may`;

  // What apt installs stays: whoever runs this as root learns of it before.
  console.log(`apt will install these Debian packages on this machine: ${missing.join(', ')}.`);
  // A fresh machine has no package lists, or lists that name versions which are gone by now.
  try {
    await aptGet('install', '--no-install-recommends', ...missing);
  } catch {
    try {
      await aptGet('update');
      await aptGet('install', '--no-install-recommends', ...missing);
    } catch (error) {
      return `${missing.join(', ')} could not be installed: ${error.message.trim()}`;
    }
  }
  return undefined;
}

function aptGet(command, ...args) {
  return run('apt-get', ['-y', '-q', '-o', 'DPkg::Lock::Timeout=300', command, ...args], {
    quiet: true,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

async function isInstalled(name) {
  try {
    const status = await run('dpkg-query', ['-W', '-f', '${db:Status-Status}', name], { quiet: true });
    return status.trim() === 'installed';
  } catch {
    return false;
  }
}
