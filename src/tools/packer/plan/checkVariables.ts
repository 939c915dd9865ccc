import path from 'node:path';
import { templateVariables } from '../../../pipeline/template/variables';
import type { FileSource } from '../../../text/fileSource';
import type { BuildRequest } from '../commands/buildRequest';

/** What is wrong with the variables of a build. */
export interface VariableProblems {
  /** Files that were to set variables and are not there: Packer stops. Absolute. */
  readonly missingFiles: readonly string[];
  /** Names of variables without a value: Packer does not build. */
  readonly unset: readonly string[];
  /** Secrets whose values Packer does not take, as a file sets the same variable. */
  readonly overruled: readonly { readonly name: string; readonly setIn: string }[];
}

/** @param environment as Packer gets it */
export function checkVariables(
  { template, target, choices, secrets }: BuildRequest,
  files: FileSource,
  environment: NodeJS.ProcessEnv,
): VariableProblems {
  const varFiles = choices.varFiles.map((file) => path.resolve(target.cwd, file));
  const given = new Set([...Object.keys(choices.variables), ...secrets.keys()]);
  const variables = templateVariables(template, files, { varFiles });
  const hcl2 = template.dialect === 'hcl2';
  return {
    missingFiles: varFiles.filter((file) => files.kind(file) !== 'file'),
    unset: variables
      .filter(({ name, required }) => required && !given.has(name))
      .filter(({ name }) => !hcl2 || environment[`PKR_VAR_${name}`] === undefined)
      .map(({ name }) => name),
    // Packer is given secrets of HCL2 templates by its environment, which counts less than any file.
    overruled: variables.flatMap(({ name, setIn }) =>
      hcl2 && setIn !== undefined && secrets.has(name) ? [{ name, setIn }] : [],
    ),
  };
}
