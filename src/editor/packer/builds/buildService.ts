import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { adoptBuild } from '../../../tools/packer/builds/adoptBuild';
import type { BuildProcess } from '../../../tools/packer/builds/buildProcess';
import { FollowedRun } from '../../../tools/packer/builds/followedRun';
import type { LineListener } from '../../../tools/packer/builds/followedRun';
import { launchBuild } from '../../../tools/packer/builds/launchBuild';
import type { BuildRequest } from '../../../tools/packer/commands/buildRequest';
import type { ExpectedBuild } from '../../../tools/packer/output/runProgress';
import { expectedBuilds } from '../../../tools/packer/plan/expectedBuilds';
import { AlreadyBuilding, BuildClaims, isOwned } from '../../../tools/packer/runs/buildClaims';
import type { Claim } from '../../../tools/packer/runs/buildClaims';
import { openLog, otherLogPath } from '../../../tools/packer/runs/runLog';
import type { OpenedLog } from '../../../tools/packer/runs/runLog';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { newRunId, RunStore } from '../../../tools/packer/runs/runStore';
import { removeOldSecrets, removeSecrets } from '../../../tools/packer/runs/secretFiles';
import type { Shared } from '../../part';
import { settings } from '../../settings';
import { UserFacingError } from '../../showFailure';
import { reportStop } from './reportStop';
import { runContext } from './runContext';
import type { RunningBuild } from './runningBuild';

/** Where the extension keeps what belongs to the workspace, and what belongs to all windows. Absolute. */
export interface BuildFolders {
  readonly workspace: string;
  readonly everywhere: string;
}

/** What a build starts with: its record, its claim to the template, and its log. */
interface Start {
  readonly begun: RunRecord;
  readonly claim: ClaimWithLog;
  readonly log: string;
}

/** A claim that names the log which the build writes. */
type ClaimWithLog = Claim & { readonly log: string };

/** A run whose log is read, and the event that tells of what was read. */
interface Followed {
  readonly run: FollowedRun;
  readonly changed: vscode.EventEmitter<void>;
}

/**
 * The builds that this window follows: those that it started, and those that it found running. It brings together what
 * each does one thing: `BuildClaims` keeps two builds of a template apart, `launchBuild` and `adoptBuild` give the process,
 * `FollowedRun` reads the log, `RunStore` keeps the record.
 */
export class BuildService implements vscode.Disposable {
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
    private readonly shared: Pick<Shared, 'runner' | 'versions' | 'log'>,
    folders: BuildFolders,
    /** The program that starts Packer and stays with it; absolute. */
    private readonly launcher: string,
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

  /** @throws UserFacingError when a template is being built, by any window. @param template its path */
  async checkFree(template: string): Promise<void> {
    const holder = await this.claims.holder(template);
    if (holder) throw this.refusal(holder);
  }

  /** @throws ToolMissing, WorkspaceUntrusted, UserFacingError when the template is being built by any window */
  async start(request: BuildRequest, onLine?: LineListener): Promise<RunningBuild> {
    // Packer first: without it the last build's log stays as it is.
    this.shared.runner.executable('packer');
    const claim = await this.claim(request);
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
    const packer = await adoptBuild(record, this.store.folderOf(record.id));
    const claim = this.claims.of(record.template);
    if (claim?.run === record.id && !(await isOwned(claim)))
      await this.claims.inherit({ ...claim, ...(packer.identity && { packer: packer.identity }) });
    const followed = newFollowed({ ...record, ...packer.identity }, expected, () =>
      removeSecrets(this.secretsFolder, record.id),
    );
    if (record.log !== undefined) await followed.run.follow(record.log).catch(() => undefined);
    return this.keep(followed, packer, { outlived: packer.lives });
  }

  /**
   * The runs that were not seen to end, and that this window does not follow yet. Those with a launcher any number of windows
   * can follow: a browser that loses its page without saying so leaves an extension host alive that nobody sees, for hours.
   * What earlier runs have left goes.
   */
  async recoverable(): Promise<RunRecord[]> {
    removeOldSecrets(this.secretsFolder, Date.now());
    this.store.removeOldFolders(Date.now());
    const open = this.unfollowed();
    const free = await Promise.all(
      open.map(async ({ id, template }) => {
        const claim = this.claims.of(template);
        return existsSync(this.store.folderOf(id)) || claim?.run !== id || !(await isOwned(claim));
      }),
    );
    // Another window may have seen one end meanwhile.
    return open.filter(({ id }, index) => free[index] && this.store.reread(id)?.status === 'running');
  }

  /** The runs that were not seen to end, as far as this window knows, and that it does not follow. */
  unfollowed(): RunRecord[] {
    return this.store
      .list()
      .filter(
        ({ id, status, template }) => status === 'running' && this.followed.get(template)?.record.id !== id,
      );
  }

