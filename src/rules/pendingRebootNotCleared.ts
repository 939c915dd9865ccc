import type { EffectEvent, StepScript, Timeline, TimelineEvent } from '../pipeline/timeline/timeline';
import { runBy } from './eventNames';
import { restartAfter } from './fixes/restartAfter';
import type { Rule } from './rule';
import { effectsOf } from './timelineQueries';

/**
 * Sysprep on Windows with a restart pending "can get stuck in infinite loops … waiting for a reboot that you never
 * perform" (hashicorp/packer-plugin-azure, arm.mdx).
 */
export const pendingRebootNotCleared: Rule = {
  id: 'pending-reboot-not-cleared',
  severity: 'info',
  category: 'restarts',
  since: '0.1.0',
  summary: 'An installation may need a restart, but the guest does not restart before the image is saved.',
  fixes: ['unsafe'],
  *check({ template, timelines }) {
    for (const timeline of timelines) {
      const pending = lastPending(timeline);
      if (!pending) continue;
      const { effect, script, step } = pending;
      const sysprep = sysprepAfter(timeline, pending);
      const clearedInTime = !sysprep || sysprep.step !== step;
      yield {
        builds: [timeline.build],
        ...(sysprep && !unknownBetween(timeline, pending, sysprep) && { severity: 'warning' as const }),
        message: `'${effect.command}' may leave a restart pending, and nothing restarts the guest ${
          sysprep
            ? 'before Sysprep runs, which may then fail or hang'
            : 'before the image is saved: the installation only finishes when the image starts'
        }. Add a windows-restart step after it.`,
        location: effect.location,
        related: [
          ...runBy(script),
          ...(sysprep ? [{ message: 'Sysprep runs here.', location: sysprep.effect.location }] : []),
        ],
        fixes: clearedInTime && step.provisioner ? restartAfter(template, step.provisioner) : [],
      };
    }
  },
};

/** The last command that surely runs and may leave a restart pending, if nothing that follows may restart the guest. */
function lastPending(timeline: Timeline): EffectEvent | undefined {
  const { steps, events } = timeline;
  if (!effectsOf(timeline, 'reboot').some(mayBePending)) return undefined;
  const installing = installingCommands(timeline);
  const at = events.findLastIndex(
    (event) =>
      mayBePending(event) && (renames.test(event.effect.command) || installing.has(commandOf(event))),
  );
  const found = events[at];
  if (found?.kind !== 'effect') return undefined;
  const restarts = steps
    .slice(steps.indexOf(found.step) + 1)
    .some(({ provisioner }) => provisioner && mayRestart.test(provisioner.type));
  return restarts || events.slice(at + 1).some(mayClear) ? undefined : found;
}

/** Provisioners that restart the guest, or can be told to by what they are given. */
const mayRestart = /^(windows-restart|windows-update|dsc|ansible|chef-|puppet-|salt-)/;

/** Settings for the next start, by bcdedit or in the registry, are meant for that of the image. */
const mayBePending = (event: TimelineEvent): event is EffectEvent =>
  event.kind === 'effect' &&
  event.step.phase === 'provision' &&
  event.always &&
  event.effect.fact.kind === 'reboot' &&
  event.effect.fact.when === 'pending' &&
  !isInstaller.test(event.effect.command);

const renames = /^(?:rename|add|remove)-computer\b/i;

/** The commands that install something. */
function installingCommands(timeline: Timeline): { has(command: Command): boolean } {
  const found = new Map<StepScript, Set<number>>();
  for (const event of effectsOf(timeline, 'installs', 'updates')) {
    const [script, start] = commandOf(event);
    found.set(script, (found.get(script) ?? new Set()).add(start));
  }
  return { has: ([script, start]) => found.get(script)?.has(start) ?? false };
}

/** One command, for which several facts can stand. */
type Command = readonly [script: StepScript, start: number];

const commandOf = ({ script, effect: { span } }: EffectEvent): Command => [script, span.start];

/** Packages that are told to leave the restart to others: most need none. */
const isInstaller = /\bmsiexec|\.msi\b|\bREBOOT=|vcredist|vc_redist/i;

const mayClear = (event: TimelineEvent): boolean =>
  event.kind === 'unread' ||
  (event.kind === 'effect' &&
    event.effect.fact.kind === 'reboot' &&
    /^(now|maybe)$/.test(event.effect.fact.when));

/** A command of which nothing is known may restart the guest. */
const unknownBetween = ({ events }: Timeline, pending: EffectEvent, sysprep: EffectEvent): boolean =>
  events.slice(events.indexOf(pending), events.indexOf(sysprep)).some((event) => event.kind === 'unknown');

const sysprepAfter = ({ events }: Timeline, pending: EffectEvent): EffectEvent | undefined =>
  events
    .slice(events.indexOf(pending) + 1)
    .find(
      (event): event is EffectEvent =>
        event.kind === 'effect' && event.always && event.effect.fact.kind === 'sysprep',
    );
