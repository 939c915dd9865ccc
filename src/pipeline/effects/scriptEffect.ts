import type { ScriptLanguage } from '../../syntax/script/tree';
import type { Span } from '../../text/span';
import type { Fact } from './fact';

/** A script file that a command runs. */
export interface NamedFile {
  readonly language: ScriptLanguage;
  /** As written; undefined where only running the script tells all of it. */
  readonly path: string | undefined;
  /** What stands behind its last slash; undefined where that is dynamic too. */
  readonly name: string | undefined;
}

/** Something that a script can be seen to do, at its place in the outermost script. */
export interface ScriptEffect {
  readonly span: Span;
  readonly facts: readonly Fact[];
  readonly file: NamedFile | undefined;
  /** False where a condition decides. */
  readonly always: boolean;
  /** Whether no other command of the script follows. */
  readonly last: boolean;
  /** A call of shutdown, which a later one can take back. */
  readonly shutdown: 'calls' | 'cancels' | undefined;
}

/** What one command does; its place is added by who reads the script. */
export type CommandEffect = Omit<ScriptEffect, 'span'>;

/** An effect of a command that always runs, as the last one, unless `more` says otherwise. */
export const commandEffect = (facts: readonly Fact[], more: Partial<CommandEffect> = {}): CommandEffect => ({
  facts,
  file: undefined,
  always: true,
  last: true,
  shutdown: undefined,
  ...more,
});
