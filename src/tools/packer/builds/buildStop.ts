import type { Process } from '../../processIdentity';
import { endRest, ofRecord, stopping } from '../../stopProcess';

/** Stops a build that has no launcher any more, and sees to it that nothing of it is left. */
export class BuildStop {
  asked = false;
  private readonly next: () => void;

  /** @param packer undefined where it is not known, or gone: then nothing is signalled */
  constructor(private readonly packer: Process | undefined) {
    this.next = stopping(packer && ofRecord(packer));
  }

  ask(): void {
    this.asked = true;
    this.next();
  }

  /**
   * Packer is gone; what it had started in the same group has some time to follow.
   * @param ended when it was seen to be gone; milliseconds since 1970
   */
  async rest(ended: number): Promise<void> {
    if (this.asked && this.packer) await endRest(this.packer.pid, ended);
  }
}
