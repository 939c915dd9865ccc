import { looksSecret } from '../../../pipeline/template/looksSecret';
import { templateVariables } from '../../../pipeline/template/variables';
import type { TemplateVariable } from '../../../pipeline/template/variables';
import type { FileSource } from '../../../text/fileSource';
import type { BuildRequest } from './buildRequest';

/** Whether nobody is to see the value of a variable: its template says so, or its name. */
export const isSecret = ({ name, sensitive }: Pick<TemplateVariable, 'name' | 'sensitive'>): boolean =>
  sensitive || looksSecret(name);

/**
 * A build whose secrets are not among its choices, which are recorded, shown, and seen in the list of processes. A task
 * may have written a password into its `variables`.
 */
export function keepSecretsApart<T extends Pick<BuildRequest, 'template' | 'choices' | 'secrets'>>(
  request: T,
  files: FileSource,
): T {
  const { template, choices } = request;
  const given = Object.entries(choices.variables);
  if (!given.length) return request;
  const declared = new Set(
    templateVariables(template, files)
      .filter(({ sensitive }) => sensitive)
      .map(({ name }) => name),
  );
  const secret = ([name]: readonly [string, string]) => isSecret({ name, sensitive: declared.has(name) });
  const found = given.filter(secret);
  if (!found.length) return request;
  return {
    ...request,
    choices: {
      ...choices,
      variables: Object.fromEntries(given.filter((one) => !secret(one))),
      secrets: [...new Set([...choices.secrets, ...found.map(([name]) => name)])],
    },
    // What is written in the task counts more than what was kept before.
    secrets: new Map([...request.secrets, ...found]),
  };
}
