import { closeSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processIdentity } from '../../processIdentity';
import type { ToolRunner } from '../../toolRunner';
import type { BuildRequest } from '../commands/buildRequest';
import { build } from '../commands/packer';
import type { Process } from '../runs/buildClaims';
import type { BuildEnd } from '../runs/exitCode';
import type { OpenedLog } from '../runs/runLog';
import type { BuildProcess } from './buildProcess';
import { BuildStop } from './buildStop';

/** What a build is launched with. */
export interface Launch {
  readonly request: BuildRequest;
  /** The id of the run. */
  readonly run: string;
  /** Packer writes to it; it is closed here, whatever happens. */
  readonly log: OpenedLog;
  /** Absolute; is made when it is needed. */
  readonly secretsFolder: string;
}

/**
 * Starts Packer, which writes its output to the log by itself and so does not notice when the editor ends.
 * @throws ToolMissing, WorkspaceUntrusted, Error of the file system
 */
export async function launchBuild(
  runner: ToolRunner,
  { request, run, log, secretsFolder }: Launch,
): Promise<BuildProcess> {
  let secretsFile: string | undefined;
  const forgetSecrets = () => {
    if (secretsFile !== undefined) rmSync(secretsFile, { force: true });
  };
  try {
    const { template, target, choices, secrets } = request;
    if (template.dialect === 'json' && secrets.size) secretsFile = writeSecrets(secretsFolder, run, secrets);
    const command = build(target, choices, {
      ...(secretsFile !== undefined && { secretsFile }),
      ...(template.dialect === 'hcl2' && { secretValues: Object.fromEntries(secrets) }),
      debugLogFile: path.join(path.dirname(log.path), 'packer-debug.log'),
    });
    const { pid, finished } = await runner.start(command, { outputFile: log.file });
    const stop = new BuildStop(pid);
    const ended = finished.then(async ({ exitCode }): Promise<BuildEnd> => {
      const end = { at: Date.now(), exitCode, seen: true, stopped: stop.asked };
      forgetSecrets();
      await stop.rest();
      return end;
    });
    return { identity: await identify(pid), lives: true, ended, stop: () => stop.ask(), forgetSecrets };
  } catch (error) {
    forgetSecrets();
    throw error;
  } finally {
    closeSync(log.file);
  }
}

async function identify(pid: number | undefined): Promise<Process | undefined> {
  const started = pid === undefined ? undefined : await processIdentity(pid);
  return pid === undefined || started === undefined ? undefined : { pid, started };
}

/**
 * JSON templates take values from files and from arguments alone, and arguments are seen by everyone on this computer.
 * @returns the file, which only this user can read
 */
function writeSecrets(folder: string, run: string, secrets: ReadonlyMap<string, string>): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${run}.json`);
  writeFileSync(file, JSON.stringify(Object.fromEntries(secrets)), { mode: 0o600, flag: 'wx' });
  return file;
}
