import { componentOf, typesFor } from '../../../pipeline/schema/component';
import { grammarTree } from '../../../pipeline/grammar/grammarTree';
import type { Completion } from '../../completion';
import { bodyFacts, labelKind, settingsOf } from '../bodySettings';
import type { LabelPlace } from '../cursor';
import { componentPage } from '../documentation';
import { namesIn } from '../names';
import type { CompletionContext } from './context';

/** What the label of a block can be: a type, a source, a variable that is used and not declared. */
export function labelCompletions(context: CompletionContext, place: LabelPlace): Completion[] {
  const { template, facts } = context;
  if (!facts || !(facts.schema.blocks?.[place.type] ?? place.type === 'dynamic')) return [];
  const names = namesFor(context, place);
  const given = new Set(
    namesIn(template).flatMap(({ role, name }) => (role === 'declaration' ? [name] : [])),
  );
  return names
    .filter(({ label, kind }) => kind !== 'variable' || !given.has(label))
    .map((item) => (place.isQuoted ? item : { ...item, insert: `"${item.insert}"`, filter: item.label }));
}

function namesFor(context: CompletionContext, { type, before }: LabelPlace): Completion[] {
  const { template, facts, cursor, place, messages } = context;
  if (!facts) return [];
  if (facts.path === 'build' && type === 'source') return sourceReferences(context, '');
  const kind = labelKind(facts, type);
  if (kind && !before.length)
    return typesFor(template, kind).map((label) => {
      const found = componentOf(template, kind, label, place.packer);
      const known = found?.known ? found : undefined;
      const page = known && componentPage(known);
      const isOld = known?.component.deprecated !== undefined;
      return {
        label,
        kind: 'class',
        insert: label,
        ...(known && { detail: known.plugin === 'core' ? 'Packer' : known.plugin }),
        ...(page !== undefined && { documentation: `[${messages.documentation}](${page})` }),
        ...(isOld && { deprecated: true, sort: `~${label}` }),
      };
    });
  if (before.length) return [];
  if (type === 'dynamic') {
    const around = bodyFacts(cursor.blocks, template, place.packer);
    const blocks = around ? settingsOf(around).filter(({ isBlock }) => isBlock) : [];
    return blocks.map(({ name }) => ({ label: name, kind: 'class', insert: name }));
  }
  const used = grammarTree(template).names.filter(({ root }) => declares[root] === type);
  return [...new Set(used.flatMap(({ names: [name] }) => name ?? []))].map((name) => ({
    label: name,
    kind: 'variable',
    insert: name,
  }));
}

/** The blocks that declare what a name begins with. */
const declares: Readonly<Record<string, string | undefined>> = { var: 'variable', local: 'local' };

/** The sources of a template. @param prefix what stands before `TYPE.NAME` */
export const sourceReferences = ({ template }: CompletionContext, prefix: string): Completion[] => [
  ...new Map(
    namesIn(template)
      .filter(({ kind, role }) => kind === 'source' && role === 'declaration')
      .map(({ name, source }): [string, Completion] => [
        name,
        {
          label: `${prefix}${name}`,
          kind: 'reference',
          insert: `${prefix}${name}`,
          detail: source.path.replace(/^.*[\\/]/, ''),
        },
      ]),
  ).values(),
];