  private async claim({ template: { path: template, folder }, log }: BuildRequest): Promise<ClaimWithLog> {
    const usual = path.resolve(folder, log ?? settings.logFile(vscode.Uri.file(template)));
    const id = newRunId(new Date());
    try {
      const claim = { ...(await this.claims.take(template, id, usual)), log: usual };
      if (!(await this.claims.isLogInUse(usual, id))) return claim;
      const other = { ...claim, log: otherLogPath(usual, template) };
      this.claims.update(other);
      return other;
    } catch (error) {
      throw error instanceof AlreadyBuilding ? this.refusal(error.claim) : error;
    }
  }

  private async launch(
    request: BuildRequest,
    claim: ClaimWithLog,
    onLine?: LineListener,
  ): Promise<RunningBuild> {
    const { path: log } = this.openLog(claim);
    const start = { begun: begunRecord(request, claim.run, log), claim, log };
    // Before Packer runs: whenever this window ends, the next one finds the build.
    this.save(start.begun);
    try {
      const packer = await this.startPacker(request, start);
      const record = { ...start.begun, ...packer.identity };
      this.save(record);
      const followed = newFollowed(record, expectedBuilds(request.template), (line, read) => {
        removeSecrets(this.secretsFolder, record.id);
        onLine?.(line, read);
      });
      await followed.run.follow(log);
      const known = runContext(record.cwd, this.shared.versions).then((context) => {
        followed.run.know(context);
        // Other windows don't find it out.
        this.save({ ...record, ...context });
      });
      return this.keep(followed, packer, { known });
    } catch (error) {
      removeSecrets(this.secretsFolder, claim.run);
      throw error;
    }
  }

  private async startPacker(request: BuildRequest, { begun, claim, log }: Start): Promise<BuildProcess> {
    try {
      const packer = await launchBuild(this.shared.runner, {
        request,
        run: claim.run,
        launcher: this.launcher,
        folder: this.store.folderOf(claim.run),
        log,
        secretsFolder: this.secretsFolder,
      });
      // For the windows that must not build the template meanwhile, when this one is gone.
      if (packer.identity) this.claims.update({ ...claim, packer: packer.identity });
      return packer;
    } catch (error) {
      this.store.remove(begun.id);
      throw error;
    }
  }

  private openLog({ run, log: wanted, template }: ClaimWithLog): OpenedLog {
    const kept = settings.keptLogs(vscode.Uri.file(template));
    const log = openLog({ path: wanted, kept, run, storage: this.logsFolder }, this.store);
    if (log.reason !== undefined)
      this.shared.log.warn(vscode.l10n.t('Cannot write the log in its usual place: {0}', log.reason));
    return log;
  }

  /**
   * Follows a build to its end, and records that.
   * @param known when all that was being found out of the run is known
   */
  private keep(
    { run, changed }: Followed,
    packer: BuildProcess,
    { known, outlived = false }: { known?: Promise<void>; outlived?: boolean },
  ): RunningBuild {
    const finished = packer.ended.then(async (end) => {
      await known;
      const ended = await run.finish(end);
      const record = { ...this.store.reread(ended.id), ...ended };
      changed.dispose();
      removeSecrets(this.secretsFolder, record.id);
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
      onDidChange: changed.event,
      finished,
      stop: () => {
        packer.stop();
        void reportStop(running, packer);
      },
    };
    this.change(() => this.followed.set(run.record.template, running));
    return running;
  }

  /** A build goes on without its record. */
  private save(record: RunRecord): void {
    try {
      this.store.save(record);
    } catch (error) {
      this.shared.log.warn(
        vscode.l10n.t('Cannot record the run: {0}', error instanceof Error ? error.message : String(error)),
      );
    }
  }

  private refusal({ template, owner }: Claim): UserFacingError {
    const name = vscode.workspace.asRelativePath(template);
    return new UserFacingError(
      owner.pid === process.pid || this.followed.has(template)
        ? vscode.l10n.t(
            '{0} is already being built. A second build would overwrite its output, even without -force. Stop the build first, or wait until it ends.',
            name,
          )
        : vscode.l10n.t(
            '{0} is already being built in another window. A second build would overwrite its output, even without -force. Stop the build there first, or wait until it ends.',
            name,
          ),
    );
  }

  private change(make: () => unknown): void {
    make();
    void vscode.commands.executeCommand('setContext', 'boxwright.packer.building', this.followed.size > 0);
    this.changed.fire();
  }
}

function newFollowed(record: RunRecord, expected: readonly ExpectedBuild[], onLine?: LineListener): Followed {
  const changed = new vscode.EventEmitter<void>();
  return {
    run: new FollowedRun(record, { expected, onLine, onChange: () => changed.fire() }),
    changed,
  };
}

const begunRecord = ({ template, target, choices }: BuildRequest, id: string, log: string): RunRecord => ({
  id,
  template: template.path,
  choices,
  cwd: target.cwd,
  log,
  status: 'running',
  began: Date.now(),
  steps: [],
  artifacts: [],
  errors: [],
});
