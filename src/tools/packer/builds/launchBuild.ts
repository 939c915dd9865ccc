import { mkdirSync } from 'node:fs';
import path from 'node:path';
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
 * @throws ToolMissing, WorkspaceUntrusted, Error of the file system or of the system when Packer can't be started
 */
export async function launchBuild(
  runner: ToolRunner,
  { request, run, launcher, folder, log, secretsFolder }: Launch,
): Promise<BuildProcess> {
  const { template, target, choices, secrets } = request;
  // Before anything is written for it.
  runner.executable('packer');
  try {
    mkdirSync(folder, { recursive: true });
    const secretsFile =
      template.dialect === 'json' && secrets.size ? writeSecrets(secretsFolder, run, secrets) : undefined;
    const command = build(target, choices, {
      ...(secretsFile !== undefined && { secretsFile }),
      ...(template.dialect === 'hcl2' && { secretValues: Object.fromEntries(secrets) }),
      debugLogFile: path.join(path.dirname(log), 'packer-debug.log'),
    });
    const began = Date.now();
    const { exited } = await runner.launch(command, { script: launcher, folder, log });
    await started(folder, exited);
    return await followLauncher({ log, began }, folder, exited);
  } catch (error) {
    removeSecrets(secretsFolder, run);
    throw error;
  }
}

/** How often the launcher is asked whether Packer runs. Milliseconds. */
const interval = 20;

/** @throws Error when Packer could not be started */
async function started(folder: string, exited: Promise<unknown>): Promise<void> {
  let gone = false;
  void exited.then(() => (gone = true));
  while (!gone && !readState(folder)?.identified && !readEnd(folder))
    await new Promise((resolve) => setTimeout(resolve, interval));
  const { error } = readEnd(folder) ?? {};
  if (error !== undefined) throw new Error(error);
  if (!readState(folder)?.packer) throw new Error('The launcher ended before it could start Packer.');
}
