import { isVariableFile } from '../../../pipeline/template/templateFiles';
import type { Completions } from '../../completion';
import type { Messages } from '../../messages';
import { bodyFacts } from '../bodySettings';
import { cursorAt } from '../cursor';
import type { PackerPlace } from '../packerPlace';
import type { CompletionContext } from './context';
import { itemCompletions } from './items';
import { labelCompletions } from './labels';
import { valueCompletions } from './values';
import { variableValueCompletions } from './variableValues';

/** What can be written at a place of an HCL2 template or of a file that sets its variables. */
export function packerCompletions(asked: PackerPlace, messages: Messages): Completions | undefined {
  const { source, offset, templates, packer } = asked;
  const cursor = cursorAt(source.text, offset);
  if (isVariableFile(source.path)) return variableValueCompletions(asked, cursor, messages);
  const [template] = templates;
  if (!template) return undefined;
  const facts = bodyFacts(cursor.blocks, template, packer);
  const context: CompletionContext = { place: asked, template, cursor, facts, messages };
  const { place } = cursor;
  switch (place.kind) {
    case 'item':
      return { word: place.word, items: itemCompletions(context, place) };
    case 'label':
      return { word: place.word, items: labelCompletions(context, place) };
    case 'value':
      return valueCompletions(context, place);
    case 'nothing':
      return undefined;
  }
}
