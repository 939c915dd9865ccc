import type { Template } from '../../../pipeline/template/template';
import type { Location } from '../../../text/location';
import { dscSteps } from '../../dscSteps';

/** Each place at which a `dsc` step stands in a template, in the order of the files. */
export function dscPlaces(template: Template): Location[] {
  const places = new Map(
    dscSteps(template).map(({ settings: { location } }) => [
      `${location.path}:${location.span.start}`,
      location,
    ]),
  );
  return [...places.values()].sort((a, b) => a.path.localeCompare(b.path) || a.span.start - b.span.start);
}
