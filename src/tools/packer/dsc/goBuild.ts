import type { ToolCommand, ToolResult } from '../../toolCommand';
import { isAtLeast } from '../../../pipeline/packer/packerVersion';
import type { Target } from '../plugins/target';
import { failureOf } from './dscFailure';

/** A Go on this machine. */
export interface GoVersion {
  /** Like `1.26.8`. */
  readonly version: string;
  /** For what it builds: of itself the machine that it runs on. */
  readonly target: Target;
}

/** The first that is sure to change no go.mod by itself; also asks for what it lacks by `go mod download MODULE`. */
export const oldestGo = '1.16';

/** @param cwd a folder without a go.mod: one there could ask for another Go */
export const goVersion = (cwd: string): ToolCommand<GoVersion | undefined> => ({
  tool: 'go',
  args: ['version'],
  limit: 'moment',
  cwd,
  env: { GOTOOLCHAIN: 'local', GOWORK: 'off' },
  parse: ({ stdout }) => {
    const line = stdout.split('\n').find((one) => one.startsWith('go version go')) ?? '';
    const [, version] = /^go version go(\d+\.\d+(?:\.\d+)?)/.exec(line) ?? [];
    const [, os, arch] = /^(\w+)\/(\w+)$/.exec(line.trim().split(' ').at(-1) ?? '') ?? [];
    return version && os && arch ? { version, target: { os, arch } } : undefined;
  },
});

/**
 * For modules alone, with the Go that is there, and without C. What is built is what
 * go.mod and go.sum say, or nothing. Go's proxy stays as the user has it.
 */
export const goEnvironment = ({ target }: GoVersion): Record<string, string> => ({
  GO111MODULE: 'on',
  GOFLAGS: '-mod=readonly',
  GOTOOLCHAIN: 'local',
  GOWORK: 'off',
  CGO_ENABLED: '0',
  GOOS: target.os,
  GOARCH: target.arch,
});

/** What `go mod download` says of a module. */
export interface DownloadedModule {
  /** Its files, read-only, in Go's own cache. */
  readonly Dir: string;
  readonly Version: string;
}

/**
 * Fetches a module, with its checksum verified.
 * @param module with `@VERSION`; without it, in that version which the module in `cwd` uses
 */
export const downloadModule = (
  go: GoVersion,
  module: string,
  cwd: string,
): ToolCommand<DownloadedModule> => ({
  tool: 'go',
  args: ['mod', 'download', '-json', module],
  limit: 'long',
  cwd,
  env: goEnvironment(go),
  parse: (result) => {
    const { Dir, Version, Error: problem } = readJson(result.stdout);
    if (result.exitCode === 0 && Dir && Version) return { Dir, Version };
    throw failureOf(problem ?? `${result.stderr}\n${result.stdout}`, 'refused');
  },
});

/** Takes a folder for a module, in the go.mod of `cwd`. @param folder relative to it, as paths may have spaces */
export const replaceModule = (
  go: GoVersion,
  module: string,
  folder: string,
  cwd: string,
): ToolCommand<string> => ({
  tool: 'go',
  args: ['mod', 'edit', `-replace=${module}=${folder}`],
  cwd,
  env: goEnvironment(go),
  parse: printed,
});

/** @param main its package, like `./plugin/provisioner-dsc` */
export const goBuild = (go: GoVersion, main: string, output: string, cwd: string): ToolCommand<string> => ({
  tool: 'go',
  limit: 'long',
  args: [
    'build',
    // Names each package as it comes to it: a build takes minutes.
    '-v',
    '-trimpath',
    // It would run Git in a repository that others wrote.
    ...(isAtLeast(go.version, '1.18') ? ['-buildvcs=false'] : []),
    '-ldflags',
    '-s -w',
    '-o',
    output,
    main,
  ],
  cwd,
  env: goEnvironment(go),
  parse: printed,
});

/** What `-v` prints, a package a line: it is no error. */
const packageNames = /^[\w.~-]+(?:\/[\w.~-]+)*\n/gm;

/** @throws DscFailure */
function printed({ exitCode, stdout, stderr }: ToolResult): string {
  if (exitCode === 0) return stdout;
  throw failureOf(`${stderr}\n${stdout}`.replace(packageNames, ''), 'build');
}

function readJson(text: string): Partial<DownloadedModule> & { readonly Error?: string } {
  try {
    return JSON.parse(text) as Partial<DownloadedModule>;
  } catch {
    return {};
  }
}
