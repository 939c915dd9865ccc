import type { RunStep } from '../output/runStep';
import type { RunRecord } from './runRecord';

/** The step in which a run failed: of several builds that failed, the one whose error Packer reported first. */
export function failedStep({ steps, errors }: Pick<RunRecord, 'steps' | 'errors'>): RunStep | undefined {
  const failed = steps.filter((step) => step.failed);
  const [first = ''] = errors;
  return failed.findLast(({ build }) => isOf(build, first)) ?? failed.at(-1);
}

/** The errors that Packer reported of a build. @param build as the template names it */
export const errorsOf = ({ errors }: Pick<RunRecord, 'errors'>, build: string): readonly string[] =>
  errors.filter((error) => isOf(build, error));

/** Since 1.13 the builds of a JSON template are printed with their type: `null.one: …`. */
function isOf(build: string, error: string): boolean {
  const printed = error.slice(0, Math.max(0, error.indexOf(': ')));
  return printed === build || printed.endsWith(`.${build}`);
}
