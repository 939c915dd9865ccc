import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { adoptBuild } from '../../../tools/packer/builds/adoptBuild';
import type { BuildProcess } from '../../../tools/packer/builds/buildProcess';
import { FollowedRun } from '../../../tools/packer/builds/followedRun';
import type { LineListener } from '../../../tools/packer/builds/followedRun';
import { watchSpace } from '../../../tools/packer/builds/spaceWatch';
import type { SpaceProblem, WrittenPlace } from '../../../tools/packer/builds/spaceWatch';
import { launchBuild } from '../../../tools/packer/builds/launchBuild';
import type { BuildRequest } from '../../../tools/packer/commands/buildRequest';
import type { ExpectedBuild } from '../../../tools/packer/output/runProgress';
import { expectedBuilds } from '../../../tools/packer/plan/expectedBuilds';
import { BuildClaims } from '../../../tools/packer/runs/buildClaims';
import type { Claim } from '../../../tools/packer/runs/buildClaims';
import { NotALog } from '../../../tools/packer/runs/rotateLog';
import { openLog, otherLogPath } from '../../../tools/packer/runs/runLog';
import type { OpenedLog } from '../../../tools/packer/runs/runLog';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { noFootprint } from '../../../tools/packer/runs/footprint';
import { newRunId, RunStore } from '../../../tools/packer/runs/runStore';
import { removeOldSecrets, removeReadSecrets, removeSecrets } from '../../../tools/packer/runs/secretFiles';
import { processIdentity } from '../../../tools/processIdentity';
import { setAvailable } from '../../availability';
import type { EditorServices } from '../../part';
import { settings } from '../../settings';
import { UserFacingError } from '../../showFailure';
import { LogPlaces } from './logPlaces';
import { reportOver, reportStop } from './reportStop';
import { runContext } from './runContext';
import type { RunningBuild } from './runningBuild';
import type { TemplateClaims } from './templateClaims';
import { PathMap } from '../../../text/pathMap';
import { privateFolder } from '../../../tools/privateFolder';

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

/** What a build uses that nobody follows, kept from others. */
export interface Occupied {
  /** The id of its run. */
  readonly run: string;
  /** Packer runs: from now on it stands for the build. */
  startedAs(pid: number): Promise<void>;
  release(): void;
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
  readonly claims: BuildClaims;
  private readonly secretsFolder: string;
  private secretsTimer: NodeJS.Timeout | undefined;
  private readonly logsFolder: string;
  readonly logPlaces: LogPlaces;
  /** By the paths of their templates. */
  private readonly followed = new PathMap<RunningBuild>();
  /** The ids of runs that had ended when they were found, and whose output is still being read. */
  private readonly ending = new Set<string>();

  constructor(
    private readonly shared: Pick<EditorServices, 'runner' | 'versions' | 'log' | 'context'>,
    folders: BuildFolders,
    /** The program that starts Packer and stays with it; absolute. */
    private readonly launcher: string,
  ) {
    const unreadable = (file: string) =>
      shared.log.warn(vscode.l10n.t('Ignored a file that cannot be read: {0}', file));
    this.store = new RunStore(path.join(folders.workspace, 'runs'), unreadable);
    this.logsFolder = path.join(folders.workspace, 'logs');
    this.logPlaces = new LogPlaces(shared, this.logsFolder);
    this.claims = new BuildClaims(path.join(folders.everywhere, 'builds'), unreadable);
    this.secretsFolder = privateFolder(path.join(folders.everywhere, 'run'));
  }

  /** The builds go on. */
  dispose(): void {
    clearTimeout(this.secretsTimer);
    this.changed.dispose();
    this.ended.dispose();
    this.claims.dispose();
  }

  get all(): readonly RunningBuild[] {
    return this.followed.values();
  }

  /** @param template its path */
  running(template: string): RunningBuild | undefined {
    return this.followed.get(template);
  }

  /** @throws UserFacingError when a template is being built, by any window. @param template its path */
  async checkFree(template: string): Promise<void> {
    return (await this.templates()).checkFree(template);
  }

  private async templates(): Promise<TemplateClaims> {
    const { TemplateClaims } = await import('./templateClaims');
    return new TemplateClaims(this.claims, this.store, (template) => this.followed.has(template));
  }

  /**
   * Keeps others away from what a build uses that nobody follows.
   * @throws UserFacingError when another build uses it, Error of the file system
   */
  async occupy(request: BuildRequest): Promise<Occupied> {
    const claim = await (await this.templates()).take(request, { run: newRunId(new Date()) });
    return {
      run: claim.run,
      startedAs: async (pid) => {
        const started = await processIdentity(pid);
        // Without it the window stands for the build.
        if (started !== undefined)
          this.attempt(() => this.claims.update({ ...claim, packer: { pid, started } }));
      },
      release: () => this.claims.release(claim),
    };
  }

