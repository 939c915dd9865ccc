import type { AnswerCommand } from '../pipeline/answerFile/answerFile';
import type { EffectEvent, Timeline } from '../pipeline/timeline/timeline';
import type { Pipeline } from '../pipeline/pipeline';
import { sourceOf } from './answerFiles';
import { nameOf } from './eventNames';
import type { Fix } from './finding';
import { insertFirst } from './fixes/answerFileWriter';
import type { Rule } from './rule';
import { stepDown } from './stepDown';

/** What Setup runs instead of the command: it has to run something. */
const nothing = 'cmd.exe /c exit 0';

/**
 * Microsoft's reference of RunSynchronousCommand: "Do not add commands that shut down or reboot the computer", and
 * WillReboot does it and goes on with the remaining commands.
 */
export const specializeRebootCommand: Rule = {
  id: 'specialize-reboot-command',
  severity: 'warning',
  category: 'restarts',
  since: '0.1.0',
  summary: 'A RunSynchronous command restarts or shuts down the guest during Windows Setup.',
  fixes: ['unsafe'],
  *check(pipeline) {
    for (const timeline of pipeline.timelines)
      for (const event of timeline.events) {
        if (event.kind !== 'effect' || event.step.phase !== 'specialize' || !event.step.inOrder) continue;
        const { fact } = event.effect;
        if (fact.kind !== 'reboot' || (fact.when !== 'now' && fact.when !== 'off')) continue;
        yield {
          builds: [timeline.build],
          ...(!event.always && { severity: stepDown('warning') }),
          message: `${nameOf(event)} ${fact.when === 'off' ? 'shuts the guest down' : 'restarts the guest'} in the middle of Windows Setup, which may then start over or stop. Let Setup restart it with <WillReboot>Always</WillReboot>.`,
          location: event.effect.location,
          fixes: useWillReboot(pipeline, timeline, event),
        };
      }
  },
};

/** Only where the command does nothing else, so that nothing is lost. */
function useWillReboot(pipeline: Pipeline, { answerFile }: Timeline, event: EffectEvent): Fix[] {
  const { step, script, effect, always } = event;
  const item = answerFile?.commands.find(({ location }) => location.span.start === step.location.span.start);
  const restarts = effect.fact.kind === 'reboot' && effect.fact.when === 'now';
  if (!item?.command || !always || !restarts || !step.scripts.includes(script)) return [];
  const { text } = item.command;
  if (text.slice(effect.span.start, effect.span.end) !== text || joins(text)) return [];
  const setting = willReboot(pipeline, item);
  if (!setting) return [];
  const command = { ...item.command.locate({ start: 0, end: text.length }), newText: nothing };
  return [
    { title: 'Let Setup restart with WillReboot', applicability: 'unsafe', edits: [...setting, command] },
  ];
}

/** Several commands in one line, of which the restart is only the last. */
const joins = (text: string): boolean => /[&|;\n]/.test(text);

function willReboot(pipeline: Pipeline, { willReboot: set, location }: AnswerCommand) {
  if (set?.text) return set.text === 'Always' ? [] : [{ ...set.location, newText: 'Always' }];
  // An empty element stands there: what it is replaced by would depend on how it is written.
  if (set) return undefined;
  const edit = insertFirst(sourceOf(pipeline, location.path), location, '<WillReboot>Always</WillReboot>');
  return edit && [edit];
}
