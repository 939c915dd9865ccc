import { wholeFile } from '../../text/embeddedText';
import type { EmbeddedText } from '../../text/embeddedText';
import type { FileSource } from '../../text/fileSource';
import type { Location } from '../../text/location';
import type { ScriptLanguage } from '../../syntax/script/tree';
import type { CalledFile } from '../effects/calledFiles';
import { readEffects } from '../effects/readEffects';
import { calledFiles } from '../effects/calledFiles';
import type { MediaFile } from '../template/mediaFiles';
import type { Call, StepScript } from './timeline';

/** A script that calls a script that calls a script: deeper than this nobody writes. */
const maximumDepth = 4;

/** Reads scripts, with those that they call. */
export class ScriptReader {
  /** @param resolve what a path of the guest leads to */
  constructor(
    private readonly files: FileSource,
    private readonly resolve: (path: string) => MediaFile | 'missing',
  ) {}

  read(
    language: ScriptLanguage,
    text: EmbeddedText,
    path: string | undefined,
    reference: Location,
    depth = 0,
  ): StepScript {
    const calls = calledFiles(language, text).map((called): Call => {
      const found = this.find(called);
      const script =
        depth < maximumDepth ? this.open(found, called.language, called.location, depth + 1) : undefined;
      return {
        name: called.path ?? called.name,
        offset: called.span.start,
        location: called.location,
        always: called.always,
        script,
        missing: found === 'missing',
      };
    });
    return { language, text, path, reference, effects: readEffects(language, text), calls };
  }

  private find({ path, name }: CalledFile): MediaFile | 'missing' {
    if (path !== undefined) return this.resolve(path);
    if (name === undefined) return 'unknown';
    // "%~dp0x.bat": beside the script itself, which for all that Setup runs is most often the floppy disk.
    const beside = this.resolve(`a:\\${name}`);
    return beside === 'missing' ? 'unknown' : beside;
  }

  private open(
    found: MediaFile | 'missing',
    language: ScriptLanguage,
    reference: Location,
    depth: number,
  ): StepScript | undefined {
    if (found === 'missing' || found === 'unknown') return undefined;
    if ('content' in found) return this.read(language, found.content, undefined, reference, depth);
    const text = this.files.read(found.path);
    return text === undefined
      ? undefined
      : this.read(language, wholeFile(found.path, text), found.path, reference, depth);
  }
}