  /** @throws ToolMissing, WorkspaceUntrusted, UserFacingError when the template is being built by any window */
  async start(request: BuildRequest, onLine?: LineListener): Promise<RunningBuild> {
    // Packer first: without it the last build's log stays as it is.
    this.shared.runner.executable('packer');
    const log = await this.logPlaces.choose(request);
    const claim = await this.claim(request, log);
    try {
      return await this.launch(request, claim, onLine);
    } catch (error) {
      this.attempt(() => this.claims.release(claim));
      throw error;
    }
  }

  /**
   * Follows a build that another window, or this one before it was closed, has started. One that has ended is read to
   * its end.
   */
  async adopt(record: RunRecord, expected: readonly ExpectedBuild[] = []): Promise<RunningBuild> {
    const launch = this.store.folderOf(record.id);
    const packer = await adoptBuild(record, launch);
    if (packer.lives) await this.inherit(record, launch);
    const followed = newFollowed({ ...record, ...packer.identity }, expected, () =>
      removeReadSecrets(this.secretsFolder, record.id),
    );
    if (record.log !== undefined) await followed.run.follow(record.log).catch(() => undefined);
    return this.keep(followed, packer, { outlived: packer.lives });
  }

  /** A build that nobody has claimed any more, as its window is gone, is this window's. */
  private async inherit(record: RunRecord, folder: string): Promise<void> {
    const { template, id: run, log, footprint = noFootprint } = record;
    const claim = this.claims.of(run);
    if (claim && (await this.claims.isOwned(claim))) return;
    const { pid, started } = record;
    const packer = pid !== undefined && started !== undefined ? { pid, started } : undefined;
    const wanted = { template, run, footprint, folder, ...(log !== undefined && { log }) };
    await this.claims.inherit(wanted, packer).catch((error: unknown) => this.warn(error));
  }

  /** A file that is young may be that of a build which starts: it is looked for again. */
  private removeOldSecrets(): void {
    const next = removeOldSecrets(this.secretsFolder, Date.now());
    clearTimeout(this.secretsTimer);
    if (next === undefined) return;
    this.secretsTimer = setTimeout(() => this.removeOldSecrets(), next + 1000);
    this.secretsTimer.unref();
  }

