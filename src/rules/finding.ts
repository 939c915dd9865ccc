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

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}
