import type { Location } from '../text/location';
import type { TextEdit } from '../text/textEdit';

/** `error`: this build will fail or the image will be wrong; `warning`: it often does; `info`: worth knowing; `hint`: style. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** From the worst down. */
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Something that a rule found: plain data, for the editor, the terminal and other tools alike. */
export interface Finding {
  /** The rule's id. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong and what will happen, in one or two plain sentences. */
  readonly message: string;
  readonly location: Location;
  readonly related: readonly RelatedLocation[];
  /** Ways to mend it, the best first; each leaves files that still can be read. */
  readonly fixes: readonly Fix[];
}

export interface RelatedLocation {
  readonly message: string;
  readonly location: Location;
}

/**
 * `safe`: what is written leaves one right form, and the build does the same afterwards, or what the text says. `unsafe`: the
 * fix decides something for the user, such as a value, a step, a device or a right; it is applied one by one, or where all
 * are asked for. As the applicability of Ruff's fixes and Rust's suggestions.
 */
export type Applicability = 'safe' | 'unsafe';

export interface Fix {
  readonly title: string;
  readonly applicability: Applicability;
  readonly edits: readonly TextEdit[];
  /** What it writes holds a value that nobody is shown: it is for the file alone, and stands in no report. */
  readonly confidential?: true;
}

/**
 * What tells a finding from all others of its file, short enough for a diagnostic to carry. It is the same each time
 * that the same text is linted.
 */
export const findingKey = ({ rule, message, location: { span } }: Finding): string =>
  `${rule}:${span.start}-${span.end}:${hash(message)}`;

/** FNV-1a of the UTF-16 units, in 32 bits. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return (value >>> 0).toString(36);
}
