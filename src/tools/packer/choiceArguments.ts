import type { BuildChoices } from './buildChoices';

/** What `validate` and `build` are told of the choices: which builds, with which variables. Holds no secret. */
export const selectionArguments = ({
  only,
  except,
  varFiles,
  variables,
  secrets,
}: BuildChoices): string[] => [
  ...(only.length ? [`-only=${only.join(',')}`] : []),
  ...(except.length ? [`-except=${except.join(',')}`] : []),
  ...varFiles.map((file) => `-var-file=${file}`),
  ...Object.entries(variables)
    .filter(([name]) => !secrets.includes(name))
    .flatMap(([name, value]) => ['-var', `${name}=${value}`]),
];

/** What only `build` is told of them. */
export const runArguments = ({ force, onError, parallel, timestamps }: BuildChoices): string[] => [
  ...(timestamps ? ['-timestamp-ui'] : []),
  ...(force ? ['-force'] : []),
  ...(onError === 'cleanup' ? [] : [`-on-error=${onError}`]),
  ...(parallel > 0 ? [`-parallel-builds=${parallel}`] : []),
];
