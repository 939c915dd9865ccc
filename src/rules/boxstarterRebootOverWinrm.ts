import type { Pipeline } from '../pipeline/pipeline';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Provisioner } from '../pipeline/template/template';
import type { EffectEvent, Step, Timeline } from '../pipeline/timeline/timeline';
import { setting } from '../pipeline/value';
import type { Fix } from './finding';
import { editScript } from './fixes/changeWord';
import { canWriteTo, insertStep, writerOf } from './fixes/templateWriter';
import type { Rule } from './rule';
import { stepsAfter } from './steps';

export const boxstarterRebootOverWinrm: Rule = {
  id: 'boxstarter-reboot-over-winrm',
  severity: 'error',
  summary: 'Boxstarter restarts the guest in a provisioner and cannot resume afterwards.',
  fixable: true,
  *check(pipeline) {
    for (const timeline of pipeline.timelines)
      for (const { event, start, allowed } of boxstarterReboots(timeline)) {
        const { effect, step } = event;
        yield {
          builds: [timeline.build],
          ...(!allowed && { severity: 'warning' as const }),
          message: `'${effect.command}' lets Boxstarter restart the guest, and over WinRM it cannot resume: the rest of the package never runs. Run Boxstarter before WinRM is enabled, or with -DisableReboots and a windows-restart step.`,
          location: effect.location,
          related:
            start && start !== event
              ? [{ message: 'Boxstarter starts here.', location: start.effect.location }]
              : [],
          fixes: start && step.provisioner ? disableReboots(pipeline, start, step.provisioner) : [],
        };
      }
  },
};

interface BoxstarterReboot {
  readonly event: EffectEvent;
  /** The command of the step that starts Boxstarter. */
  readonly start: EffectEvent | undefined;
  /** Whether the step is seen to let Boxstarter restart: without that Invoke-Reboot only says that it may not. */
  readonly allowed: boolean;
}

/** The restarts of Boxstarter in steps over WinRM. */
export function* boxstarterReboots({ build, events }: Timeline): Generator<BoxstarterReboot> {
  const starts = new Map<Step, EffectEvent>();
  const allowing = new Set<Step>();
  for (const event of events) {
    if (event.kind !== 'effect' || !event.step.provisioner) continue;
    const { fact } = event.effect;
    if (fact.kind === 'boxstarter' && !starts.has(event.step)) starts.set(event.step, event);
    if (fact.kind !== 'reboot' || fact.by !== 'boxstarter') continue;
    // Under elevated_user it runs in a scheduled task, which Boxstarter does not take for a remote session.
    if (setting(event.step.provisioner.settings, 'elevated_user') || communicatorOf(build).kind !== 'winrm')
      continue;
    const start = starts.get(event.step);
    // Then RebootOk is false, and Invoke-Reboot does nothing.
    if (start && /-DisableReboots\b/i.test(commandOf(start))) continue;
    if (start || /rebootok/i.test(event.effect.command)) allowing.add(event.step);
    yield { event, start, allowed: allowing.has(event.step) };
  }
}

const commandOf = ({ script, effect }: EffectEvent): string =>
  script.text.text.slice(effect.span.start, effect.span.end);

function disableReboots(pipeline: Pipeline, start: EffectEvent, provisioner: Provisioner): Fix[] {
  if (!/^install-boxstarterpackage\b/i.test(commandOf(start)) || provisioner.override) return [];
  const { template } = pipeline;
  const { location } = provisioner.settings;
  const source = template.files.find(({ path }) => path === location.path);
  const { end } = start.effect.span;
  const edit = editScript(pipeline, start.script, { start: end, end }, ' -DisableReboots');
  if (!edit || !source || !canWriteTo(source)) return [];
  const restarts = stepsAfter(pipeline, start.step).every(
    (next) => next?.provisioner?.type === 'windows-restart',
  );
  const step = insertStep(writerOf(template), source, location, 'windows-restart', {
    restart_timeout: '15m',
  });
  return [
    {
      title: 'Use -DisableReboots and a windows-restart step',
      edits: restarts ? [edit] : [edit, step],
    },
  ];
}
