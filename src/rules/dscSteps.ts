import { stepsOnce } from '../pipeline/template/sharedSteps';
import { memoizeByObject } from '../text/memoizeByObject';
import type { Provisioner, Template } from '../pipeline/template/template';

/** The `dsc` steps of a template, each once, whichever of its builds run them. */
export const dscSteps = memoizeByObject(({ builds }: Template): readonly Provisioner[] => {
  const found = new Set<Provisioner>();
  for (const step of stepsOnce(builds.map(({ provisioners }) => provisioners)))
    if (step.type === 'dsc') found.add(step);
  return [...found];
});
