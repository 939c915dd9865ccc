import { durationOf } from '../pipeline/template/duration';
import type { Provisioner } from '../pipeline/template/template';
import type { EffectEvent, Step, Timeline } from '../pipeline/timeline/timeline';
import { setting } from '../pipeline/value';
import { formatDuration } from '../words/durations';
import { setSetting } from './fixes/setSetting';
import type { Rule } from './rule';

/** What Packer takes where `restart_timeout` is unset (provisioner/windows-restart/provisioner.go). */
const usual = 5 * 60_000;

/**
 * After updates Windows works on them for a while before it is up again: hashicorp/packer#3434 needed 10 minutes,
 * and public templates set up to two hours.
 */
export const restartTimeoutTooShort: Rule = {
  id: 'restart-timeout-too-short',
  severity: 'warning',
  summary: 'A windows-restart provisioner waits 5 minutes or less after Windows updates.',
  fixable: true,
  *check({ template, timelines }) {
    for (const timeline of timelines)
      for (const step of timeline.steps) {
        const { provisioner } = step;
        if (provisioner?.type !== 'windows-restart') continue;
        const value = setting(provisioner.settings, 'restart_timeout');
        const isSet = value !== undefined && value.kind !== 'null';
        const timeout = isSet ? durationOf(value) : usual;
        const heavy = timeout !== undefined && timeout <= usual ? heaviest(timeline, step) : undefined;
        if (!heavy) continue;
        const updates = heavy.effect.fact.kind === 'updates';
        yield {
          builds: [timeline.build],
          ...(!updates && { severity: 'info' as const }),
          message: `This restart may take only ${formatDuration(timeout ?? usual, { width: 'long', accuracy: 'milliseconds' })}${
            isSet ? '' : ' (the default)'
          }, but after ${
            updates ? 'Windows updates' : 'a Windows package'
          } (${heavy.effect.command}), Windows can take longer to start, and the build fails. Set restart_timeout to 30 minutes.`,
          location: isSet ? value.location : provisioner.typeLocation,
          related: [{ message: 'Installed here.', location: heavy.effect.location }],
          fixes: lengthen(template, provisioner),
        };
      }
  },
};

const lengthen = (
  template: Parameters<typeof setSetting>[0],
  { settings, typeLocation, override }: Provisioner,
) =>
  override
    ? []
    : setSetting(
        template,
        { source: settings, typeLocation },
        'restart_timeout',
        '30m',
        'Set restart_timeout to 30m',
      );

/** What is installed between the restart before and this one; updates before packages. */
function heaviest({ steps, events }: Timeline, restart: Step): EffectEvent | undefined {
  const before = steps.slice(0, steps.indexOf(restart));
  const last = before.findLastIndex(({ provisioner }) =>
    /^windows-(restart|update)$/.test(provisioner?.type ?? ''),
  );
  const since = new Set(before.slice(last + 1).filter(({ phase }) => phase === 'provision'));
  const done = events.filter(
    (event): event is EffectEvent => event.kind === 'effect' && since.has(event.step),
  );
  return done.find(({ effect }) => effect.fact.kind === 'updates') ?? done.find(isPackage);
}

/** A package is most often an update. Features are left out: five minutes are enough for most of them. */
const isPackage = ({ effect }: EffectEvent): boolean =>
  effect.fact.kind === 'installs' && /\badd-(?:windows)?package\b/i.test(effect.command);
