import { localIso } from '../../pipeline/template/isoFiles';
import type { Template } from '../../pipeline/template/template';
import { setting } from '../../pipeline/value';
import type { FileSource } from '../../text/fileSource';
import { isSameLocation } from '../../text/location';
import type { Location } from '../../text/location';

/**
 * The ISO on this computer of which the checksum is missing at a place of a template, where that can be written there.
 * @param at the place of `none`
 * @param cwd the folder in which Packer is started; absolute
 */
export function isoWithoutChecksum(
  template: Template,
  at: Location,
  cwd: string,
  files: FileSource,
): string | undefined {
  const build = template.builds.find(({ source }) => {
    const checksum = setting(source, 'iso_checksum');
    return checksum && isSameLocation(checksum.location, at) && !setting(source, 'iso_checksum_type');
  });
  return build && isNone(files.read(at.path)?.slice(at.span.start, at.span.end))
    ? localIso(build.source, cwd, files)
    : undefined;
}

/** Whether `none` stands there itself, and no variable. @param written with its quotes */
export const isNone = (written: string | undefined): boolean => /^"none"$/i.test(written ?? '');
