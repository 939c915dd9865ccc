import type { Build } from './template';

/** A step with all builds in which it runs. */
export interface Shared<Step> {
  readonly step: Step;
  readonly builds: readonly Build[];
}

/**
 * The steps of builds, each once, in the order of the first build of each.
 * @param lists what runs in a build: builds in which the same runs have the same list
 */
export function sharedSteps<Step>(
  lists: Iterable<readonly [list: readonly Step[], build: Build]>,
): readonly Shared<Step>[] {
  const byList = new Map<readonly Step[], Build[]>();
  for (const [list, build] of lists) {
    const known = byList.get(list);
    if (known) known.push(build);
    else byList.set(list, [build]);
  }
  const found = new Map<Step, (readonly Build[])[]>();
  for (const [list, builds] of byList)
    for (const step of list) {
      const known = found.get(step);
      if (known) known.push(builds);
      else found.set(step, [builds]);
    }
  return [...found].map(([step, [first = [], ...others]]) => ({
    step,
    builds: others.length ? [first, ...others].flat() : first,
  }));
}

/** The steps of lists, each list once; of lists of which each is another one, steps come again. */
export function* stepsOnce<Step>(lists: Iterable<readonly Step[]>): Generator<Step> {
  for (const list of new Set(lists)) yield* list;
}
