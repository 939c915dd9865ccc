import type { Provisioner, Template } from '../pipeline/template/template';

/** The `dsc` steps of a template, each once, whichever of its builds run them. */
export const dscSteps = ({ builds }: Template): Provisioner[] => [
  ...new Set(builds.flatMap(({ provisioners }) => provisioners.filter(({ type }) => type === 'dsc'))),
];
