import { closeSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Template } from '../../../pipeline/template/template';
import { AlreadyBuilding, BuildClaims, isOwned } from '../../../tools/packer/runs/buildClaims';
import type { Claim } from '../../../tools/packer/runs/buildClaims';
import type { BuildChoices } from '../../../tools/packer/commands/buildChoices';
import { build } from '../../../tools/packer/commands/packer';
import type { TemplateTarget } from '../../../tools/packer/commands/packer';
import { expectedBuilds } from '../../../tools/packer/plan/expectedBuilds';
import { removeOldSecrets } from '../../../tools/packer/runs/removeOldSecrets';
import type { PackerVersions } from '../../../tools/packer/packerVersions';
import type { ExpectedBuild } from '../../../tools/packer/output/runProgress';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { newRunId, RunStore } from '../../../tools/packer/runs/runStore';
import { isSameProcess, processIdentity } from '../../../tools/processIdentity';
import type { ToolRunner } from '../../../tools/toolRunner';
import { UserFacingError } from '../../showFailure';
import { BuildStop } from './buildStop';
import { FollowedRun } from './followedRun';
import type { LineListener, RunEnd, RunningBuild } from './followedRun';
import { logPath, openLog, otherLogPath } from '../log/openLog';
import { runContext } from './runContext';

/** What a build is asked for. */
export interface BuildRequest {
  readonly template: Template;
  readonly target: TemplateTarget;
  readonly choices: BuildChoices;
  /** The values of the variables that `choices.secrets` names. */
  readonly secrets: ReadonlyMap<string, string>;
  /** The file for its output: a name beside the template, or absolute; by the settings if there is none. */
  readonly log?: string;
}

/** Where the extension keeps what belongs to the workspace, and what belongs to all windows. Absolute. */
export interface BuildFolders {
  readonly workspace: string;
  readonly everywhere: string;
}

/** How often it is asked whether a process is there that is not our child. Milliseconds. */
const interval = 1000;

/**
 * The builds that this window follows: those that it started, and those that it found running. Packer writes its output
 * to the log itself, so it does not notice when the editor ends; the log is read from the disk.
 */
