import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { patiently } from './patiently';
import { isSameProcess, processIdentity } from './processIdentity';
import type { Process } from './processIdentity';
import { number, object, optional, parseAs, text } from './shape';
import { isOwner, WindowSign } from './windowSign';
import type { Owner } from './windowSign';
import { writeFileAtomically } from './writeFileAtomically';

/** Word that a window works on something, or waits for its turn. Nobody else ever writes its file. */
interface Ticket {
  readonly what: string;
  readonly owner: Owner;
  /** Lower ones go first; undefined while its owner still looks which numbers the others have. */
  readonly number?: number;
  /** Stands for the work where its window is gone. */
  readonly process?: Process;
}

const isTicket = object<Ticket>({
  what: text,
  owner: isOwner,
  number: optional(number),
  process: optional(object<Process>({ pid: number, started: text })),
});

/** A ticket that somebody has, by the name of its file. */
type Known = Ticket & { readonly name: string };

/** How often is looked whether another window has finished. Milliseconds. */
const intervalMs = 250;

/**
 * Does things that work on the same, one after the other, in the order in which they were asked for, by all windows: Vagrant
 * and Packer both unpack into folders that all share. One that fails does not stop those behind it, nor does a window that is
 * killed. It is the bakery's way: who comes draws a number above all that are there, and waits for the lower ones.
 */
export class Turns {
  /** What runs or waits in this window, by what it works on. */
  private readonly last = new Map<string, Promise<unknown>>();
  private shared: { readonly folder: string; readonly window: WindowSign } | undefined;

  /** @param folder of all windows; without one, a window waits for itself alone. Absolute */
  keepIn(folder: string): void {
    this.shared = { folder, window: new WindowSign(folder) };
  }

  /** Other windows wait no more for this one. */
  dispose(): void {
    this.shared?.window.dispose();
    this.shared = undefined;
  }

  /**
   * @param work is given what to tell a process to that goes on where the window is killed
   * @param waiting told when there is something to wait for, with the promise that says when it is over
   */
  take<T>(
    what: string,
    work: (runs: (pid: number) => Promise<void>) => Promise<T>,
    waiting: (until: Promise<unknown>) => void = () => undefined,
  ): Promise<T> {
    const before = this.last.get(what);
    if (before) waiting(before);
    const own = (before ?? Promise.resolve()).then(() => this.afterOtherWindows(what, work, waiting));
    const end = own.then(
      () => undefined,
      () => undefined,
    );
    this.last.set(what, end);
    void end.then(() => this.last.get(what) === end && this.last.delete(what));
    return own;
  }

  private async afterOtherWindows<T>(
    what: string,
    work: (runs: (pid: number) => Promise<void>) => Promise<T>,
    waiting: (until: Promise<unknown>) => void,
  ): Promise<T> {
    let ticket: Known | undefined;
    try {
      ticket = await this.draw(what);
      const first = ticket && (await this.before(ticket)).length > 0;
      if (ticket && first) {
        const over = this.untilFirst(ticket);
        waiting(over.catch(() => undefined));
        await over;
      }
    } catch {
      // Nothing can be written where all windows look. The work is more than its turn, and says itself what is wrong.
    }
    try {
      return await work(async (pid) => {
        const started = await processIdentity(pid);
        if (ticket && started !== undefined) this.write({ ...ticket, process: { pid, started } });
      });
    } finally {
      if (ticket) this.giveUp(ticket);
    }
  }

  private async draw(what: string): Promise<Known | undefined> {
    if (!this.shared) return undefined;
    const { folder, window } = this.shared;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const ticket: Known = { name: `${randomUUID()}.json`, what, owner: await window.self() };
    try {
      // First, so that nobody sees a ticket of a window that seems to be gone.
      window.show(ticket.name);
      this.write(ticket);
      const numbers = (await this.others(ticket)).map(({ number = 0 }) => number);
      const drawn = { ...ticket, number: Math.max(0, ...numbers) + 1 };
      this.write(drawn);
      return drawn;
    } catch (error) {
      this.giveUp(ticket);
      throw error;
    }
  }

  private async untilFirst(ticket: Known): Promise<void> {
    while ((await this.before(ticket)).length) await delay(intervalMs);
  }

  /** Who goes first, or may yet draw a number that does. */
  private async before({ name, number = 0, what }: Known): Promise<Known[]> {
    const others = await this.others({ name, what });
    return others.filter(
      (one) => one.number === undefined || one.number < number || (one.number === number && one.name < name),
    );
  }

  /** The tickets of others that work on the same; all that nobody has any more are removed. */
  private async others({ name, what }: Pick<Known, 'name' | 'what'>): Promise<Known[]> {
    const found: Known[] = [];
    for (const one of this.read()) {
      if (one.name === name) continue;
      if (!(await this.isHeld(one))) this.remove(one.name, one.owner.sign);
      else if (one.what === what) found.push(one);
    }
    return found;
  }

  private async isHeld({ owner, process }: Ticket): Promise<boolean> {
    if (await this.shared?.window.lives(owner)) return true;
    return process !== undefined && isSameProcess(process.pid, process.started);
  }

  private read(): Known[] {
    if (!this.shared) return [];
    const { folder } = this.shared;
    return readdirSync(folder).flatMap((name) => {
      if (!name.endsWith('.json')) return [];
      let content: string;
      try {
        content = readFileSync(path.join(folder, name), 'utf8');
      } catch {
        // It was given up meanwhile.
        return [];
      }
      const ticket = parseAs(isTicket, content);
      return ticket ? [{ ...ticket, name }] : [];
    });
  }

  private write({ name, ...ticket }: Known): void {
    if (this.shared) writeFileAtomically(path.join(this.shared.folder, name), JSON.stringify(ticket), 0o600);
  }

  private giveUp({ name }: Known): void {
    this.remove(name);
    this.shared?.window.end(name);
  }

  private remove(...names: readonly string[]): void {
    if (!this.shared) return;
    for (const name of names)
      try {
        const file = path.join(this.shared.folder, name);
        patiently(() => rmSync(file, { force: true }));
      } catch {
        // Somebody has it open; who comes by next removes it.
      }
  }
}
