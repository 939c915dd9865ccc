import { communicatorOf } from '../pipeline/template/communicator';
import type { EffectEvent, Timeline } from '../pipeline/timeline/timeline';
import { formatDuration } from '../words/durations';
import { nameOf } from './eventNames';
import { setSetting } from './fixes/setSetting';
import type { Rule } from './rule';
import { inBootstrap, takeOverIn } from './timelineQueries';

/** What Packer waits where nothing is set, and too little for updates. Public templates with updates take 2 to 12 hours. */
const short = 30 * 60_000;
const enough = '6h';

/** Images of clouds answer by themselves. */
const cloud = /^(amazon|azure|googlecompute)/;

export const winrmTimeoutTooShort: Rule = {
  id: 'winrm-timeout-too-short',
  severity: 'warning',
  category: 'connection',
  since: '0.1.0',
  summary: 'Packer waits 30 minutes or less for a guest that first installs updates.',
  fixes: ['unsafe'],
  // mwrock/packer-templates#35: a build that installs updates runs into the timeout.
  *check({ template, timelines }) {
    for (const timeline of timelines) {
      const { build } = timeline;
      const { kind, timeout, location } = communicatorOf(build);
      if (kind !== 'winrm' || cloud.test(build.type)) continue;
      if (timeout.value === undefined || timeout.value > short) continue;
      const event = slowBefore(timeline);
      if (!event) continue;
      const waits = timeout.location
        ? formatDuration(timeout.value, { width: 'long', accuracy: 'milliseconds' })
        : '30 minutes (the default)';
      yield {
        builds: [build],
        ofBuilder: true,
        message: `Packer waits ${waits} for WinRM, but before it opens, ${nameOf(event)} ${
          event.effect.fact.kind === 'boxstarter' ? 'runs Boxstarter' : 'installs updates'
        }, which often takes longer. Set winrm_timeout to several hours.`,
        location: timeout.location ?? location ?? build.typeLocation,
        related: [{ message: 'This runs before Packer connects.', location: event.effect.location }],
        fixes: setSetting(template, build, 'winrm_timeout', enough, `Set winrm_timeout to ${enough}`),
      };
    }
  },
};

/** What takes long before Packer can connect; undefined where it is not known when that is. */
function slowBefore(timeline: Timeline): EffectEvent | undefined {
  const takeOver = takeOverIn(timeline);
  if (!takeOver) return undefined;
  return timeline.events
    .slice(0, takeOver.index)
    .find(
      (event): event is EffectEvent =>
        event.kind === 'effect' &&
        inBootstrap(event) &&
        /^(updates|boxstarter)$/.test(event.effect.fact.kind),
    );
}
