import type { ScriptLanguage } from '../../syntax/script/tree';
import type { EmbeddedText } from '../../text/embeddedText';
import type { Location } from '../../text/location';
import type { Span } from '../../text/span';
import type { Fact } from './fact';
import type { NamedFile, Registered, ScriptEffect } from './scriptEffect';
import { memoizedScriptEffects } from './memoizedScriptEffects';
import { maskSecrets } from './maskSecrets';
import type { Turn } from './turns';

interface Happens {
  readonly location: Location;
  /** The command's place in the script's own text. */
  readonly span: Span;
  /** The command as written, shortened to one line and without what looks like a password. */
  readonly command: string;
  /** False where a condition decides: in a branch, a loop, a function that a branch calls. */
  readonly always: boolean;
  /** Whether no more commands of the same script follow. */
  readonly last: boolean;
  /** How the script comes to it. */
  readonly turns: readonly Turn[];
  /** Of a script that restarts the guest: it happens only in a run that does not. */
  readonly ofEnd: boolean;
}

/** Something that a script does to the build. */
export interface Effect extends Happens {
  readonly kind: 'effect';
  readonly fact: Fact;
}

/** A script file that a script runs: `& a:\x.ps1`, `powershell -File x.ps1`, `call x.bat`, `. ./x.sh`. */
export interface CalledFile extends Happens, NamedFile {
  readonly kind: 'file';
}

/** A command of which nothing is known: a program of somebody, a function that is defined elsewhere. */
export interface UnknownCommand extends Happens {
  readonly kind: 'unknown';
  readonly name: string;
  /** What it does where Boxstarter runs the script. */
  readonly inBoxstarter?: readonly Fact[];
}

/** A command line that is kept for later. */
export interface RegisteredCommand extends Happens {
  readonly kind: 'registered';
  readonly when: Registered['when'];
  /** Undefined where it can't be told. */
  readonly happenings: readonly Happening[] | undefined;
}

/** Something that happens when a script runs. */
export type Happening = Effect | CalledFile | UnknownCommand | RegisteredCommand;

/**
 * What happens when a script runs, from its commands and from the scripts that they carry in their arguments, in the order
 * in which it happens: what a function does stands where it is called, so that the same command may come several times.
 * @param hidden see `Template.hidden`
 */
export const readHappenings = (
  language: ScriptLanguage,
  text: EmbeddedText,
  hidden: readonly string[] = [],
): Happening[] => happeningsOf(memoizedScriptEffects(language, text.text).main, text, hidden);

/** As {@link readHappenings}, of the effects of one function, or of all of a script. */
export function happeningsOf(
  effects: readonly ScriptEffect[],
  text: EmbeddedText,
  hidden: readonly string[],
): Happening[] {
  // `shutdown /r /t 60` with a later `shutdown /a` restarts nothing.
  const lastCancel = effects.findLastIndex(({ shutdown }) => shutdown === 'cancels');
  return effects.flatMap((effect, index) => {
    const { span, always, last, turns, ofEnd } = effect;
    const written = text.text.slice(span.start, Math.min(span.end, span.start + longestShown));
    const happens: Happens = {
      location: text.locate(span),
      span,
      command: shorten(maskSecrets(written, hidden)),
      always,
      last,
      turns,
      ofEnd,
    };
    return allOf(effect, happens, text).filter(
      (found) =>
        !(
          found.kind === 'effect' &&
          found.fact.kind === 'reboot' &&
          effect.shutdown === 'calls' &&
          index < lastCancel
        ),
    );
  });
}

function allOf(
  { facts, file, unknown, inBoxstarter, registered }: ScriptEffect,
  happens: Happens,
  text: EmbeddedText,
): Happening[] {
  return [
    ...facts.map((fact): Effect => ({ ...happens, kind: 'effect', fact })),
    ...(file ? [{ ...happens, ...file, kind: 'file' as const }] : []),
    ...(unknown === undefined
      ? []
      : [{ ...happens, kind: 'unknown' as const, name: unknown, ...(inBoxstarter && { inBoxstarter }) }]),
    ...(registered
      ? [
          {
            ...happens,
            kind: 'registered' as const,
            when: registered.when,
            happenings: registered.effects?.flatMap((effect) => allOf(effect, happens, text)),
          },
        ]
      : []),
  ];
}

/** What a script does to the build, in order. What the files do that it runs is not in it. */
export const readEffects = (language: ScriptLanguage, text: EmbeddedText): Effect[] =>
  readHappenings(language, text).flatMap((found): Effect[] => {
    const { location, span, command, always, last, turns, ofEnd } = found;
    const happens: Happens = { location, span, command, always, last, turns, ofEnd };
    const effect = (fact: Fact): Effect => ({ ...happens, kind: 'effect', fact });
    switch (found.kind) {
      case 'effect':
        return [found];
      case 'file':
        return (found.reputed ?? []).map(effect);
      case 'registered':
        return [effect({ kind: 'registers' })];
      case 'unknown':
        return [];
    }
  });

/** The script files that a script runs, in order. */
export const calledFiles = (language: ScriptLanguage, text: EmbeddedText): CalledFile[] =>
  readHappenings(language, text).filter((found) => found.kind === 'file');

/** Far more of a command than is shown, so that a secret is seen whole. UTF-16 units. */
const longestShown = 2000;

function shorten(command: string): string {
  const line = command.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
