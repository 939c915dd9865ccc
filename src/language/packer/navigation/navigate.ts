import type { Location } from '../../../text/location';
import { isSamePath } from '../../../text/pathKey';
import type { Span } from '../../../text/span';
import type { NamePlace } from '../names';
import type { PackerPlace } from '../packerPlace';
import { namesAround } from './namesAround';

/** From a name to what declares it. */
export interface Definition {
  /** What leads there, in the file that is asked about. */
  readonly origin: Span;
  /** All of the declaration. */
  readonly target: Location;
  /** The name in it. */
  readonly selection: Span;
}

/** Where the name at a place is declared. */
export const definitionsAt = (asked: PackerPlace): Definition[] =>
  distinct(
    namesAround(asked).flatMap(({ name: { whole: origin }, places }) =>
      places
        .filter(({ role }) => role === 'declaration')
        .map(({ source: { path }, span, item = span }) => ({
          origin,
          target: { path, span: item },
          selection: span,
        })),
    ),
    ({ target, selection }) => `${target.path}:${selection.start}`,
  );

/** All places in the template that name the same as a place does, and in the files that set its variables. */
export const referencesAt = (asked: PackerPlace, withDeclaration: boolean): Location[] =>
  placesAt(asked)
    .filter(({ role }) => withDeclaration || role !== 'declaration')
    .map(({ source: { path }, span }) => ({ path, span }));

/** Where a file names the same as a place of it does. */
export const highlightsAt = (
  asked: PackerPlace,
): { readonly span: Span; readonly kind: 'read' | 'write' }[] =>
  placesAt(asked)
    .filter(({ source: { path } }) => isSamePath(path, asked.source.path))
    .map(({ role, span }) => ({ span, kind: role === 'use' ? 'read' : 'write' }));

const placesAt = (asked: PackerPlace): NamePlace[] =>
  distinct(
    namesAround(asked).flatMap(({ places }) => places),
    ({ source, span }) => `${source.path}:${span.start}`,
  );

export const distinct = <One>(all: readonly One[], keyOf: (one: One) => string): One[] => [
  ...new Map(all.map((one) => [keyOf(one), one])).values(),
];
