import { communicatorOf } from '../pipeline/template/communicator';
import { durationOf } from '../pipeline/template/duration';
import type { Build, Template } from '../pipeline/template/template';
import type { EffectEvent, Timeline } from '../pipeline/timeline/timeline';
import { isTrue, setting } from '../pipeline/value';
import { formatDuration } from '../words/durations';
import { setSetting } from './fixes/setSetting';
import type { Report, Rule } from './rule';
import { stepDown } from './stepDown';

const minute = 60_000;
/** What Packer takes where `shutdown_timeout` is unset (packer-plugin-sdk shutdowncommand/config.go). */
const usual = 5 * minute;
/** What sysprep may take; two or three minutes on a fast machine with little installed. */
const enough = 15 * minute;

/**
 * Builders that were seen to hang when the connection is cut before the command ends (mwrock/packer-templates#49,
 * hashicorp/packer#4134, StefanScherer/packer-windows#340); VirtualBox is known to get over it.
 */
const hangs = /^(vmware|parallels|hyperv)-/;

export const shutdownRacesSysprep: Rule = {
  id: 'shutdown-races-sysprep',
  severity: 'warning',
  category: 'image',
  since: '0.1.0',
  summary: 'Packer may time out or lose the connection while the shutdown_command runs Sysprep.',
  fixes: ['unsafe'],
  *check({ template, timelines }) {
    for (const timeline of timelines) {
      const { build } = timeline;
      if (isTrue(setting(build.source, 'disable_shutdown'))) continue;
      const sysprep = shutdownEvents(timeline).find(({ effect: { fact } }) => fact.kind === 'sysprep');
      if (!sysprep) continue;
      yield* timeoutReports(template, build, sysprep);
      yield* blockReports(timeline, sysprep);
    }
  },
};

const shutdownEvents = ({ events }: Timeline): EffectEvent[] =>
  events.filter(
    (event): event is EffectEvent =>
      event.kind === 'effect' && event.step.phase === 'shutdown' && event.always,
  );

function* timeoutReports(template: Template, build: Build, sysprep: EffectEvent): Iterable<Report> {
  const value = setting(build.source, 'shutdown_timeout');
  const isSet = value !== undefined && value.kind !== 'null';
  const timeout = isSet ? durationOf(value) : usual;
  if (timeout === undefined || timeout >= enough) return;
  yield {
    builds: [build],
    // More than the usual shows that somebody has thought of it.
    ...(timeout > usual && { severity: stepDown('warning') }),
    message: `Packer waits ${formatDuration(timeout, { width: 'long', accuracy: 'milliseconds' })}${
      isSet ? '' : ' (the default)'
    } for the guest to shut down, but Sysprep can take longer: then the build fails at its end. Set shutdown_timeout to 15 minutes.`,
    location: isSet ? value.location : sysprep.step.location,
    related: [{ message: 'Sysprep runs here.', location: sysprep.effect.location }],
    fixes: setSetting(template, build, 'shutdown_timeout', '15m', 'Set shutdown_timeout to 15m'),
  };
}

/** Reports a connection that is cut in the script before sysprep. */
function* blockReports(timeline: Timeline, sysprep: EffectEvent): Iterable<Report> {
  const { build } = timeline;
  if (!hangs.test(build.type) || communicatorOf(build).kind !== 'winrm') return;
  const events = shutdownEvents(timeline);
  for (const { effect } of events.slice(0, events.indexOf(sysprep))) {
    const { fact } = effect;
    if (fact.kind !== 'remote' || fact.opens || !/^(firewall|service|listener|link)$/.test(fact.part))
      continue;
    yield {
      builds: [build],
      message: `'${effect.command}' cuts Packer's connection before the shutdown command has finished: with this builder, Packer may wait forever, although the guest is off. Leave WinRM open, and close it when the image starts.`,
      location: effect.location,
      related: [{ message: 'Sysprep runs here.', location: sysprep.effect.location }],
    };
    return;
  }
}
