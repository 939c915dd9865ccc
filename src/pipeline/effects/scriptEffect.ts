import type { ScriptLanguage } from '../../syntax/script/tree';
import type { Span } from '../../text/span';
import type { Fact } from './fact';
import type { Turn } from './turns';

/** A script file that a command runs. */
export interface NamedFile {
  readonly language: ScriptLanguage;
  /** As written, `?:\x.ps1` on a drive that a scan looks for; undefined where only running the script tells all of it. */
  readonly path: string | undefined;
  /** What stands behind its last slash; undefined where that is dynamic too. */
  readonly name: string | undefined;
  /** The letters of the drives that a scan tries, in capitals; undefined where it tries all, or none is scanned. */
  readonly drives?: readonly string[];
  /** What a script of its name does, which everybody has from the same place; for where it can't be read. */
  readonly reputed?: readonly Fact[];
  /** Boxstarter runs it as a package, so that its own commands work in it. */
  readonly byBoxstarter?: true;
  /** Its functions are there afterwards, for the script that runs it: `. x.ps1`, `Import-Module x.psm1`. */
  readonly shares?: true;
}

/** A command line that is kept for a later time. */
export interface Registered {
  /** `start`: at the next start or logon. `task`: at a time of its own, by the task scheduler. */
  readonly when: 'start' | 'task';
  /** What it does; undefined where only running the script tells what it is. */
  readonly effects: readonly ScriptEffect[] | undefined;
}

/** Something that a script can be seen to do, at its place in the outermost script. */
export interface ScriptEffect {
  readonly span: Span;
  readonly facts: readonly Fact[];
  readonly file: NamedFile | undefined;
  /** The name of a command of which nothing is known: a program, a function that is defined elsewhere. */
  readonly unknown: string | undefined;
  /** What such a command does where Boxstarter runs the script. */
  readonly inBoxstarter?: readonly Fact[];
  readonly registered: Registered | undefined;
  /** False where a condition decides. */
  readonly always: boolean;
  /** Whether no other command of the script follows. */
  readonly last: boolean;
  /** A call of shutdown, which a later one can take back. */
  readonly shutdown: 'calls' | 'cancels' | undefined;
  /** How the script comes to it. */
  readonly turns: readonly Turn[];
  /** Of a script that restarts the guest: it happens only where the script does not, by the branches that lead to both. */
  readonly ofEnd: boolean;
}

/** What one command does; its place is added by who reads the script. */
export type CommandEffect = Omit<ScriptEffect, 'span'>;

/** An effect of a command that always runs, as the last one, unless `more` says otherwise. */
export const commandEffect = (facts: readonly Fact[], more: Partial<CommandEffect> = {}): CommandEffect => ({
  facts,
  file: undefined,
  unknown: undefined,
  registered: undefined,
  always: true,
  last: true,
  shutdown: undefined,
  turns: none,
  ofEnd: false,
  ...more,
});

const none: readonly Turn[] = [];
