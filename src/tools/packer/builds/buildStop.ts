import { endRest, stopping } from '../../stopProcess';

/** Stops a build that has no launcher any more, and sees to it that nothing of it is left. */
export class BuildStop {
  asked = false;
  private readonly next: () => void;

  constructor(private readonly pid: number | undefined) {
    this.next = stopping(pid);
  }

  ask(): void {
    this.asked = true;
    this.next();
  }

  /** Packer is gone; what it had started in the same group has some time to follow. */
  async rest(): Promise<void> {
    if (this.asked && this.pid !== undefined) await endRest(this.pid);
  }
}
