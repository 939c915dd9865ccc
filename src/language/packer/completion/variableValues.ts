import { templateVariables } from '../../../pipeline/template/variables';
import type { TemplateVariable } from '../../../pipeline/template/variables';
import type { Completion, Completions } from '../../completion';
import { inMarkdown } from '../../describeSetting';
import type { Cursor } from '../cursor';
import type { PackerPlace } from '../packerPlace';
import type { Messages } from '../../messages';

/** In a file that sets variables: those that it does not set yet, or what one of them takes. */
export function variableValueCompletions(
  { templates, files, valuesOf }: PackerPlace,
  { place, body }: Cursor,
  messages: Messages,
): Completions | undefined {
  const declared = new Map<string, TemplateVariable>();
  for (const template of templates)
    for (const one of templateVariables(template, files, valuesOf(template)))
      if (!declared.has(one.name)) declared.set(one.name, one);
  if (place.kind === 'item') {
    const given = new Set(body.attributes.flatMap((one) => (one === place.item ? [] : [one.name])));
    const open = [...declared.values()].filter(({ name }) => !given.has(name));
    return {
      word: place.word,
      items: open.map((one) => variableItem(one, place.rest === 'nothing', messages)),
    };
  }
  if (place.kind !== 'value' || place.spot.kind !== 'name' || place.spot.path.length || place.within.length)
    return undefined;
  const isBoolean = declared.get(place.attribute.name)?.type === 'bool';
  return isBoolean
    ? {
        word: place.spot.word,
        items: ['true', 'false'].map((label) => ({ label, kind: 'keyword', insert: label })),
      }
    : undefined;
}

function variableItem(
  { name, type, description, required }: TemplateVariable,
  isNew: boolean,
  messages: Messages,
): Completion {
  const facts = [type, required ? messages.required : undefined].filter((one) => one !== undefined);
  return {
    label: name,
    kind: 'variable',
    ...(isNew ? { insert: `${name} = ${valueOf(type)}`, isSnippet: true } : { insert: name }),
    ...(facts.length && { detail: facts.join(' · ') }),
    ...(description !== undefined && { documentation: inMarkdown(description) }),
    sort: `${required ? 0 : 1}${name}`,
  };
}

function valueOf(type = 'string'): string {
  if (type === 'bool') return '${1|true,false|}';
  if (type === 'number') return '$1';
  if (/^(list|set|tuple)\b/.test(type)) return '[$1]';
  return /^(map|object)\b/.test(type) ? '{\n\t$1\n}' : '"$1"';
}
