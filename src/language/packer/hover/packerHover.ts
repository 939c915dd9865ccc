import { language } from '../../../pipeline/grammar/language';
import { componentOf } from '../../../pipeline/schema/component';
import { isVariableFile } from '../../../pipeline/template/templateFiles';
import type { Span } from '../../../text/span';
import { inMarkdown } from '../../describeSetting';
import { markdown } from '../../hover';
import type { Hover } from '../../hover';
import { fill } from '../../messages';
import type { Messages } from '../../messages';
import { bodyFacts, labelKind, settingsOf } from '../bodySettings';
import { cursorAt } from '../cursor';
import type { Cursor, LabelPlace } from '../cursor';
import { describeSetting, settingLine } from '../describeSetting';
import { componentPage, functionsPage } from '../documentation';
import { nameAt, namesIn } from '../names';
import type { PackerPlace } from '../packerPlace';
import { functionNamed, signatureText } from '../signature';
import { nameHover } from './nameHover';

/** What is known of what stands at a place of an HCL2 template, or of a file that sets its variables. */
export function packerHover(asked: PackerPlace, messages: Messages): Hover | undefined {
  const { source, offset, templates } = asked;
  for (const template of templates) {
    const name = nameAt(namesIn(template), source.path, offset);
    const hover = name && nameHover(name, template, asked, messages);
    if (hover) return hover;
  }
  if (isVariableFile(source.path)) return undefined;
  const cursor = cursorAt(source.text, offset);
  const { place } = cursor;
  if (place.kind === 'item') return place.item && settingHover(cursor, place.word, asked, messages);
  if (place.kind === 'label') return typeHover(cursor, place, asked, messages);
  if (place.kind !== 'value') return undefined;
  const { spot } = place;
  if (spot.kind === 'name' && !spot.path.length) return functionHover(cursor, spot.word, messages);
  return spot.kind === 'action' && !spot.isField ? engineHover(cursor, spot.word) : undefined;
}

function settingHover(
  { blocks, text }: Cursor,
  word: Span,
  { templates: [template], packer }: PackerPlace,
  messages: Messages,
): Hover | undefined {
  const facts = template && bodyFacts(blocks, template, packer);
  const name = text.slice(word.start, word.end);
  const setting = facts && settingsOf(facts).find((one) => one.name === name);
  if (!setting) return undefined;
  const title = `**${inMarkdown(name)}**  \n${inMarkdown(settingLine(setting, facts.component?.known, messages))}`;
  return { span: word, contents: [markdown(title), markdown(describeSetting(setting, messages))] };
}

/** The type of a source or of a step. */
function typeHover(
  { blocks, text }: Cursor,
  { type, before, word }: LabelPlace,
  { templates: [template], packer }: PackerPlace,
  messages: Messages,
): Hover | undefined {
  const facts = template && bodyFacts(blocks, template, packer);
  const kind = facts && labelKind(facts, type);
  if (!kind || before.length) return undefined;
  const label = text.slice(word.start, word.end);
  const found = componentOf(template, kind, label, packer);
  if (!found?.known) return undefined;
  const { plugin, component, required } = found;
  const { deprecated, since } = component;
  const of = plugin === 'core' ? 'Packer' : plugin;
  const version = required?.version === undefined ? '' : ` ${required.version}`;
  const page = componentPage(found);
  const lines = [
    `**${inMarkdown(label)}** · ${inMarkdown(`${of}${version}`)}`,
    deprecated
      ? deprecated.use === undefined
        ? messages.deprecatedAlone
        : fill(messages.deprecated, `\`${deprecated.use}\``)
      : '',
    since === undefined || since.startsWith('>') ? '' : inMarkdown(fill(messages.since, of, since)),
    page === undefined ? '' : `[${messages.documentation}](${page})`,
  ];
  return { span: word, contents: [markdown(lines.filter(Boolean).join('\n\n'))] };
}

function functionHover({ text }: Cursor, word: Span, messages: Messages): Hover | undefined {
  const name = text.slice(word.start, word.end);
  const schema = /^\s*\(/.test(text.slice(word.end, word.end + 80)) ? functionNamed(name) : undefined;
  if (!schema) return undefined;
  const since = schema.since === undefined ? '' : inMarkdown(fill(messages.since, 'Packer', schema.since));
  const more = [since, `[${messages.documentation}](${functionsPage})`].filter(Boolean).join('\n\n');
  return { span: word, contents: [markdown(`\`${signatureText(name, schema)}\``), markdown(more)] };
}

/** A function of the template engine, which is called as Go's templates do it. */
function engineHover({ text }: Cursor, word: Span): Hover | undefined {
  const name = text.slice(word.start, word.end);
  const { functions } = language().engine;
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!found) return undefined;
  const params = (found.params ?? []).map((one) => (one.optional ? `[${one.name}]` : one.name));
  return { span: word, contents: [markdown(`\`{{ ${[name, ...params].join(' ')} }}\``)] };
}
