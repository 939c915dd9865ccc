import type { LintedSubject } from '../../lint/lintResult';
import { explain } from './explain';
import type { Explanation } from './explain';
import { explainVagrantfile } from './explainVagrantfile';

/** What was read at an offset of a file, in all subjects that lead to it. */
export const explainAt = (
  linted: readonly Pick<LintedSubject, 'pipeline' | 'vagrantProject'>[],
  path: string,
  offset: number,
): Explanation[] =>
  linted.flatMap(({ pipeline, vagrantProject }) => [
    ...(pipeline ? explain(pipeline, path, offset) : []),
    ...(vagrantProject ? explainVagrantfile(vagrantProject, path, offset) : []),
  ]);
