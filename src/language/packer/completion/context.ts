import type { Template } from '../../../pipeline/template/template';
import type { Messages } from '../../messages';
import type { BodyFacts } from '../bodySettings';
import type { Cursor } from '../cursor';
import type { PackerPlace } from '../packerPlace';

/** What completions of a place in a template go by. */
export interface CompletionContext {
  readonly place: PackerPlace;
  readonly template: Template;
  readonly cursor: Cursor;
  /** What is known of the body around the place; undefined where nobody can say what it takes. */
  readonly facts: BodyFacts | undefined;
  readonly messages: Messages;
}
