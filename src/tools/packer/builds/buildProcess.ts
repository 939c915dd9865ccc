import type { SignedProcess } from '../../lifeSign';
import type { BuildEnd } from '../runs/exitCode';

/**
 * Packer at work on a build, launched by this window (`launchBuild`) or found again (`adoptBuild`). Its output is not
 * here: Packer writes that to the log of the run by itself, and `FollowedRun` reads it there.
 */
export interface BuildProcess {
  /** By what it is found when its launcher is gone, as far as that is known by now. */
  readonly identity: SignedProcess | undefined;
  /** Whether it was running when it was launched or found. */
  readonly lives: boolean;
  /** The end of it and of all that it started; never rejected. */
  readonly ended: Promise<BuildEnd>;
  /** Asks Packer to cancel and clean up; asked again, ends it and all that it started. */
  stop(): void;
  /** Why it could not be stopped in the way that was asked for last, in the system's words; undefined when it could. */
  stopFailure(): string | undefined;
}
