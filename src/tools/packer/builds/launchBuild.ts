import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { processIdentity } from '../../processIdentity';
import type { ToolRunner } from '../../toolRunner';
import type { BuildRequest } from '../commands/buildRequest';
import { build } from '../commands/packer';
import { readEnd, readState } from '../launcher/launcherFiles';
import { removeSecrets, writeSecrets } from '../runs/secretFiles';
import type { BuildProcess } from './buildProcess';
import { followLauncher } from './followLauncher';

/** What a build is launched with. All paths are absolute. */
export interface Launch {
  readonly request: BuildRequest;
  /** The id of the run. */
  readonly run: string;
  /** The program of the launcher. */
  readonly launcher: string;
  /** Of the run, for the launcher; is made. */
  readonly folder: string;
  /** Packer writes to it. */
  readonly log: string;
  /** Is made when it is needed; what is written there, `removeSecrets` removes. */
  readonly secretsFolder: string;
}

/**
 * Starts Packer by the launcher, which stays with it, so that the build goes on when the editor ends.
 * @param patienceMs how long the launcher has to say what it has started; what it could not say, as the disk is full, runs all
 * the same
 * @throws ToolMissing, WorkspaceUntrusted, Error of the file system or of the system when Packer can't be started
 */
export async function launchBuild(
  runner: ToolRunner,
  { request, run, launcher, folder, log, secretsFolder }: Launch,
  patienceMs = launchedWithinMs,
): Promise<BuildProcess> {
  const { template, target, choices, secrets } = request;
  // Before anything is written for it.
  runner.executable('packer');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const secretsFile =
      template.dialect === 'json' && secrets.size ? writeSecrets(secretsFolder, run, secrets) : undefined;
    const debugLogFile = path.join(path.dirname(log), 'packer-debug.log');
    // Packer makes it readable for all, and writes more into it than into the other one.
    if (choices.debugLog) makePrivate(debugLogFile);
    const command = build(target, choices, {
      ...(secretsFile !== undefined && { secretsFile }),
      ...(template.dialect === 'hcl2' && { secretValues: Object.fromEntries(secrets) }),
      debugLogFile,
    });
    const now = Date.now();
    const { exited, pid } = await runner.launch(command, { script: launcher, folder, log });
    await started(folder, exited, patienceMs);
    const began = pid === undefined || readState(folder) ? undefined : await processIdentity(pid);
    const known = pid !== undefined && began !== undefined ? { pid, started: began } : undefined;
    return await followLauncher({ log, began: now }, folder, { exited, process: known });
  } catch (error) {
    removeSecrets(secretsFolder, run);
    throw error;
  }
}

/** One that is there keeps the rights that it has. */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600));
  } catch {
    // Packer says itself what it cannot write.
  }
}

/** How often the launcher is asked whether Packer runs. Milliseconds. */
const interval = 20;

/** A busy computer takes some seconds to start a program. Milliseconds. */
const launchedWithinMs = 20_000;

/** @throws Error when Packer could not be started */
async function started(folder: string, exited: Promise<number | null>, patienceMs: number): Promise<void> {
  let gone = false;
  void exited.then(() => (gone = true));
  const end = Date.now() + patienceMs;
  while (!gone && !readState(folder)?.packer && !readEnd(folder) && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, interval));
  const { error } = readEnd(folder) ?? {};
  if (error !== undefined) throw new Error(error);
  if (gone && !readState(folder)?.packer) throw new Error('The launcher ended before it could start Packer.');
}
