import { guestOf, applyEvent } from '../pipeline/timeline/takeOver';
import type { Guest, Reachability } from '../pipeline/timeline/reachability';
import type { EffectEvent, Timeline } from '../pipeline/timeline/timeline';
import { memoizeByObject } from '../text/memoizeByObject';

/** One thing that is known to happen in the bootstrap, with what Packer could reach before and after it. */
export interface BootstrapState {
  readonly event: EffectEvent;
  /** Of the event in the timeline. */
  readonly index: number;
  readonly before: Reachability;
  readonly after: Reachability;
  /** What it could reach if the guest restarted right before it. */
  readonly restarted: Reachability;
}

/** Follows the guest through its bootstrap, on the way that Packer takes; none where that is not known. */
export const bootstrapStates = memoizeByObject(
  ({ build, stretches: { install, bootstrap }, takeOver }: Timeline): readonly BootstrapState[] => {
    const route = takeOver.kind === 'after' || takeOver.kind === 'never' ? takeOver.route : undefined;
    if (!route) return [];
    const guest = guestOf(build);
    return bootstrap.events.flatMap((event, at): BootstrapState[] => {
      const index = install.events.length + at;
      const [before, restarted] = [guest.reachability(route), guest.restarted(route)];
      applyEvent(guest, event);
      if (event.kind !== 'effect') return [];
      return [{ event, index, before, restarted, after: guest.reachability(route) }];
    });
  },
);

/** The guest right before an event of the bootstrap. */
export function guestBefore({ build, events }: Timeline, index: number): Guest {
  const guest = guestOf(build);
  for (const event of events.slice(0, index)) applyEvent(guest, event);
  return guest;
}
