import { templateVariables } from '../../../../pipeline/template/variables';
import type { Template } from '../../../../pipeline/template/template';
import type { BuildRequest } from '../../../../tools/packer/commands/buildRequest';
import { keepSecretsApart } from '../../../../tools/packer/commands/keepSecretsApart';
import { editorFiles } from '../../../editorFiles';
import { targetOf } from '../../templates/pickTemplate';
import type { ChoiceMemory } from './choiceMemory';
import { firstChoices } from './firstChoices';

/** How a template would be built now: with its last choices, or as Packer does without any. */
export async function lastRequest(template: Template, memory: ChoiceMemory): Promise<BuildRequest> {
  const files = editorFiles();
  const choices = memory.last(template, templateVariables(template, files)) ?? firstChoices(template);
  const secrets = await memory.secretValues(template, choices.secrets);
  return keepSecretsApart({ template, target: await targetOf(template), choices, secrets }, files);
}
