import type { Position, Range } from 'vscode-languageserver/node';

export const isBefore = (one: Position, other: Position): boolean =>
  one.line < other.line || (one.line === other.line && one.character < other.character);

/** Whether two stretches of a text have a place in common, be it their ends. */
export const touches = (one: Range, other: Range): boolean =>
  !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
