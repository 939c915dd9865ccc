import { groupLives, stopping, stopProcess } from '../../stopProcess';

/** How long what Packer left behind has to end by itself when a build is stopped. Milliseconds. */
const patience = 5000;

/** Stops a build, and sees to it that nothing of it is left. */
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
    if (!this.asked || this.pid === undefined || !groupLives(this.pid)) return;
    stopProcess(this.pid, 'rest');
    const end = Date.now() + patience;
    while (groupLives(this.pid) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
    if (groupLives(this.pid)) stopProcess(this.pid, 'hard');
  }
}
