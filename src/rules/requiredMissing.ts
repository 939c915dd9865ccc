import { missingIn } from '../pipeline/schema/demands';
import type { Missing } from '../pipeline/schema/demands';
import type { Judged } from '../pipeline/schema/levels';
import { removedKeyOf } from '../pipeline/template/removedKeys';
import type { Template } from '../pipeline/template/template';
import { quotedList } from '../words/lists';
import { askComponents, OwnerOf } from './componentOptions';
import type { Report, Rule } from './rule';

/** What makes a component ready refuses a template without it: the `required` of schemas/packer was read in that code. */
export const requiredMissing: Rule = {
  id: 'required-missing',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A setting that a component cannot do without is missing.',
  fixes: [],
  *check({ template }, options) {
    yield* askComponents(template, options, (judged) => reports(template, judged));
  },
};

function* reports(template: Template, judged: Judged): Generator<Report> {
  const { builds, typeLocation } = judged.used;
  for (const missing of missingIn(template, judged)) {
    const { level } = missing;
    // Under its old name it is there: removed-key says what to do.
    if (missing.names.some((name) => hasOldName(judged, name))) continue;
    yield {
      builds,
      message: messageOf(judged, missing),
      location: level.entry?.nameLocation ?? typeLocation,
    };
  }
}

/** Whether a builder has a setting under a name that Packer no longer takes. */
const hasOldName = ({ used, levels: [top] }: Judged, name: string): boolean =>
  used.kind === 'builder' &&
  (top?.settings.entries ?? []).some((entry) => {
    const replacement = removedKeyOf('builder', used.type, entry.name)?.replacement;
    if (replacement?.kind === 'checksum') return name === 'iso_checksum';
    return (replacement?.kind === 'renamed' || replacement?.kind === 'reworded') && replacement.to === name;
  });

function messageOf(judged: Judged, { level, names, neededBy, communicator }: Missing): string {
  const owner = OwnerOf(judged, level);
  const wanted = names.length === 1 ? `'${names[0]}'` : `one of ${quotedList(names, { conjunction: 'or' })}`;
  const end = 'Packer stops before the build.';
  if (neededBy !== undefined) return `${owner} takes '${neededBy}' only together with ${wanted}: ${end}`;
  if (communicator !== undefined)
    return `${owner} needs ${wanted} to connect by ${communicator === 'ssh' ? 'SSH' : 'WinRM'}: ${end}`;
  return `${owner} needs ${wanted}: ${end}`;
}
