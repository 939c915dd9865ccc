import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ToolCommand } from '../../toolCommand';
import type { ToolRunner } from '../../toolRunner';
import { codec, cureCodec, needsCodecCure } from './codecCure';
import { DscFailure } from './dscFailure';
import type { DscWay } from '../../../pipeline/packer/dscWays';
import { downloadModule, goBuild, replaceModule } from './goBuild';
import type { GoVersion } from './goBuild';
import { provisionerFolder, readGoModule, singleMain, wrapperFolder, wrapperMain } from './wrapperMain';

/** The folder of a mended module, below the source. */
const curedCodec = 'boxwright-codec';

/** What a build needs. */
export interface BuildServices {
  readonly runner: ToolRunner;
  readonly signal: AbortSignal;
  /** Says what Go is doing now. */
  readonly onLine: (line: string) => void;
}

/**
 * Builds the plugin from files of ours, which it changes.
 * @param files with a go.mod; absolute
 * @param output the program; absolute
 * @throws DscFailure
 */
export async function buildDsc(
  way: DscWay,
  files: string,
  go: GoVersion,
  output: string,
  services: BuildServices,
): Promise<void> {
  const { runner, signal } = services;
  const found = readGoModule(await readFile(path.join(files, 'go.mod'), 'utf8').catch(() => ''));
  if (!found) throw new DscFailure('layout', 'go.mod');
  if (found.build !== way.build) throw new DscFailure('api', found.module);
  const goSum = await readFile(path.join(files, 'go.sum'), 'utf8').catch(() => '');
  if (needsCodecCure(go.version, goSum)) {
    const { Dir } = await runner.run(downloadModule(go, codec, files), signal);
    if (await cureCodec(Dir, path.join(files, curedCodec)))
      await runner.run(replaceModule(go, codec, `./${curedCodec}`, files), signal);
  }
  const main = await mainOf(way, files, found.module);
  await runFollowed(goBuild(go, main, output, files), services);
}

async function mainOf({ build }: DscWay, files: string, module: string): Promise<string> {
  const needed = build === 'single' ? singleMain : provisionerFolder;
  if (!existsSync(path.join(files, needed))) throw new DscFailure('layout', needed);
  if (build === 'single') return `./${singleMain}`;
  const folder = path.join(files, wrapperFolder);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'main.go'), wrapperMain(module));
  return `./${wrapperFolder}`;
}

/** Runs a command whose lines are told while it runs. */
async function runFollowed<T>(
  command: ToolCommand<T>,
  { runner, signal, onLine }: BuildServices,
): Promise<T> {
  signal.throwIfAborted();
  let output = '';
  const running = await runner.start(command, {
    onOutput: (text) => {
      output += text;
      const line = output.trimEnd().split('\n').at(-1);
      if (line) onLine(line);
    },
  });
  const abort = () => running.kill();
  signal.addEventListener('abort', abort, { once: true });
  try {
    const result = await running.finished;
    signal.throwIfAborted();
    return command.parse({ ...result, stderr: output });
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
