import type { ScriptLanguage } from '../../syntax/script/tree';
import type { EmbeddedText } from '../../text/embeddedText';
import type { Location } from '../../text/location';
import type { Span } from '../../text/span';
import { memoizedScriptEffects } from './memoizedScriptEffects';

/** A script file that a script runs: `& a:\x.ps1`, `powershell -File x.ps1`, `call x.bat`, `. ./x.sh`. */
export interface CalledFile {
  readonly language: ScriptLanguage;
  /** As written; undefined where only running the script tells all of it. */
  readonly path: string | undefined;
  /**
   * The file's own name. It is known in `%~dp0x.bat` and `"$PSScriptRoot\x.ps1"` too, where the folder isn't;
   * undefined where it is dynamic itself.
   */
  readonly name: string | undefined;
  readonly location: Location;
  /** The command's place in the script's own text. */
  readonly span: Span;
  /** False where a condition decides. */
  readonly always: boolean;
  /** Whether no more commands of the same script follow. */
  readonly last: boolean;
}

/** The script files that a script runs, in source order; with `readEffects`, sorted by `span`, all that it does. */
export const calledFiles = (language: ScriptLanguage, text: EmbeddedText): CalledFile[] =>
  memoizedScriptEffects(language, text.text).flatMap(({ file, span, always, last }) =>
    file ? [{ ...file, location: text.locate(span), span, always, last }] : [],
  );
