import type { Script, ScriptLanguage } from '../../syntax/script/tree';
import type { CommandEffect } from './scriptEffect';

/** A script, as its commands are read. */
export interface ScriptReading {
  readonly script: Script;
  readonly language: ScriptLanguage;
  readonly text: string;
  /** Reads a script that stands in a command's arguments; undefined where this one stands too deep in others. */
  readonly readInner: ((language: ScriptLanguage, text: string) => readonly CommandEffect[]) | undefined;
}
