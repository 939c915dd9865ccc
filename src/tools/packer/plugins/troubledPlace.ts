import type { Template } from '../../../pipeline/template/template';
import type { Location } from '../../../text/location';
import type { PluginError } from './pluginError';
import type { PackerDiagnostic } from '../output/readDiagnostics';
import { isSamePath } from '../../../text/pathKey';

/** The place in a template that a plugin's trouble is about; undefined where Packer's own is as good. */
export function troubledPlace(
  trouble: PluginError,
  { build: name, line }: Pick<PackerDiagnostic, 'build' | 'line'>,
  { builds, requiredPlugins = [], files }: Template,
): Location | undefined {
  if (trouble.kind === 'required')
    return requiredPlugins.find(({ source }) => source?.toLowerCase() === trouble.source.toLowerCase())
      ?.location;
  if (!trouble.component) return undefined;
  const { kind, type } = trouble.component;
  const own = builds.filter((build) => name === undefined || build.name === name);
  const places = own.flatMap(
    ({ type: builder, typeLocation, provisioners, postProcessors, errorCleanup }) => [
      ...(kind === undefined || kind === 'builder' ? [{ type: builder, typeLocation }] : []),
      ...(kind === undefined || kind === 'provisioner'
        ? [...provisioners, ...(errorCleanup ? [errorCleanup] : [])]
        : []),
      ...(kind === undefined || kind === 'postProcessor' ? postProcessors : []),
    ],
  );
  const locations = places.filter((place) => place.type === type).map(({ typeLocation }) => typeLocation);
  const lineOf = ({ path, span }: Location) => {
    const source = files.find((file) => isSamePath(file.path, path));
    return source && source.positionAt(span.start).line + 1;
  };
  return locations.find((location) => lineOf(location) === line) ?? locations[0];
}
