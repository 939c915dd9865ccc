import { memoizeByObject } from '../../text/memoizeByObject';
import type { Location } from '../../text/location';
import type { ComponentKind } from '../packer/pluginTable';
import type { Build, Template } from '../template/template';
import type { MapValue } from '../value';

/** A component as a template uses it. */
export interface UsedComponent {
  readonly kind: ComponentKind;
  readonly type: string;
  readonly typeLocation: Location;
  readonly settings: MapValue;
  /** What `override` adds for one build: Packer hands it on as it is, without HCL2's own checks. */
  readonly override?: MapValue;
  /** Those that it is for; none for a data source. */
  readonly builds: readonly Build[];
}

/** The components that Packer makes ready of a template, those with the same settings once. */
export const usedComponents = memoizeByObject(({ builds, dataSources = [] }: Template): UsedComponent[] => {
  const found = new Map<MapValue, UsedComponent & { readonly builds: Build[] }>();
  const add = (kind: ComponentKind, one: Omit<UsedComponent, 'kind' | 'builds'>, build?: Build) => {
    const known = found.get(one.settings) ?? { ...one, kind, builds: [] };
    if (build) known.builds.push(build);
    found.set(one.settings, known);
  };
  for (const source of dataSources) add('dataSource', source);
  for (const build of builds) {
    const { type, typeLocation, source, provisioners, postProcessors, errorCleanup } = build;
    add('builder', { type, typeLocation, settings: source }, build);
    for (const step of [...provisioners, ...(errorCleanup ? [errorCleanup] : [])])
      add('provisioner', step, build);
    for (const step of postProcessors) add('postProcessor', step, build);
  }
  return [...found.values()];
});
