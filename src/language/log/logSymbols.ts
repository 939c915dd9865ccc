import type { Messages } from '../messages';
import type { LineRange, LogParts } from './logParts';

/** A part of a log with what is in it. */
export interface LogSymbol<Kind> extends LineRange {
  readonly name: string;
  readonly detail: string;
  readonly kind: Kind | 'build';
  readonly children: readonly LogSymbol<Kind>[];
}

/** How steps are described. */
interface Words extends Pick<Messages, 'failed'> {
  /** @param milliseconds 0 or more */
  readonly duration: (milliseconds: number) => string;
}

/** The outline of a log: its builds, and in each of them the steps with how long they took. */
export const logSymbols = <Kind>(
  { builds, steps }: Pick<LogParts<Kind>, 'builds' | 'steps'>,
  words: Words,
): LogSymbol<Kind>[] =>
  [...builds].map(([name, { first, last }]) => ({
    name,
    detail: '',
    kind: 'build',
    first,
    last,
    children: steps
      .filter(({ step }) => step.build === name)
      .map((logged) => ({
        name: logged.step.text,
        detail: detailOf(logged.step, words),
        kind: logged.step.kind,
        first: logged.first,
        last: logged.last,
        children: [],
      })),
  }));

function detailOf(
  { began, ended, failed }: LogParts<unknown>['steps'][number]['step'],
  words: Words,
): string {
  const time = began > 0 && ended !== undefined ? words.duration(ended - began) : '';
  return [failed ? words.failed : '', time].filter(Boolean).join(', ');
}
