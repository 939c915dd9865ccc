import type { Pipeline } from '../pipeline/pipeline';
import type { EffectEvent, Timeline } from '../pipeline/timeline/timeline';
import { isTornStep } from '../pipeline/timeline/unread';
import { setting } from '../pipeline/value';
import { runBy } from './eventNames';
import type { Fix } from './finding';
import { addLines } from './fixes/addLines';
import { addListItem } from './fixes/addListItem';
import { changeWord } from './fixes/changeWord';
import { writable } from './fixes/writable';
import type { Rule } from './rule';
import { stepDown } from './stepDown';

/** Builders that take the image of a machine which Packer switches off by itself, whatever the guest is doing. */
const clouds = /^(azure-arm|azure-dtl|googlecompute)$/;

/**
 * "sysprep.exe /oobe /generalize /shutdown isn't enough": images failed now and then until the script waited for the
 * state that sysprep leaves in the registry (hashicorp/packer#5385; so does hashicorp/packer-plugin-azure, arm.mdx).
 */
export const sysprepWithoutWait: Rule = {
  id: 'sysprep-without-wait',
  severity: 'warning',
  category: 'image',
  since: '0.1.0',
  summary: 'In a cloud build, the image may be captured before Sysprep has finished.',
  fixes: ['unsafe'],
  *check(pipeline) {
    for (const timeline of pipeline.timelines) {
      const { build, events } = timeline;
      if (!clouds.test(build.type)) continue;
      for (const event of events) {
        if (event.kind !== 'effect' || event.step.phase !== 'provision') continue;
        const { effect, script, always } = event;
        const problem = problemOf(timeline, event);
        if (!problem) continue;
        yield {
          builds: [build],
          ...(!always && { severity: stepDown('warning') }),
          message: `'${effect.command}' ${problem}`,
          location: effect.location,
          related: runBy(script),
          fixes: addWait(pipeline, event),
        };
      }
    }
  },
};

function problemOf(timeline: Timeline, event: EffectEvent): string | undefined {
  const { fact } = event.effect;
  if (fact.kind !== 'sysprep') return undefined;
  if (fact.then === 'shutdown')
    return 'shuts the guest down while Packer is connected: the step may fail or hang, and the image may not be generalized. Use /quit, and wait here until Sysprep has finished.';
  if (fact.then !== 'quit' || !timeline.build.type.startsWith('azure-') || isWaitedFor(timeline, event))
    return undefined;
  return 'continues in the background after this step, so Packer captures an image that is not yet generalized. Wait here until Sysprep has finished.';
}

/** Whatever follows may be what waits; only where sysprep is the end of all, nothing does. */
function isWaitedFor({ steps, events }: Timeline, event: EffectEvent): boolean {
  const { step, script, effect } = event;
  const following = steps.slice(steps.indexOf(step) + 1).some((one) => one.provisioner || isTornStep(one));
  // A batch script waits for each of its programs by itself.
  if (following || !effect.last || script.language !== 'powershell' || script !== step.scripts.at(-1))
    return true;
  const command = script.text.text.slice(effect.span.start, effect.span.end);
  const later = events.slice(events.indexOf(event) + 1);
  return /\s-W(?:ait)?\b/i.test(command) || later.some((other) => other.step === step && isWait(other));
}

const isWait = (event: Timeline['events'][number]): boolean =>
  event.kind !== 'effect' || event.effect.fact.kind === 'imageState';

const state =
  "(Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Setup\\State').ImageState";
const wait = [
  '$tries = 0',
  `while (${state} -ne 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE') {`,
  "  if (++$tries -gt 180) { throw 'Sysprep did not finish in 30 minutes.' }",
  '  Start-Sleep -Seconds 10',
  '}',
];

/** `sysprep` itself with `/quit` or `/shutdown`, at the end of its script; not the scripts of the clouds. */
function addWait(pipeline: Pipeline, event: EffectEvent): Fix[] {
  const { script, effect, step } = event;
  const { provisioner } = step;
  const text = script.text.text.slice(effect.span.start, effect.span.end);
  if (!effect.last || !event.always || !provisioner || provisioner.override) return [];
  if (!/[\s"'][-/](?:quit|shutdown)\b/i.test(text) || script.language !== 'powershell') return [];
  const quits = /[\s"'][-/]quit\b/i.test(text);
  const quit = quits
    ? []
    : changeWord(
        pipeline,
        script,
        effect.span,
        [{ written: /(?<=[-/])shutdown\b/i, newText: 'quit' }],
        'unsafe',
      );
  if (!quits && !quit.length) return [];
  const title = 'Wait until Sysprep has finished';
  const edits = quit.flatMap((fix) => fix.edits);
  const [inFile] = addLines(pipeline, event, 'after', wait, title);
  if (inFile) return [{ title, applicability: 'unsafe', edits: [...edits, ...inFile.edits] }];
  const list = setting(provisioner.settings, 'inline');
  const source = writable(pipeline.template, list?.location);
  if (script.path !== undefined || list?.kind !== 'list' || !source) return [];
  const line = wait
    .map((part) => part.trim())
    .join('; ')
    .replaceAll('{;', '{')
    .replaceAll('; }', ' }');
  const inList = addListItem(source, list, JSON.stringify(line));
  return inList ? [{ title, applicability: 'unsafe', edits: [...edits, inList] }] : [];
}
