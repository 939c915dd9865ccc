import { tmpdir } from 'node:os';
import path from 'node:path';
import { cachedFile } from '../lib/cache.mjs';
import { run } from '../lib/run.mjs';
import { findProgram } from '../vscode/programs.mjs';

const limitMs = 20 * 60_000;
const exe = process.platform === 'win32' ? '.exe' : '';

/**
 * Builds the main package of a Go module into the cache, once. `go install MODULE@VERSION` would refuse a
 * module with `replace` directives, as Packer is one; a build inside the downloaded module honours them.
 * Where and whether modules are fetched is up to the machine's Go settings.
 * @param {{ module: string, version: string, forWindows?: boolean }} program version: as Go writes it, `v1.2.3`; forWindows:
 *   on amd64, whatever this machine is
 * @returns {Promise<string>} the program's path
 * @throws Error with what Go printed
 */
export async function goProgram({ module, version, forWindows = false }) {
  const name = path.posix.basename(module);
  const folder = `${name}-${version.slice(1)}${forWindows ? '-windows' : ''}`;
  return cachedFile(folder, name + (forWindows ? '.exe' : exe), async (output) => {
    if (!findProgram('go')) throw new Error('Go is not installed');
    const source = await download(module, version);
    console.log(
      `building ${name} ${version}${forWindows ? ' for Windows' : ''} with Go, some minutes the first time`,
    );
    await go(['build', '-trimpath', '-ldflags', '-s -w', '-o', output, '.'], {
      cwd: source,
      env: {
        ...process.env,
        ...(forWindows && { GOOS: 'windows', GOARCH: 'amd64' }),
        CGO_ENABLED: '0',
        GOWORK: 'off',
        GOFLAGS: '-mod=readonly -buildvcs=false',
      },
    });
  });
}

/** The read-only folder in Go's module cache where the module's sources are. */
async function download(module, version) {
  try {
    // Not in the repository: a go.mod above it would have a say.
    return JSON.parse(await go(['mod', 'download', '-json', `${module}@${version}`], { cwd: tmpdir() })).Dir;
  } catch (error) {
    // With -json Go prints its reason as a field; anything else is told as it came.
    const reason = /"Error": "(.*)"/.exec(error.message)?.[1].replace(/\\n\\t/g, ' ');
    throw new Error(reason ?? error.message, { cause: error });
  }
}

/** Go would use every core; tests that run meanwhile go first. */
function go(args, options) {
  const [command, ...rest] =
    process.platform === 'win32' ? ['go', ...args] : ['nice', '-n', '10', 'go', ...args];
  return run(command, rest, { quiet: true, timeout: limitMs, ...options });
}
