import type { Location } from '../../../text/location';
import type { Condition, StringValue } from '../../value';

/** The text of a template, with its values put in as far as they are known. */
export interface Rendered {
  readonly text: string;
  /** True where parts stand as they are written, because their value is not known. */
  readonly partial: boolean;
  readonly sensitive: boolean;
  /** Something was put in that was read from a file. */
  readonly fromFile: boolean;
  /** The default of a variable that was put in, where one was. */
  readonly usual?: Location | undefined;
  /** The path of a file that a part was to be read from, and that does not exist. */
  readonly unread?: StringValue | undefined;
  /** The first condition that decides on a part of it, where one does. */
  readonly condition?: Condition | undefined;
}
