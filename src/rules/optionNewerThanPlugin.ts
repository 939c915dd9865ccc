import { compareReleases, satisfies } from '../pipeline/packer/packerVersion';
import type { Required } from '../pipeline/schema/component';
import type { Judged } from '../pipeline/schema/levels';
import { optionNamed } from '../pipeline/schema/levels';
import { hasNewest, haveAll } from '../pipeline/schema/releases';
import type { Template } from '../pipeline/template/template';
import { askComponents, OwnerOf, releaseName } from './componentOptions';
import type { Report, Rule } from './rule';

/** A release without it refuses it like any name that it does not know. `since` of schemas/packer is from the tags. */
export const optionNewerThanPlugin: Rule = {
  id: 'option-newer-than-plugin',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary:
    'A setting came with a later release than the one that the template asks for or that is installed.',
  fixes: [],
  *check({ template }, options) {
    yield* askComponents(
      template,
      options,
      (judged) => reports(template, judged),
      (judged) => isUndecided(template, judged),
    );
  },
};

function* reports(template: Template, judged: Judged): Generator<Report> {
  const { releases, required, component, facts } = judged.of;
  const { builds, type, typeLocation } = judged.used;
  const { newest } = releases;
  if (newest === undefined) return;
  const limit = facts.versions?.some((one) => isAfter(one, newest) && allows(required, one))
    ? undefined
    : required;
  const reason = limit?.version === undefined ? '' : ` "${limit.version}" allows no newer one.`;
  const related = limit ? [{ message: 'The version is set here.', location: limit.location }] : [];
  const end = `not in ${releaseName(judged, newest)}: Packer stops before the build.`;
  if (hasNewest(releases, component.since) === false) {
    yield {
      builds,
      message: `${type} is there ${sinceWhen(component.since)}, ${end}${reason}`,
      location: typeLocation,
      related,
    };
    return;
  }
  for (const { option, owner, location } of datedOptions(template, judged))
    if (hasNewest(releases, option.since) === false)
      yield {
        builds,
        message: `${owner} has '${option.name}' ${sinceWhen(option.since)}, ${end}${reason}`,
        location,
        related,
      };
}

const isAfter = (release: string, other: string): boolean => compareReleases(release, other) > 0;

const allows = (required: Required | undefined, release: string): boolean =>
  required?.version === undefined || satisfies(release, required.version);

const sinceWhen = (since = ''): string =>
  since.startsWith('>') ? `only after version ${since.slice(1)}` : `since version ${since}`;

function* datedOptions(template: Template, judged: Judged) {
  for (const level of judged.levels)
    for (const { name, nameLocation, misspelt } of level.settings.entries) {
      if (misspelt) continue;
      const option = optionNamed(level.options, name, template.dialect) ?? level.meta.options.get(name);
      if (option?.since !== undefined && !(level.meta.options.has(name) && judged.of.plugin !== 'core'))
        yield { option, owner: OwnerOf(judged, level), location: nameLocation };
    }
}

/** Whether the release that is installed matters. */
const isUndecided = (template: Template, judged: Judged): boolean => {
  const { releases, component } = judged.of;
  if (!haveAll(releases, component.since)) return true;
  for (const { option } of datedOptions(template, judged)) if (!haveAll(releases, option.since)) return true;
  return false;
};
