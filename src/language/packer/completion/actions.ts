import { language } from '../../../pipeline/grammar/language';
import type { Completion } from '../../completion';
import type { Place } from '../cursor';
import type { CompletionContext } from './context';

/**
 * What can stand in `{{ }}` of HCL2: functions of the template engine, and variables of the option.
 * @param isField a dot stands before the word
 */
export function actionItems(
  { facts, cursor }: CompletionContext,
  { attribute }: Extract<Place, { kind: 'value' }>,
  isField: boolean,
): Completion[] {
  const component = facts?.component?.known?.component;
  const vars = component?.vars?.[attribute.name] ?? [];
  const fields = vars.map((name): Completion => {
    const label = isField ? name : `.${name}`;
    return { label, kind: 'field', insert: label, sort: `0${name}` };
  });
  if (isField) return fields;
  const isStep = cursor.blocks[0]?.type === 'build' && facts?.path !== 'build.source';
  const { functions } = language().engine;
  const named = Object.entries(functions).flatMap(([name, { only = [], params = [] }]): Completion[] => {
    const isTaken = !only.length || (name === 'build' && isStep);
    if (!isTaken) return [];
    const wanted = params.filter(({ optional }) => !optional);
    const given = wanted.map(({ type }, index) =>
      type === 'number' ? `$${index + 1}` : `\`$${index + 1}\``,
    );
    return [
      {
        label: name,
        kind: 'function',
        insert: [name, ...given].join(' '),
        isSnippet: true,
        detail: [name, ...params.map((one) => (one.optional ? `[${one.name}]` : one.name))].join(' '),
      },
    ];
  });
  return [...fields, ...named];
}
