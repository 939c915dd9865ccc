import type { FileSource } from '../../../../text/fileSource';
import type { Location } from '../../../../text/location';
import type { Value } from '../../../value';
import type { Rendered } from '../rendered';

/** A function of HCL2 templates on known values; undefined where an argument is not known or not of its type. */
export type HclFunction = (parameters: readonly Value[], context: CallContext) => Value | undefined;

export interface CallContext {
  /** The call. */
  readonly location: Location;
  /** The template's: relative paths of functions start there. */
  readonly folder: string;
  readonly files: FileSource;
  /** Fills in a file for `templatefile`; undefined where it is no template. */
  template(
    text: string,
    path: string,
    variables: readonly (readonly [string, Value])[],
  ): Rendered | undefined;
}
