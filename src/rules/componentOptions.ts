import { judgedOf } from '../pipeline/schema/levels';
import type { Judged, Level } from '../pipeline/schema/levels';
import type { Template } from '../pipeline/template/template';
import type { RuleOptions } from './rule';

/**
 * What rules report of the components of a template. The Packer that builds is asked for only where there is something to
 * report, or where it may bring something: it can take the report back.
 * @param mayBring whether there may be more to report once it is known
 */
export function askComponents<Found>(
  template: Template,
  { packer }: RuleOptions,
  ask: (judged: Judged) => Iterable<Found>,
  mayBring: (judged: Judged) => boolean = () => false,
): Found[] {
  const { judged } = judgedOf(template, undefined);
  const found = judged.filter(isJudged).flatMap((one) => [...ask(one)]);
  if (!found.length && !judged.some(mayBring)) return found;
  const inUse = packer();
  return inUse
    ? judgedOf(template, inUse)
        .judged.filter(isJudged)
        .flatMap((one) => [...ask(one)])
    : found;
}

/** The options of `dsc` have a rule of their own, dsc-options. */
const isJudged = ({ of }: Judged): boolean => of.plugin !== 'dsc';

/** Of what something is said: `qemu`, or `the block 'storage' of vsphere-iso`. */
export const ownerOf = ({ used }: Judged, { block }: Level): string =>
  block ? `the block '${block.path}' of ${used.type}` : used.type;

/** The same at the start of a sentence; types stay as they are written. */
export const OwnerOf = (judged: Judged, level: Level): string =>
  ownerOf(judged, level).replace(/^the /, 'The ');

/** What a release belongs to: `plugin 'qemu' 1.1.0`, `Packer 1.6.6`. */
export const releaseName = ({ of: { plugin } }: Judged, version: string): string =>
  plugin === 'core' ? `Packer ${version}` : `version ${version} of the plugin '${plugin}'`;