  /**
   * The runs that were not seen to end, and that this window does not follow yet. Those with a launcher any number of windows
   * can follow: a browser that loses its page without saying so leaves an extension host alive that nobody sees, for hours.
   * What earlier runs have left goes.
   */
  async recoverable(): Promise<RunRecord[]> {
    this.removeOldSecrets();
    this.store.removeOldFolders(Date.now());
    const open = this.unfollowed();
    const free = await Promise.all(
      open.map(async ({ id }) => {
        const claim = this.claims.of(id);
        return existsSync(this.store.folderOf(id)) || !claim || !(await this.claims.isOwned(claim));
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
        ({ id, status, template }) =>
          status === 'running' && !this.ending.has(id) && this.followed.get(template)?.record.id !== id,
      );
  }

  private async claim(request: BuildRequest, usual: string): Promise<ClaimWithLog> {
    const { template } = request;
    const run = newRunId(new Date());
    const folder = this.store.folderOf(run);
    const templates = await this.templates();
    const claim = { ...(await templates.take(request, { run, log: usual, folder })), log: usual };
    if (!(await this.claims.isLogInUse(usual, run))) return claim;
    const other = { ...claim, log: otherLogPath(usual, template.path) };
    this.claims.update(other);
    return other;
  }

  private async launch(
    request: BuildRequest,
    claim: ClaimWithLog,
    onLine?: LineListener,
  ): Promise<RunningBuild> {
    const { path: log } = this.openLog(claim);
    const start = { begun: this.begunRecord(request, claim, log), claim, log };
    this.recordFirst(start.begun);
    const packer = await this.startPacker(request, start);
    // From here on Packer runs: whatever fails, the build is followed, and shown, and claimed.
    const record = { ...start.begun, ...packer.identity };
    this.save(record);
    // For the windows that must not build the template meanwhile, when this one is gone.
    const { pid, started } = packer.identity ?? {};
    if (pid !== undefined && started !== undefined)
      this.attempt(() => this.claims.update({ ...claim, packer: { pid, started } }));
    const followed = newFollowed(record, expectedBuilds(request.template), (line, read) => {
      removeReadSecrets(this.secretsFolder, record.id);
      onLine?.(line, read);
    });
    await followed.run.follow(log).catch((error: unknown) => this.warn(error));
    const known = runContext(record.cwd, this.shared.versions).then((context) => {
      followed.run.know(context);
      // Other windows don't find it out.
      this.save({ ...record, ...packer.identity, ...context });
    });
    return this.keep(followed, packer, { known });
  }

  /** Before Packer runs: whenever this window ends, the next one finds the build. @throws UserFacingError */
  private recordFirst(begun: RunRecord): void {
    try {
      this.store.save(begun);
    } catch (error) {
      this.attempt(() => this.store.remove(begun.id));
      throw new UserFacingError(
        vscode.l10n.t(
          'The build was not started: it cannot be recorded, and nobody would know of it. {0}',
          error instanceof Error ? error.message : String(error),
        ),
      );
    }
  }

  private async startPacker(request: BuildRequest, { begun, claim, log }: Start): Promise<BuildProcess> {
    try {
      return await launchBuild(this.shared.runner, {
        request,
        run: claim.run,
        launcher: this.launcher,
        folder: this.store.folderOf(claim.run),
        log,
        secretsFolder: this.secretsFolder,
      });
    } catch (error) {
      this.attempt(() => this.store.remove(begun.id));
      throw error;
    }
  }

  private openLog({ run, log: wanted, template }: ClaimWithLog): OpenedLog {
    const kept = settings.keptLogs(vscode.Uri.file(template));
    const log = orNotALog(() => openLog({ path: wanted, kept, run, storage: this.logsFolder }, this.store));
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
    let isOver = false;
    const finished = packer.ended.then(async (end) => {
      isOver = true;
      await known;
      const ended = await run.finish(end);
      const record = { ...this.store.reread(ended.id), ...ended, ...packer.identity };
      changed.dispose();
      this.attempt(() => removeSecrets(this.secretsFolder, record.id));
      this.save(record);
      this.attempt(() => this.claims.release({ run: record.id }));
      this.ending.delete(record.id);
      this.change(
        () => this.followed.get(record.template) === running && this.followed.delete(record.template),
      );
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
        // A question may be answered long after it was asked.
        if (isOver) return reportOver(running);
        packer.stop();
        void reportStop(running, packer);
      },
    };
    setAvailable('runs', true);
    // One that is over when it is found runs nowhere.
    if (packer.lives) {
      this.change(() => this.followed.set(run.record.template, running));
      const stopWatching = watchSpace(
        writtenBy(run.record),
        (problem) => void this.reportSpace(running, problem),
      );
      void finished.then(stopWatching);
    } else this.ending.add(run.record.id);
    return running;
  }

  private async reportSpace(running: RunningBuild, problem: SpaceProblem): Promise<void> {
    const { reportSpace } = await import('./reportSpace');
    await reportSpace(running, problem);
  }

  /** A build goes on without its record. */
  private save(record: RunRecord): void {
    this.attempt(() => this.store.save(record));
  }

  private attempt(write: () => unknown): void {
    try {
      write();
    } catch (error) {
      this.warn(error);
    }
  }

  private warn(error: unknown): void {
    this.shared.log.warn(
      vscode.l10n.t('Cannot record the run: {0}', error instanceof Error ? error.message : String(error)),
    );
  }

  private begunRecord({ template, target, choices }: BuildRequest, claim: Claim, log: string): RunRecord {
    return {
      id: claim.run,
      sequence: this.store.nextSequence(),
      template: template.path,
      choices,
      cwd: target.cwd,
      footprint: claim.footprint,
      log,
      status: 'running',
      began: Date.now(),
      steps: [],
      artifacts: [],
      errors: [],
    };
  }

  private change(make: () => unknown): void {
    make();
    void vscode.commands.executeCommand('setContext', 'boxwright.packer.building', this.followed.size > 0);
    this.changed.fire();
  }
}

const writtenBy = ({ log, footprint = noFootprint }: RunRecord): WrittenPlace[] => [
  ...(log === undefined ? [] : [{ what: 'log' as const, path: log }]),
  ...footprint.folders.map((folder) => ({ what: 'output' as const, path: folder.path })),
];

/** @throws UserFacingError in place of NotALog */
function orNotALog<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof NotALog)) throw error;
    throw new UserFacingError(
      vscode.l10n.t(
        'The build was not started: it would write its log to {0}, which is not the log of a build. Choose another file in boxwright.packer.logFile, or move this one.',
        error.file,
      ),
    );
  }
}

function newFollowed(record: RunRecord, expected: readonly ExpectedBuild[], onLine?: LineListener): Followed {
  const changed = new vscode.EventEmitter<void>();
  return {
    run: new FollowedRun(record, { expected, onLine, onChange: () => changed.fire() }),
    changed,
  };
}
