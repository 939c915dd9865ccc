import type { Command, Word } from './tree';
import { lastPart } from '../../text/edges';

/**
 * The name of the program that a command starts, in lower case, without folder, `.exe` and `.com`; also where
 * only the folder is dynamic (`%SystemRoot%\System32\x.exe`). Undefined where the name itself is.
 */
export function programName(command: Command): string | undefined {
  return baseName(command.name)
    ?.toLowerCase()
    .replace(/\.(?:exe|com)$/, '');
}

/** What stands behind the last slash of a word, in either direction. */
export function baseName(word: Word): string | undefined {
  if (word.value !== undefined) return lastPart(word.value.slice(-300));
  return /[\\/]([^\\/]+)$/.exec(word.literalSuffix?.slice(-300) ?? '')?.[1];
}
