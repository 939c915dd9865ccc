import { UnreadablePath } from '../lint/lintPaths';
import type { GivenValues } from '../pipeline/template/readTemplate';
import type { Template } from '../pipeline/template/template';
import { templateVariables } from '../pipeline/template/variables';
import type { FileSource } from '../text/fileSource';
import { givenPath } from './givenPaths';
import { UsageError } from './options';

/** Values of variables, as `packer build` takes them. */
export const variableOptions = {
  var: { type: 'string', multiple: true },
  'var-file': { type: 'string', multiple: true },
} as const;

interface VariableOptions {
  readonly var?: readonly string[] | undefined;
  readonly 'var-file'?: readonly string[] | undefined;
}

/**
 * Reads the options. Files take the place of those that boxwright.json names.
 * @throws UsageError, UnreadablePath
 */
export function readVariables(options: VariableOptions, cwd: string, files: FileSource): GivenValues {
  const varFiles = options['var-file']?.map((file) => givenPath(cwd, file));
  for (const [index, file] of (varFiles ?? []).entries()) {
    const given = options['var-file']?.[index] ?? file;
    // Packer goes by the ending, too: hcl2template/parser.go.
    if (!/\.(hcl|json)$/.test(file))
      throw new UsageError(`--var-file '${given}' must end with .hcl or .json.`);
    if (files.read(file) === undefined) throw new UnreadablePath(`Cannot read the variable file '${given}'.`);
  }
  const variables = options.var?.map((one): [string, string] => {
    const at = one.indexOf('=');
    if (at < 1) throw new UsageError(`--var '${one}' must be NAME=VALUE.`);
    return [one.slice(0, at), one.slice(at + 1)];
  });
  return { ...(varFiles && { varFiles }), ...(variables && { variables: Object.fromEntries(variables) }) };
}

/** A name that no template declares has a typing error in it; Packer refuses it, too. @throws UsageError */
export function checkDeclared(
  templates: Iterable<Template>,
  { variables = {} }: GivenValues,
  files: FileSource,
): void {
  const names = Object.keys(variables);
  if (!names.length) return;
  const declared = new Set<string>();
  for (const template of templates)
    for (const { name } of templateVariables(template, files)) declared.add(name);
  const unknown = names.find((name) => !declared.has(name));
  if (unknown !== undefined) throw new UsageError(`--var '${unknown}': no template declares this variable.`);
}
