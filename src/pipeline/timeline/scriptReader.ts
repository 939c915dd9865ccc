import { memoizeByObject } from '../../text/memoizeByObject';
import { wholeFile } from '../../text/embeddedText';
import type { EmbeddedText } from '../../text/embeddedText';
import type { FileSource } from '../../text/fileSource';
import type { Location } from '../../text/location';
import { Budget } from '../budget';
import type { ScriptLanguage } from '../../syntax/script/tree';
import type { Fact } from '../effects/fact';
import { maskSecrets } from '../effects/maskSecrets';
import { memoizedScriptEffects } from '../effects/memoizedScriptEffects';
import { happeningsOf, readHappenings } from '../effects/readEffects';
import type {
  CalledFile,
  Effect,
  Happening,
  RegisteredCommand,
  UnknownCommand,
} from '../effects/readEffects';
import type { ScriptEffect } from '../effects/scriptEffect';
import { scriptProblems } from './scriptProblems';
import type { FoundFile, GuestFiles } from './guestFiles';
import type { Call, Deed, StepScript } from './timeline';
import { unreadCall } from './unread';

/** A function of a script that has been run or imported before. */
interface SharedFunction {
  readonly effects: readonly ScriptEffect[];
  readonly text: EmbeddedText;
  readonly path: string | undefined;
}

/** The script that is being read. */
interface Reading {
  readonly language: ScriptLanguage;
  readonly text: EmbeddedText;
  readonly path: string | undefined;
  readonly reference: Location;
  /** The functions that others have brought, by their names in lower case; it grows. */
  readonly functions: Map<string, SharedFunction>;
  /** Whether Boxstarter runs the script. */
  readonly inBoxstarter: boolean;
}

/**
 * A script that calls a script that calls a script: deeper than this nobody writes. Nor are there as many calls in a
 * build: scripts that all call each other make millions of few lines.
 */
const limits = { steps: 2000, depth: 5 };

/** Reads scripts, with those that they call. */
export class ScriptReader {
  /** Calls that are followed, of one build. */
  private readonly budget = new Budget(limits);

  /** @param hidden see `Template.hidden` */
  constructor(
    private readonly files: FileSource,
    private readonly guest: GuestFiles,
    private readonly hidden: readonly string[] = [],
  ) {}

  /** A label of a step. */
  label(command: string): string {
    return maskSecrets(command, this.hidden);
  }

  read(
    language: ScriptLanguage,
    text: EmbeddedText,
    path: string | undefined,
    reference: Location,
  ): StepScript {
    const reading = { language, text, path, reference, functions: new Map(), inBoxstarter: false };
    return this.script(reading, readHappenings(language, text, this.hidden));
  }

  private script(reading: Reading, happenings: readonly Happening[]): StepScript {
    const { language, text, path, reference } = reading;
    const known = happenings.flatMap((happening) => this.deeds(happening, reading));
    const isTorn = path !== undefined && scriptProblems(language, path, text.text).length > 0;
    const deeds = isTorn ? [unreadCall(text.locate({ start: 0, end: 0 })), ...known] : known;
    return {
      language,
      text,
      path,
      reference,
      deeds,
      effects: eachOnce(deeds.filter((deed) => deed.kind === 'effect')),
      calls: deeds.filter((deed) => deed.kind === 'call'),
    };
  }

  private deeds(happening: Happening, reading: Reading): Deed[] {
    switch (happening.kind) {
      case 'effect':
        return [happening];
      case 'unknown': {
        const { inBoxstarter } = happening;
        if (inBoxstarter && reading.inBoxstarter) return inBoxstarter.map((fact) => effect(happening, fact));
        return [this.functionCall(happening, reading) ?? happening];
      }
      case 'file':
        return this.fileCall(happening, reading);
      case 'registered':
        return this.laterCall(happening, reading);
    }
  }

  /** A function of another script, which has been run or imported before. */
  private functionCall(command: UnknownCommand, reading: Reading): Call | undefined {
    const found = reading.functions.get(command.name.toLowerCase());
    if (!found) return undefined;
    const { effects, text, path } = found;
    const inner: Reading = {
      ...reading,
      language: 'powershell',
      text,
      path,
      reference: command.location,
    };
    const script = this.budget.within(() => this.script(inner, happeningsOf(effects, text, this.hidden)));
    return script && call(command, command.name, script);
  }

  private fileCall(called: CalledFile, reading: Reading): Deed[] {
    const found = this.guest.find(called, reading.path);
    const script = this.budget.within(() => this.open(found, called, reading));
    // What can be read says better what it does.
    if (!script && found.file !== 'missing' && called.reputed)
      return called.reputed.map((fact) => effect(called, fact));
    return [
      {
        ...call(called, called.path ?? called.name, script),
        always: called.always && found.isScanned,
        missing: found.file === 'missing',
      },
    ];
  }

  /** What is kept for later: the script itself is then what goes on. */
  private laterCall(registered: RegisteredCommand, reading: Reading): Deed[] {
    const { happenings, when } = registered;
    if (happenings?.some((happening) => happening.kind === 'file' && this.isItself(happening, reading)))
      return [effect(registered, { kind: 'resumes' })];
    const script = happenings && this.budget.within(() => this.script(reading, happenings));
    return [
      effect(registered, { kind: 'registers' }),
      { ...call(registered, registered.command, script), later: when },
    ];
  }

  private isItself({ path, name }: CalledFile, reading: Reading): boolean {
    if (reading.path === undefined) return false;
    const { paths } = this.files;
    const own = paths.basename(reading.path).toLowerCase();
    return (path ?? name ?? '').toLowerCase().replace(/^.*[\\/]/s, '') === own;
  }

  private open(
    { file }: FoundFile,
    { language, location, shares, byBoxstarter }: CalledFile,
    { functions, inBoxstarter }: Reading,
  ): StepScript | undefined {
    if (file === 'missing' || file === 'unknown') return undefined;
    const path = 'content' in file ? undefined : file.path;
    const content = 'content' in file ? undefined : this.files.read(file.path);
    const text =
      'content' in file ? file.content : content === undefined ? undefined : wholeFile(file.path, content);
    if (!text) return undefined;
    if (shares)
      for (const [name, effects] of memoizedScriptEffects(language, text.text).functions)
        functions.set(name, { effects, text, path });
    const reading: Reading = {
      language,
      text,
      path,
      reference: location,
      functions,
      inBoxstarter: inBoxstarter || byBoxstarter === true,
    };
    return this.script(reading, readHappenings(language, text, this.hidden));
  }
}

const effect = (
  { location, span, command, always, last, turns, ofEnd }: Omit<Effect, 'kind' | 'fact'>,
  fact: Fact,
): Effect => ({ kind: 'effect', fact, location, span, command, always, last, turns, ofEnd });

const call = (
  { location, always, last, turns, ofEnd }: Pick<Call, 'location' | 'always' | 'last' | 'turns' | 'ofEnd'>,
  name: string | undefined,
  script: StepScript | undefined,
): Call => ({ kind: 'call', name, location, always, last, turns, ofEnd, script, missing: false });

/** Facts of a script that is read again are the same objects. */
const keyOf = memoizeByObject((fact: Fact) => JSON.stringify(fact));

/** A function that is called twice does the same twice; where one of the calls is certain it is done. */
function eachOnce(effects: readonly Effect[]): Effect[] {
  const found = new Map<string, Effect>();
  for (const effect of effects) {
    const key = `${effect.location.path}:${effect.span.start}:${keyOf(effect.fact)}`;
    const known = found.get(key);
    if (!known || (effect.always && !known.always)) found.set(key, effect);
  }
  return [...found.values()];
}
