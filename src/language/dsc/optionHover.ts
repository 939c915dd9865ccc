import { optionNamed } from '../../pipeline/dsc/dscOptions';
import { optionAt } from '../../pipeline/dsc/optionPlaceAt';
import type { SourceText } from '../../text/sourceText';
import { describeSetting, inMarkdown, settingFacts } from '../describeSetting';
import { markdown } from '../hover';
import type { Hover } from '../hover';
import type { Messages } from '../messages';

/** What the option of a dsc step at an offset of a template does, with its type and default. */
export function optionHover(
  { path, text }: Pick<SourceText, 'path' | 'text'>,
  offset: number,
  messages: Messages,
): Hover | undefined {
  const found = optionAt(path, text, offset);
  const known = found && optionNamed(found.name);
  if (!known) return undefined;
  const { option, table } = known;
  const title = `**${inMarkdown(`${table.of} ${found.name}`)}**  \n${inMarkdown(settingFacts(option, messages))}`;
  return {
    span: found.span,
    contents: [markdown(title), markdown(describeSetting(option, table, messages))],
  };
}
