import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { isLiving, showLife, sinceTouched } from './lifeSign';
import type { SignedProcess } from './lifeSign';
import { promptIdentity } from './processIdentity';
import { object, number, optional, text } from './shape';
import type { Shape } from './shape';

/** A window of the editor, which shows that it lives as long as it has something in a folder that all windows share. */
export interface Owner extends SignedProcess {
  /** The name of the file that it touches, in that folder. */
  readonly sign: string;
}

const isSign = (value: unknown): value is string => text(value) && /^[\w-]+\.window$/.test(value);

/** A name alone is a sign, so that nothing else is removed with it. */
export const isOwner = object<Owner>({
  pid: number,
  started: optional(text),
  sign: isSign,
}) satisfies Shape<Owner>;

/** What this window shows of itself in a shared folder, and whether others live. */
export class WindowSign {
  private readonly sign = `${randomUUID()}.window`;
  /** For what this window shows that it lives. */
  private readonly things = new Set<string>();
  private stopShowing: (() => void) | undefined;

  constructor(private readonly folder: string) {}

  async self(): Promise<Owner> {
    const started = await promptIdentity(process.pid);
    return { pid: process.pid, sign: this.sign, ...(started !== undefined && { started }) };
  }

  /** Shows that this window lives, for as long as it has a thing. @throws Error of the file system */
  show(thing: string): void {
    this.things.add(thing);
    this.stopShowing ??= showLife(path.join(this.folder, this.sign));
  }

  /** It no longer has a thing. */
  end(thing: string): void {
    this.things.delete(thing);
    if (this.things.size) return;
    this.stopShowing?.();
    this.stopShowing = undefined;
  }

  /** It has nothing any more. */
  dispose(): void {
    for (const thing of [...this.things]) this.end(thing);
  }

  /** Whether a window is there still. */
  lives = (owner: Owner): Promise<boolean> =>
    isLiving(owner, () => sinceTouched(path.join(this.folder, owner.sign)));
}
