import type { BuildChoices } from './buildChoices';

/** The values of `choices.secrets`, which go to Packer in ways that no list of processes shows. */
export interface Secrets {
  /**
   * For a JSON template: a JSON file with the values, which Packer reads when it starts. Absolute. Nobody else may
   * read it, and the caller removes it.
   */
  readonly secretsFile?: string;
  /** For an HCL2 template, which takes them from the environment. */
  readonly secretValues?: Readonly<Record<string, string>>;
}

/** What `validate` and `build` are told of the choices: which builds, with which variables. */
export const selectionArguments = (
  { only, except, ...rest }: BuildChoices,
  secrets: Secrets = {},
): string[] => [
  ...(only.length ? [`-only=${only.join(',')}`] : []),
  ...(except.length ? [`-except=${except.join(',')}`] : []),
  ...variableArguments(rest, secrets),
];

/** The variables of the choices. */
export const variableArguments = (
  { varFiles, variables, secrets }: Pick<BuildChoices, 'varFiles' | 'variables' | 'secrets'>,
  { secretsFile }: Secrets = {},
): string[] => [
  ...varFiles.map((file) => `-var-file=${file}`),
  ...Object.entries(variables)
    .filter(([name]) => !secrets.includes(name))
    .flatMap(([name, value]) => ['-var', `${name}=${value}`]),
  // The last file that sets a variable counts.
  ...(secretsFile === undefined ? [] : [`-var-file=${secretsFile}`]),
];

/** What an HCL2 template reads secrets from. */
export const secretEnvironment = ({ secretValues = {} }: Secrets): Record<string, string> =>
  Object.fromEntries(Object.entries(secretValues).map(([name, value]) => [`PKR_VAR_${name}`, value]));

/** What only `build` takes from the environment of them. */
export const registryEnvironment = ({ withoutRegistry }: BuildChoices): Record<string, string> =>
  withoutRegistry ? { HCP_PACKER_REGISTRY: 'off' } : {};

/** What only `build` is told of them. */
export const runArguments = ({ force, onError, parallel, timestamps }: BuildChoices): string[] => [
  ...(timestamps ? ['-timestamp-ui'] : []),
  ...(force ? ['-force'] : []),
  ...(onError === 'cleanup' ? [] : [`-on-error=${onError}`]),
  ...(parallel > 0 ? [`-parallel-builds=${parallel}`] : []),
];
