import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isSameProcess, processIdentity } from '../../processIdentity';
import { writeFileAtomically } from '../../writeFileAtomically';

/** A process that is told from a later one of the same number. */
export interface Process {
  readonly pid: number;
  readonly started: string;
}

/** Word that a template is being built: by a window of the editor, with a process of Packer once that runs. */
export interface Claim {
  readonly template: string;
  readonly run: string;
  readonly log?: string;
  readonly owner: Process;
  readonly packer?: Process;
}

/** The template is being built already. */
export class AlreadyBuilding extends Error {
  constructor(readonly claim: Claim) {
    super(`${claim.template} is already being built`);
  }
}

/** What is being built on this computer, by all windows: a file for each template. */
export class BuildClaims {
  constructor(private readonly folder: string) {}

  /**
   * Claims a template for this window.
   * @throws AlreadyBuilding while the process that claimed it, or its Packer, lives
   * @throws Error of the file system
   */
  async take(template: string, run: string, log?: string): Promise<Claim> {
    const claim: Claim = { template, run, owner: await self(), ...(log !== undefined && { log }) };
    mkdirSync(this.folder, { recursive: true });
    if (this.create(claim)) return claim;
    const holder = await this.holder(template);
    if (holder) throw new AlreadyBuilding(holder);
    rmSync(this.fileOf(template), { force: true });
    if (this.create(claim)) return claim;
    throw new AlreadyBuilding(this.of(template) ?? claim);
  }

  /** Says more of a claim that is one's own. @throws Error of the file system */
  update(claim: Claim): void {
    writeFileAtomically(this.fileOf(claim.template), JSON.stringify(claim));
  }

  /** Makes the build that another window has left one's own. @throws Error of the file system */
  async inherit(claim: Claim): Promise<void> {
    this.update({ ...claim, owner: await self() });
  }

  release({ template, run }: Pick<Claim, 'template' | 'run'>): void {
    if (this.of(template)?.run === run) rmSync(this.fileOf(template), { force: true });
  }

  of(template: string): Claim | undefined {
    return readClaim(this.fileOf(template));
  }

  /** Who builds a template now; undefined for nobody. */
  async holder(template: string): Promise<Claim | undefined> {
    const claim = this.of(template);
    return claim && (await isAlive(claim)) ? claim : undefined;
  }

  /** Whether a file is the log of a build that is running. @param except the run that asks */
  async isLogInUse(log: string, except: string): Promise<boolean> {
    for (const name of this.names()) {
      const claim = readClaim(path.join(this.folder, name));
      if (claim?.log === log && claim.run !== except && (await isAlive(claim))) return true;
    }
    return false;
  }

  private names(): string[] {
    try {
      return readdirSync(this.folder).filter((name) => name.endsWith('.json'));
    } catch {
      return [];
    }
  }

  /** @returns false when somebody else has the template */
  private create(claim: Claim): boolean {
    try {
      writeFileSync(this.fileOf(claim.template), JSON.stringify(claim), { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  private fileOf(template: string): string {
    const name = createHash('sha256').update(real(template)).digest('hex').slice(0, 32);
    return path.join(this.folder, `${name}.json`);
  }
}

const self = async (): Promise<Process> => ({
  pid: process.pid,
  started: (await processIdentity(process.pid)) ?? '',
});

/** Two names of the same file are the same template. */
function real(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file;
  }
}

function readClaim(file: string): Claim | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Claim;
  } catch {
    return undefined;
  }
}

/** Before Packer runs, the window that claimed the template stands for it. */
async function isAlive({ packer, owner }: Claim): Promise<boolean> {
  const { pid, started } = packer ?? owner;
  return isSameProcess(pid, started);
}

/** Whether the window that claimed a template, or follows its build, is there still. */
export const isOwned = ({ owner }: Claim): Promise<boolean> => isSameProcess(owner.pid, owner.started);
