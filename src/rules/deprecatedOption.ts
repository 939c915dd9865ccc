import type { Judged } from '../pipeline/schema/levels';
import { optionNamed } from '../pipeline/schema/levels';
import type { Level } from '../pipeline/schema/levels';
import type { Option } from '../pipeline/schema/options';
import { hasNewest } from '../pipeline/schema/releases';
import { removedKeyOf } from '../pipeline/template/removedKeys';
import type { Template } from '../pipeline/template/template';
import { askComponents, ownerOf } from './componentOptions';
import { renameKey } from './fixes/renameKey';
import type { Report, Rule } from './rule';

/** Packer takes it and warns, or says so in its documentation alone; a later release may refuse it. */
export const deprecatedOption: Rule = {
  id: 'deprecated-option',
  severity: 'info',
  category: 'template',
  since: '0.1.0',
  summary: 'A setting is deprecated.',
  tag: 'deprecated',
  fixes: ['unsafe'],
  *check({ template }, options) {
    yield* askComponents(template, options, (judged) => reports(template, judged));
  },
};

function* reports(template: Template, judged: Judged): Generator<Report> {
  for (const level of judged.levels)
    for (const entry of level.settings.entries) {
      const option = optionNamed(level.options, entry.name, template.dialect);
      if (!option?.deprecated || entry.value.kind === 'null' || entry.misspelt) continue;
      const { use } = option.deprecated;
      const replacement = use === undefined ? undefined : optionAt(judged, level, use);
      if (!isDeprecated(judged, use === undefined ? undefined : (replacement ?? 'none'))) continue;
      // Old names are the business of removed-key.
      if (judged.used.kind === 'builder' && removedKeyOf('builder', judged.used.type, entry.name)) continue;
      const isGiven = level.settings.entries.some(({ name }) => name === use);
      yield {
        builds: judged.used.builds,
        message: `'${entry.name}' of ${ownerOf(judged, level)} is deprecated: a later release may refuse it. ${use === undefined ? 'It has no replacement.' : `Use '${use}' instead.`}`,
        location: entry.nameLocation,
        fixes:
          use !== undefined && level.options.has(use) && replacement?.type === option.type && !isGiven
            ? renameKey(template, entry, use, 'unsafe')
            : [],
      };
    }
}

/**
 * In the release that is meant there may be nothing to use instead. Of what has no replacement nobody knows since when it
 * is deprecated: for certain in the newest release that is known.
 */
function isDeprecated(
  { of: { releases, facts, isOldAddress } }: Judged,
  instead: Option | 'none' | undefined,
): boolean {
  if (instead === 'none') return false;
  if (instead) return hasNewest(releases, instead.since) === true;
  return !isOldAddress && releases.newest !== undefined && releases.newest === facts.versions?.at(-1);
}

/** A name in the same block, or a path from the top. */
function optionAt({ of: { options } }: Judged, level: Level, use: string): Option | undefined {
  const beside = level.options.get(use);
  if (beside) return beside;
  let found: Option | undefined;
  let among = options;
  for (const name of use.split('.')) {
    found = among.get(name);
    among = found?.inner ?? new Map<string, Option>();
  }
  return found;
}
