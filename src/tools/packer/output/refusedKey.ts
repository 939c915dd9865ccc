import type { Template } from '../../../pipeline/template/template';
import type { MapValue } from '../../../pipeline/value';
import type { Location } from '../../../text/location';
import type { PackerDiagnostic } from './readDiagnostics';
import { isSamePath } from '../../../text/pathKey';

/** How Packer names a setting that it does not know; recorded with 1.6.6 and 1.16.0. */
const refusals: readonly RegExp[] = [
  /unknown configuration key: '"([^"']+)"'/,
  /An argument named "([^"]+)" is not expected here/,
];

/**
 * Where a setting stands that Packer refuses: it names the build of a JSON template alone, and the line of an HCL2 one. The
 * first setting of that name in the build is it, since Packer stops at the first that it refuses.
 * @param line from 1, where Packer names one
 */
export function refusedKey(
  { message, build: name, line }: Pick<PackerDiagnostic, 'message' | 'build' | 'line'>,
  { builds, files }: Template,
): Location | undefined {
  const key = refusals.map((pattern) => pattern.exec(message)?.[1]).find((found) => found !== undefined);
  if (key === undefined) return undefined;
  const locations = builds
    .filter((build) => name === undefined || build.name === name)
    .flatMap(({ source, provisioners, postProcessors, errorCleanup }) => [
      source,
      ...[...provisioners, ...(errorCleanup ? [errorCleanup] : []), ...postProcessors].map(
        ({ settings }) => settings,
      ),
    ])
    .flatMap((settings) => named(key, settings));
  const lineOf = ({ path, span }: Location) => {
    const source = files.find((file) => isSamePath(file.path, path));
    return source && source.positionAt(span.start).line + 1;
  };
  return locations.find((location) => line === undefined || lineOf(location) === line);
}

const named = (key: string, { entries }: MapValue): Location[] =>
  entries.filter((entry) => entry.name === key).map(({ nameLocation }) => nameLocation);
