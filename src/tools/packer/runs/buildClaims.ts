import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isSamePath } from '../../../text/pathKey';
import { patiently } from '../../patiently';
import { isSameProcess } from '../../processIdentity';
import type { Process } from '../../processIdentity';
import { realPath, overlap } from '../../realPath';
import { number, object, optional, parseAs, text, truth } from '../../shape';
import { isOwner, WindowSign } from '../../windowSign';
import type { Owner } from '../../windowSign';
import { writeFileAtomically } from '../../writeFileAtomically';
import { buildLives } from '../launcher/buildLives';
import { readState } from '../launcher/launcherFiles';
import { isFootprint } from './footprint';
import type { Footprint } from './footprint';

/** What a build is going to use. */
export interface Wanted {
  /** Its path. */
  readonly template: string;
  readonly run: string;
  readonly log?: string;
  readonly footprint: Footprint;
  /** Of the run, through which the launcher speaks; absolute. There is nothing in it before Packer is launched. */
  readonly folder?: string;
}

/** Word that something is being built: by a window of the editor, which has Packer launched. */
export interface Claim extends Wanted {
  readonly owner: Owner;
  /** Stands for the build where no launcher speaks. */
  readonly packer?: Process;
  /** False while its owner still looks whether somebody else has claimed the same. */
  readonly held: boolean;
}

/** The template, or a folder that the build would write to, is used by a build already. */
export class AlreadyBuilding extends Error {
  constructor(
    readonly claim: Claim,
    /** The folder that both would write to, where it is not the template; absolute. */
    readonly folder: string | undefined,
  ) {
    super(`${folder ?? claim.template} is already being built`);
  }
}

/** How long two who claim the same at once wait for each other. Milliseconds. */
const interval = 10;
const longest = 5000;

/**
 * What is being built on this computer, by all windows: a file for each run, which nobody else ever writes. Who claims
 * something first says so and then looks who else does, so that of two at least the later one sees the other.
 */
export class BuildClaims {
  /** Shown for the runs for which this window has claimed something. */
  private readonly window: WindowSign;
  private readonly reported = new Set<string>();

  /** @param report is told of files that can't be read */
  constructor(
    private readonly folder: string,
    private readonly report: (file: string) => void = () => undefined,
  ) {
    this.window = new WindowSign(folder);
  }

  /** What this window has claimed is somebody else's from now on, or nobody's. */
  dispose(): void {
    this.window.dispose();
  }

  /**
   * Claims what a build uses for this window.
   * @throws AlreadyBuilding while another build, or a window that is starting one, uses the template or a folder
   * @throws Error of the file system
   */
  async take(wanted: Wanted): Promise<Claim> {
    const claim: Claim = {
      ...wanted,
      template: realPath(wanted.template),
      owner: await this.window.self(),
      held: false,
    };
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    try {
      // First, so that nobody sees a claim of a window that seems to be gone.
      this.window.show(claim.run);
      this.update(claim);
      const end = Date.now() + longest;
      for (;;) {
        const rivals = (await this.live()).filter(({ run }) => run !== claim.run);
        const conflicts = rivals.flatMap((other) => conflictOf(claim, other) ?? []);
        // Of two that still look, one has to give way: the one of the later run.
        const [any] = conflicts;
        if (!any) break;
        const first = conflicts.find(({ claim: { held, run } }) => held || run < claim.run);
        if (first) throw first;
        if (Date.now() > end) throw any;
        await new Promise((resolve) => setTimeout(resolve, interval));
      }
      const held = { ...claim, held: true };
      this.update(held);
      return held;
    } catch (error) {
      this.release(claim);
      throw error;
    }
  }

  /** Says more of a claim that is one's own. @throws Error of the file system */
  update(claim: Claim): void {
    writeFileAtomically(this.fileOf(claim.run), JSON.stringify(claim), 0o600);
  }

  /** Claims for this window what a build uses that runs already. @throws Error of the file system */
  async inherit(wanted: Wanted, packer?: Process): Promise<void> {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const claim = {
      ...wanted,
      template: realPath(wanted.template),
      owner: await this.window.self(),
      held: true,
    };
    this.update({ ...claim, ...(packer && { packer }) });
    this.window.show(claim.run);
  }

  release({ run }: Pick<Claim, 'run'>): void {
    this.window.end(run);
    patiently(() => rmSync(this.fileOf(run), { force: true }));
  }

  /** That of a run. */
  of(run: string): Claim | undefined {
    return this.read(path.basename(this.fileOf(run)));
  }

  /** Who builds a template now; undefined for nobody. */
  async holder(template: string): Promise<Claim | undefined> {
    const real = realPath(template);
    return (await this.live()).find((claim) => isSamePath(claim.template, real));
  }

  /** Whether a file is the log of a build that is running. @param except the run that asks */
  async isLogInUse(log: string, except: string): Promise<boolean> {
    return (await this.live()).some((claim) => isSamePath(claim.log, log) && claim.run !== except);
  }

  /** Those whose Packer, or whose window before Packer runs, is there still; others are removed. */
  async live(): Promise<Claim[]> {
    const claims = this.names().flatMap((name) => this.read(name) ?? []);
    const alive = await Promise.all(claims.map((claim) => this.isAlive(claim)));
    for (const [index, claim] of claims.entries()) if (!alive[index]) await this.sweep(claim);
    return claims.filter((_, index) => alive[index]);
  }

  /** Whether the window that claimed a template, or follows its build, is there still. */
  isOwned = ({ owner }: Claim): Promise<boolean> => this.window.lives(owner);

  /** Before Packer is launched, the window that claimed the template stands for it. */
  private isAlive(claim: Claim): Promise<boolean> {
    const { folder, packer } = claim;
    if (folder !== undefined && readState(folder)) return buildLives(folder);
    return packer ? isSameProcess(packer.pid, packer.started) : this.isOwned(claim);
  }

  /** Removes what nobody needs any more: no other run ever has these names. */
  private async sweep(claim: Claim): Promise<void> {
    const names = [path.basename(this.fileOf(claim.run))];
    if (!(await this.isOwned(claim))) names.push(claim.owner.sign);
    for (const name of names)
      try {
        rmSync(path.join(this.folder, name), { force: true });
      } catch {
        // Somebody has it open; who comes by next removes it.
      }
  }

  private names(): string[] {
    try {
      return readdirSync(this.folder).filter((name) => name.endsWith('.json'));
    } catch {
      return [];
    }
  }

  private read(name: string): Claim | undefined {
    const file = path.join(this.folder, name);
    let content: string;
    try {
      content = readFileSync(file, 'utf8');
    } catch {
      // It was released meanwhile.
      return undefined;
    }
    const claim = parseAs(isClaim, content);
    if (claim && `${claim.run}.json` === name) return claim;
    if (!this.reported.has(file)) this.report(file);
    this.reported.add(file);
    return undefined;
  }

  private readonly fileOf = (run: string): string => path.join(this.folder, `${run}.json`);
}

const isProcess = object<Process>({ pid: number, started: text });

const isClaim = object<Claim>({
  template: text,
  run: text,
  log: optional(text),
  footprint: isFootprint,
  folder: optional(text),
  owner: isOwner,
  packer: optional(isProcess),
  held: truth,
});

function conflictOf(claim: Claim, other: Claim): AlreadyBuilding | undefined {
  if (isSamePath(claim.template, other.template)) return new AlreadyBuilding(other, undefined);
  const folder = claim.footprint.folders.find((one) =>
    other.footprint.folders.some((its) => overlap(one.path, its.path)),
  );
  return folder && new AlreadyBuilding(other, folder.path);
}
