import type { Template } from '../../../pipeline/template/template';
import type { BuildChoices } from './buildChoices';
import type { TemplateTarget } from './packer';

/** What a build is asked for. */
export interface BuildRequest {
  readonly template: Template;
  readonly target: TemplateTarget;
  readonly choices: BuildChoices;
  /** The values of the variables that `choices.secrets` names. */
  readonly secrets: ReadonlyMap<string, string>;
  /** The file for its output: a name beside the template, or absolute; by the settings if there is none. */
  readonly log?: string;
  /** It waits for Enter before each step. */
  readonly stepByStep?: true;
  /** Folders that the user has named for `-force` to delete, though no build is known to have made them; absolute. */
  readonly mayDelete?: readonly string[];
}

/** How a template would be built now. */
export type RequestOf = (template: Template) => Promise<BuildRequest>;
