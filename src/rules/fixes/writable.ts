import type { Template } from '../../pipeline/template/template';
import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';

/**
 * The file of a template in which something can be written at a location: undefined for a file that is none of the
 * template's own, as those of variables, and for HCL's JSON, which is only read.
 */
export const writable = (
  { files }: Pick<Template, 'files'>,
  location: Pick<Location, 'path'> | undefined,
): SourceText | undefined => files.find(({ path }) => path === location?.path && !/\.pkr\.json$/i.test(path));
