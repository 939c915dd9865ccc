import type { Judged } from '../pipeline/schema/levels';
import { hasNewest, haveAll } from '../pipeline/schema/releases';
import { unknownNames } from '../pipeline/schema/unknownNames';
import type { UnknownName } from '../pipeline/schema/unknownNames';
import type { Template } from '../pipeline/template/template';
import { askComponents, OwnerOf, releaseName } from './componentOptions';
import type { Severity } from './finding';
import { renameKey } from './fixes/renameKey';
import type { Report, Rule } from './rule';

/**
 * Packer refuses names that it does not know: "unknown configuration key" (packer-plugin-sdk template/config/decode.go), in
 * HCL2 "Unsupported argument" and "Unsupported block type".
 */
export const unknownOption: Rule = {
  id: 'unknown-option',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A builder, provisioner, post-processor or data source has no setting of this name.',
  fixes: ['safe'],
  *check({ template }, options) {
    yield* askComponents(template, options, (judged) => reports(template, judged));
  },
};

function* reports(template: Template, judged: Judged): Generator<Report> {
  for (const unknown of unknownNames(template, judged)) {
    const severity = severityOf(judged, unknown);
    if (!severity) continue;
    const { entry, meant } = unknown;
    yield {
      builds: judged.used.builds,
      severity,
      message: messageOf(judged, unknown),
      location: entry.nameLocation,
      fixes: meant === undefined ? [] : renameKey(template, entry, meant, 'safe'),
    };
  }
}

/** Undefined where the name may be right. */
function severityOf(
  { of: { releases, isOldAddress } }: Judged,
  { removed }: UnknownName,
): Severity | undefined {
  if (releases.isNewer) return 'info';
  if (removed === undefined || haveAll(releases, `>${removed}`)) return 'error';
  // A release that still has it may be installed.
  return !isOldAddress && hasNewest(releases, `>${removed}`) ? 'info' : undefined;
}

function messageOf(
  judged: Judged,
  { entry, level, meant, elsewhere, removed, jsonOnly }: UnknownName,
): string {
  const { releases, facts } = judged.of;
  const owner = OwnerOf(judged, level);
  const { name } = entry;
  if (jsonOnly)
    return `${owner} takes '${name}' in JSON templates only: Packer stops before the build. Remove it.`;
  const help =
    meant !== undefined
      ? ` Did you mean '${meant}'?`
      : elsewhere === undefined
        ? ''
        : ` Move it ${elsewhere === '' ? `out of the block, to ${judged.used.type} itself` : `to a block '${elsewhere}'`}.`;
  if (releases.isNewer)
    return `${owner} has no setting '${name}' up to ${releaseName(judged, facts.versions?.at(-1) ?? '')}, the newest that Boxwright knows; a newer one may have it.${help}`;
  if (removed === undefined)
    return `${owner} has no setting '${name}': Packer stops before the build.${help}`;
  const last = `${owner} has the setting '${name}' only up to ${releaseName(judged, removed)}`;
  return haveAll(releases, `>${removed}`)
    ? `${last}: Packer stops before the build.${help}`
    : `${last}: with the newest that the template allows, Packer stops before the build.${help}`;
}