export class Builds implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** A build has begun or ended. */
  readonly onDidChange = this.changed.event;
  private readonly ended = new vscode.EventEmitter<RunRecord>();
  readonly onDidEnd = this.ended.event;
  readonly store: RunStore;
  private readonly claims: BuildClaims;
  private readonly secretsFolder: string;
  private readonly logsFolder: string;
  /** By the paths of their templates. */
  private readonly followed = new Map<string, RunningBuild>();

  constructor(
    private readonly runner: ToolRunner,
    private readonly versions: PackerVersions,
    folders: BuildFolders,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.store = new RunStore(path.join(folders.workspace, 'runs'));
    this.logsFolder = path.join(folders.workspace, 'logs');
    this.claims = new BuildClaims(path.join(folders.everywhere, 'builds'));
    this.secretsFolder = path.join(folders.everywhere, 'run');
  }

  /** The builds go on. */
  dispose(): void {
    this.changed.dispose();
    this.ended.dispose();
  }

  get all(): readonly RunningBuild[] {
    return [...this.followed.values()];
  }

  /** @param template its path */
  running(template: string): RunningBuild | undefined {
    return this.followed.get(template);
  }

  /** @throws ToolMissing, WorkspaceUntrusted, UserFacingError when the template is being built by any window */
  async start(request: BuildRequest, onLine?: LineListener): Promise<RunningBuild> {
    const { path: template, folder } = request.template;
    // Packer first: without it the last build's log stays as it is.
    this.runner.executable('packer');
    const id = newRunId(new Date());
    const claim = await this.claim(template, id, logPath(folder, request.log));
    try {
      return await this.launch(request, claim, onLine);
    } catch (error) {
      this.claims.release(claim);
      throw error;
    }
  }

  /**
   * Follows a build that another window, or this one before it was closed, has started. One that has ended is read to
   * its end.
   */
  async adopt(record: RunRecord, expected: readonly ExpectedBuild[] = []): Promise<RunningBuild> {
    const run = new FollowedRun(record, expected);
    const { pid, started, log, template } = record;
    const lives = async () =>
      pid !== undefined && started !== undefined && (await isSameProcess(pid, started));
    const outlived = await lives();
    const claim = this.claims.of(template);
    if (claim?.run === record.id) await this.claims.inherit(claim);
    if (log !== undefined) await run.follow(log).catch(() => undefined);
    const stop = new BuildStop(pid);
    const end = async (): Promise<RunEnd> => {
      if (!outlived) return { at: lastWrite(record), seen: false, stopped: false };
      while (await lives()) await new Promise((resolve) => setTimeout(resolve, interval));
      return { at: Date.now(), seen: false, stopped: stop.asked };
    };
    return this.keep(run, stop, end(), outlived);
  }

  /** The runs that were not seen to end, and are followed by no other window that lives. What they left of secrets goes. */
  async abandoned(): Promise<RunRecord[]> {
    removeOldSecrets(this.secretsFolder, Date.now());
    const open = this.store.list().filter(({ status }) => status === 'running');
    const free = await Promise.all(
      open.map(async ({ id, template }) => {
        if (this.followed.get(template)?.record.id === id) return false;
        const claim = this.claims.of(template);
        return claim?.run !== id || !(await isOwned(claim));
      }),
    );
    return open.filter((_, index) => free[index]);
  }

  /** @throws UserFacingError when a template is being built, by any window. @param template its path */
  async checkFree(template: string): Promise<void> {
    const holder = await this.claims.holder(template);
    if (holder) throw refusal(holder);
  }

  private async claim(template: string, id: string, log: string): Promise<Claim> {
    try {
      const claim = await this.claims.take(template, id, log);
      if (!(await this.claims.isLogInUse(log, id))) return claim;
      const other = { ...claim, log: otherLogPath(log, template) };
      this.claims.update(other);
      return other;
    } catch (error) {
      throw error instanceof AlreadyBuilding ? refusal(error.claim) : error;
    }
  }

  private async launch(
    { template, target, choices, secrets }: BuildRequest,
    claim: Claim,
    onLine?: LineListener,
  ): Promise<RunningBuild> {
    const log = openLog(claim.log ?? logPath(template.folder), claim.run, this.logsFolder, this.store);
    if (log.reason !== undefined)
      this.log.warn(vscode.l10n.t("The log can't be written in its usual place: {0}", log.reason));
    const secretsFile =
      template.dialect === 'json' && secrets.size ? this.writeSecrets(claim.run, secrets) : undefined;
    const forget = () => secretsFile !== undefined && rmSync(secretsFile, { force: true });
    const record: RunRecord = {
      id: claim.run,
      template: template.path,
      choices,
      cwd: target.cwd,
      log: log.path,
      status: 'running',
      began: Date.now(),
      steps: [],
      artifacts: [],
      errors: [],
    };
    const run = new FollowedRun(record, expectedBuilds(template), (line, read) => {
      // What prints has read its variables.
      forget();
      onLine?.(line, read);
    });
    try {
      const tool = await this.runner.start(
        build(target, choices, {
          ...(secretsFile !== undefined && { secretsFile }),
          ...(template.dialect === 'hcl2' && { secretValues: Object.fromEntries(secrets) }),
          debugLogFile: path.join(path.dirname(log.path), 'packer-debug.log'),
        }),
        { outputFile: log.file },
      );
      const stop = new BuildStop(tool.pid);
      await this.identify(run, claim, tool.pid);
      await run.follow(log.path);
      const context = runContext(target.cwd, this.versions).then((known) => run.know(known));
      const end = async (): Promise<RunEnd> => {
        const { exitCode } = await tool.finished;
        const at = Date.now();
        forget();
        await context;
        return { at, exitCode, seen: true, stopped: stop.asked };
      };
      return this.keep(run, stop, end());
    } catch (error) {
      forget();
      throw error;
    } finally {
      closeSync(log.file);
    }
  }

  /** For the window that finds the build when this one is gone. */
  private async identify(run: FollowedRun, claim: Claim, pid: number | undefined): Promise<void> {
    const started = pid === undefined ? undefined : await processIdentity(pid);
    if (pid === undefined || started === undefined) return this.save(run.record);
    run.know({ pid, started });
    this.claims.update({ ...claim, packer: { pid, started } });
    this.save(run.record);
  }

  private keep(run: FollowedRun, stop: BuildStop, end: Promise<RunEnd>, outlived = false): RunningBuild {
    const finished = end.then(async (how) => {
      await stop.rest();
      const record = await run.finish(how);
      this.save(record);
      this.claims.release({ template: record.template, run: record.id });
      this.change(() => this.followed.delete(record.template));
      this.ended.fire(record);
      return record;
    });
    const running: RunningBuild = {
      get record() {
        return run.record;
      },
      progress: run.progress,
      outlived,
      onDidChange: run.onDidChange,
      finished,
      stop: () => stop.ask(),
    };
    this.change(() => this.followed.set(run.record.template, running));
    return running;
  }

  /** A build goes on without its record. */
  private save(record: RunRecord): void {
    try {
      this.store.save(record);
    } catch (error) {
      this.log.warn(
        vscode.l10n.t(
          "The run can't be recorded: {0}",
          error instanceof Error ? error.message : String(error),
        ),
      );
    }
  }

  /**
   * JSON templates take values from files and from arguments alone, and arguments are seen by everyone on this computer.
   * @returns the file, which only this user can read
   */
  private writeSecrets(run: string, secrets: ReadonlyMap<string, string>): string {
    mkdirSync(this.secretsFolder, { recursive: true, mode: 0o700 });
    const file = path.join(this.secretsFolder, `${run}.json`);
    writeFileSync(file, JSON.stringify(Object.fromEntries(secrets)), { mode: 0o600, flag: 'wx' });
    return file;
  }

  private change(make: () => unknown): void {
    make();
    void vscode.commands.executeCommand('setContext', 'boxwright.packer.building', this.followed.size > 0);
    this.changed.fire();
  }
}

function refusal({ template, owner }: Claim): UserFacingError {
  const name = vscode.workspace.asRelativePath(template);
  return new UserFacingError(
    owner.pid === process.pid
      ? vscode.l10n.t(
          '{0} is being built already. A second build would write over its output, -force or not: stop it first, or wait for it.',
          name,
        )
      : vscode.l10n.t(
          '{0} is being built already, in another window. A second build would write over its output, -force or not: stop it there first, or wait for it.',
          name,
        ),
  );
}

/** When a run that nobody saw ending wrote its last line. Milliseconds since 1970. */
function lastWrite({ log, began }: RunRecord): number {
  const stats = log === undefined ? undefined : statSync(log, { throwIfNoEntry: false });
  return Math.max(began, Math.round(stats?.mtimeMs ?? began));
}
