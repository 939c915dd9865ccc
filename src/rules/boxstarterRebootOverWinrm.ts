import type { Pipeline } from '../pipeline/pipeline';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Provisioner } from '../pipeline/template/template';
import type { EffectEvent, Step, Timeline } from '../pipeline/timeline/timeline';
import { setting } from '../pipeline/value';
import type { TextEdit } from '../text/textEdit';
import type { Fix } from './finding';
import { editScript } from './fixes/changeWord';
import { insertStep, writerOf } from './fixes/templateWriter';
import { windowsRestart } from './fixes/windowsRestart';
import { writable } from './fixes/writable';
import type { Rule } from './rule';
import { stepsAfter } from './steps';
import { effectsOf } from './timelineQueries';

export const boxstarterRebootOverWinrm: Rule = {
  id: 'boxstarter-reboot-over-winrm',
  severity: 'error',
  category: 'restarts',
  since: '0.1.0',
  summary: 'Boxstarter restarts the guest in a provisioner and cannot resume afterwards.',
  fixes: ['unsafe'],
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
          fixes: step.provisioner ? disableReboots(pipeline, timeline, step, step.provisioner) : [],
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
export function* boxstarterReboots(timeline: Timeline): Generator<BoxstarterReboot> {
  const { build } = timeline;
  const starts = new Map<Step, EffectEvent>();
  const allowing = new Set<Step>();
  for (const event of effectsOf(timeline, 'boxstarter', 'reboot')) {
    if (!event.step.provisioner) continue;
    const { fact } = event.effect;
    if (fact.kind === 'boxstarter' && !starts.has(event.step)) starts.set(event.step, event);
    if (fact.kind !== 'reboot' || fact.by !== 'boxstarter') continue;
    // Under elevated_user it runs in a scheduled task, which Boxstarter does not take for a remote session.
    if (setting(event.step.provisioner.settings, 'elevated_user') || communicatorOf(build).kind !== 'winrm')
      continue;
    const start = starts.get(event.step);
    // Then RebootOk is false, and Invoke-Reboot does nothing.
    if (start ? /-DisableReboots\b/i.test(commandOf(start)) : forbidsReboots(event)) continue;
    if (start || /rebootok/i.test(event.effect.command)) allowing.add(event.step);
    yield { event, start, allowed: allowing.has(event.step) };
  }
}

const commandOf = ({ script, effect }: EffectEvent): string =>
  script.text.text.slice(effect.span.start, effect.span.end);

/** `$Boxstarter.RebootOk = $true`, with what is assigned. */
const rebootOk = /(\$Boxstarter\.RebootOk\s*=\s*)\$(true|false)\b/i;

const forbidsReboots = ({ script }: EffectEvent): boolean =>
  rebootOk.exec(script.text.text)?.[2]?.toLowerCase() === 'false';

/** Forbids Boxstarter to restart in a step, wherever that is allowed there, and restarts behind the step. */
function disableReboots(
  pipeline: Pipeline,
  { events }: Timeline,
  step: Step,
  { override, settings }: Provisioner,
): Fix[] {
  const source = writable(pipeline.template, settings.location);
  if (!source || override) return [];
  const edits: (TextEdit | undefined)[] = [];
  for (const event of events) {
    if (event.kind !== 'effect' || event.step !== step) continue;
    const { fact, span } = event.effect;
    const command = commandOf(event);
    if (fact.kind === 'boxstarter') {
      if (!/^install-boxstarterpackage\b/i.test(command)) return [];
      const at = { start: span.end, end: span.end };
      edits.push(editScript(pipeline, event.script, at, ' -DisableReboots'));
    }
    const [all, before = ''] = rebootOk.exec(command) ?? [];
    if (all === undefined || fact.kind !== 'reboot') continue;
    const start = span.start + command.indexOf(all) + before.length;
    edits.push(editScript(pipeline, event.script, { start, end: start + '$true'.length }, '$false'));
  }
  const known = edits.flatMap((edit) => edit ?? []);
  if (!known.length || known.length < edits.length) return [];
  const restarts = stepsAfter(pipeline, step).every((next) => next?.provisioner?.type === 'windows-restart');
  const restart = insertStep(writerOf(pipeline.template), source, settings.location, ...windowsRestart);
  return [
    {
      title: 'Disable restarts by Boxstarter, and use a windows-restart step',
      applicability: 'unsafe',
      edits: restarts ? known : [...known, restart],
    },
  ];
}
