import { conflictsIn } from '../pipeline/schema/demands';
import { optionNamed } from '../pipeline/schema/levels';
import type { Judged } from '../pipeline/schema/levels';
import type { Template } from '../pipeline/template/template';
import { quotedList } from '../words/lists';
import { askComponents, OwnerOf } from './componentOptions';
import type { Report, Rule } from './rule';

/** What makes a component ready refuses both: the `conflicts` of schemas/packer were read in that code. */
export const conflictingOptions: Rule = {
  id: 'conflicting-options',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'Two settings exclude each other.',
  fixes: [],
  *check({ template }, options) {
    yield* askComponents(template, options, (judged) => reports(template, judged));
  },
};

function* reports(template: Template, judged: Judged): Generator<Report> {
  const { used, of } = judged;
  for (const { level, names } of conflictsIn(template, judged)) {
    const places = level.settings.entries.filter(({ name }) => {
      const option = optionNamed(level.options, name, template.dialect);
      return option && names.some((one) => one === option.name || one.startsWith(`${option.name}.`));
    });
    const [last, ...others] = places.reverse();
    yield {
      builds: used.builds,
      // A release of old, as an old Packer has built in, may take both.
      ...(of.releases.newest === undefined && of.plugin !== 'core' && { severity: 'warning' as const }),
      message: `${OwnerOf(judged, level)} does not take ${quotedList(names)} together: Packer stops before the build. Remove one of them.`,
      location: last?.nameLocation ?? used.typeLocation,
      related: others.map(({ name, nameLocation }) => ({
        message: `'${name}' is set here.`,
        location: nameLocation,
      })),
    };
  }
}
