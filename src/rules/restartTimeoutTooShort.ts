import { durationOf } from '../pipeline/template/duration';
import type { Provisioner } from '../pipeline/template/template';
import { coursesOf } from '../pipeline/timeline/courses';
import type { Course } from '../pipeline/timeline/courses';
import type { EffectEvent, Step } from '../pipeline/timeline/timeline';
import { setting } from '../pipeline/value';
import { groupBy } from '../text/groupBy';
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
  category: 'restarts',
  since: '0.1.0',
  summary:
    'A windows-restart provisioner waits 5 minutes or less after updates, features or other large installations.',
  fixes: ['unsafe'],
  *check(pipeline) {
    const { template } = pipeline;
    for (const course of coursesOf(pipeline))
      for (const { provisioner, since } of restartsIn(course)) {
        const value = setting(provisioner.settings, 'restart_timeout');
        const isSet = value !== undefined && value.kind !== 'null';
        const timeout = isSet ? durationOf(value) : usual;
        const heavy = timeout !== undefined && timeout <= usual ? heaviest(since()) : undefined;
        if (!heavy) continue;
        const { event, what, certain } = heavy;
        yield {
          builds: course.builds,
          ...(!certain && { severity: 'info' as const }),
          message: `This restart may take only ${formatDuration(timeout ?? usual, { width: 'long', accuracy: 'milliseconds' })}${
            isSet ? '' : ' (the default)'
          }, but after ${what} (${event.effect.command}), Windows can take longer to start, and the build fails. Set restart_timeout to 30 minutes.`,
          location: isSet ? value.location : provisioner.typeLocation,
          related: [{ message: 'Installed here.', location: event.effect.location }],
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

interface Restart {
  readonly provisioner: Provisioner;
  /** What is done between the restart before and this one, in order. */
  readonly since: () => EffectEvent[];
}

function* restartsIn({ steps, events }: Course): Generator<Restart> {
  const done = groupBy(
    [...events.entries()].filter((entry): entry is [number, EffectEvent] => entry[1].kind === 'effect'),
    ([, event]) => event.step,
  );
  let before: Step[] = [];
  for (const step of steps) {
    const { provisioner } = step;
    const since = before;
    if (provisioner?.type === 'windows-restart')
      yield {
        provisioner,
        // What a step leaves for the next start comes behind what others do.
        since: () =>
          since
            .flatMap((one) => done.get(one) ?? [])
            .sort(([a], [b]) => a - b)
            .map(([, event]) => event),
      };
    if (/^windows-(restart|update)$/.test(provisioner?.type ?? '')) before = [];
    else before.push(step);
  }
}

/** What is the slowest of what is installed before a restart. */
function heaviest(done: readonly EffectEvent[]): Slow | undefined {
  for (const { what, certain, is } of slow) {
    // What a condition decides proves little where the restart may well be fast.
    const event = done.find((other) => (certain || other.always) && is(other));
    if (event) return { event, what, certain };
  }
  return undefined;
}

interface Slow {
  readonly event: EffectEvent;
  /** In the words of the message. */
  readonly what: string;
  /** False where a restart may well be as fast as others. */
  readonly certain: boolean;
}

interface SlowRow extends Omit<Slow, 'event'> {
  readonly is: (event: EffectEvent) => boolean;
}

const isInstalled =
  (pattern: RegExp) =>
  ({ effect, script }: EffectEvent): boolean =>
    effect.fact.kind === 'installs' &&
    pattern.test(script.text.text.slice(effect.span.start, effect.span.end));

/**
 * What Windows still works on when it has restarted, the slowest first. Features and .NET: hashicorp/packer#9532, #3434;
 * SQL Server and Visual Studio bring .NET and runtimes, which their setups finish then.
 */
const slow: readonly SlowRow[] = [
  { what: 'Windows updates', certain: true, is: ({ effect }) => effect.fact.kind === 'updates' },
  {
    what: 'a Windows package',
    certain: false,
    is: isInstalled(/\badd-(?:windows)?package\b/i),
  },
  {
    what: 'SQL Server',
    certain: true,
    is: isInstalled(/sqlserver|sqlexpr|sql-server|\baction=install\b/i),
  },
  {
    what: 'Visual Studio',
    certain: true,
    is: isInstalled(/\bvs_\w+\.exe|visualstudio|visual-studio/i),
  },
  {
    what: '.NET Framework',
    certain: true,
    is: isInstalled(/\bndp\d|dotnetfx|dotnet-?4|netfx-?\d|net-framework|dotnet3\.5|\bwmf\b|powershell-?5/i),
  },
  {
    // Roles that set themselves up while Windows starts, and many features at once.
    what: 'Windows features',
    certain: true,
    is: (event) => isFeature(event) && isInstalled(largeFeatures)(event),
  },
  { what: 'a Windows feature', certain: false, is: isFeature },
];

function isFeature(event: EffectEvent): boolean {
  return (
    isInstalled(/windows-?(?:optional)?feature|enable-feature|windowsfeatures/i)(event) &&
    !isInstalled(/uninstall-windowsfeature|remove-windowsfeature|disable-|telnet|tftp|\brsat|snmp/i)(event)
  );
}

const largeFeatures =
  /includeallsubfeature|hyper-?v|ad-domain|adcs|adfs|\brds-|remote-desktop-services|web-server|iis-|failover|updateservices|net-framework|netfx|desktop-experience|server-gui|fs-|msmq|windows-subsystem|virtualmachineplatform|[\w-]\s{0,9},\s{0,9}[\w-]{1,80}\s{0,9},\s{0,9}[\w-]{1,80}\s{0,9},/i;
