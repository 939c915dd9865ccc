import { groupBy } from '../../text/groupBy';
import { memoizeByObject } from '../../text/memoizeByObject';
import type { Pipeline } from '../pipeline';
import { sharedSteps } from '../template/sharedSteps';
import type { Build, Provisioner } from '../template/template';
import { inOrder } from './stretches';
import type { Stretch } from './timeline';

/*
 * What provisioners do is the same in all builds that run the same ones: where nothing of a build enters, it is asked once
 * and said of all of them. A thousand builds of a thousand steps then cost what two thousand things cost.
 */

/** Builds in which the same provisioners run in the same way, in the order of the template; at least one. */
export interface Course extends Stretch {
  readonly provisioners: readonly Provisioner[];
  readonly builds: readonly Build[];
}

/** What runs in the builds of a pipeline, in the order of the first build of each. */
export const coursesOf = memoizeByObject(({ timelines }: Pipeline): readonly Course[] =>
  [...groupBy(timelines, ({ stretches }) => stretches.provision)].map(([stretch, own]) => ({
    ...stretch,
    provisioners: own[0]?.build.provisioners ?? [],
    builds: own.map(({ build }) => build),
  })),
);

/** The provisioners of the builds that are checked, each once. */
export const provisionersOf = memoizeByObject(({ timelines }: Pipeline) =>
  sharedSteps(timelines.map(({ build }) => [build.provisioners, build] as const)),
);

/** Their post-processors, each once. */
export const postProcessorsOf = memoizeByObject(({ timelines }: Pipeline) =>
  sharedSteps(timelines.map(({ build }) => [build.postProcessors, build] as const)),
);

/** All steps of their timelines, each once. */
export const stepsOf = memoizeByObject(({ timelines }: Pipeline) =>
  sharedSteps(
    timelines.flatMap(({ stretches, build }) =>
      inOrder(stretches).map(({ steps }) => [steps, build] as const),
    ),
  ),
);
