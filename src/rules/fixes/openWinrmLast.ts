import type { AnswerCommand } from '../../pipeline/answerFile/answerFile';
import type { Pipeline } from '../../pipeline/pipeline';
import type { EffectEvent, Step, Timeline, TimelineEvent } from '../../pipeline/timeline/timeline';
import type { Location } from '../../text/location';
import type { TextEdit } from '../../text/textEdit';
import { sourceOf } from '../answerFiles';
import { openingOf } from '../earlyTakeOver';
import type { Fix } from '../finding';
import type { TakeOverInBootstrap } from '../timelineQueries';
import { withLeading } from './answerFileWriter';
import { moveCommandBehind } from './moveCommand';
import { ownLine } from './ownLine';
import { insertStepBefore, writerOf } from './templateWriter';
import { windowsRestart } from './windowsRestart';
import { writable } from './writable';

/**
 * Opens WinRM behind what restarts the guest. Setup goes on with RunSynchronous after a restart, so there the opening
 * command moves. A restart ends FirstLogonCommands, so there it is taken out, and a `windows-restart` step restarts the
 * guest when Packer has connected. None where that can't be done without a guess: a restart in a branch or in the middle
 * of a script, a command that does more than open WinRM.
 * @param opening where the bootstrap lets Packer in
 * @param restarts what restarts the guest afterwards; at least one
 */
export function openWinrmLast(
  pipeline: Pipeline,
  timeline: Timeline,
  opening: TakeOverInBootstrap,
  restarts: readonly EffectEvent[],
): Fix[] {
  const ending = restarts.filter(({ step }) => commandOf(timeline, step)?.list !== 'RunSynchronous');
  const removals = ending.map((event) => withoutRestart(pipeline, timeline, event));
  const known = removals.flatMap((edit) => edit ?? []);
  if (known.length < ending.length) return [];
  const restart = known.length ? restartFirst(pipeline, ending) : [];
  const move = moveBehind(pipeline, timeline, opening.event, restarts);
  if (!restart || (!move && known.length < restarts.length)) return [];
  const opens = openingOf(opening);
  const title = known.length
    ? `${move?.length ? `${opens} last and restart` : 'Restart'} with a windows-restart step instead`
    : `${opens} after the restarts`;
  return [{ title, applicability: 'unsafe', edits: [...(move ?? []), ...known, ...restart] }];
}

/** Opens WinRM behind commands of the same list; none where that command does more, or they are in other lists. */
export function openWinrmAfter(
  pipeline: Pipeline,
  timeline: Timeline,
  opening: TakeOverInBootstrap,
  work: readonly EffectEvent[],
): Fix[] {
  const edits = moveBehind(pipeline, timeline, opening.event, work);
  const title = `${openingOf(opening)} after these commands`;
  return edits?.length ? [{ title, applicability: 'unsafe', edits }] : [];
}

const commandOf = ({ answerFile }: Timeline, { location }: Step): AnswerCommand | undefined =>
  answerFile?.commands.find((command) => command.location === location);

/** Takes a restart out of its script, or its command out of the answer file; undefined where more hangs on it. */
function withoutRestart(pipeline: Pipeline, timeline: Timeline, event: EffectEvent): TextEdit | undefined {
  const { step, script, effect, always } = event;
  const command = commandOf(timeline, step);
  if (!command || !always || !effect.last || effect.fact.kind !== 'reboot' || !isLast(event))
    return undefined;
  if (isOwnCommand(event)) {
    const { path, span } = command.element;
    return { path, span: withLeading(sourceOf(pipeline, path).text, span), newText: '' };
  }
  const text = script.path === undefined ? undefined : pipeline.files.read(script.path);
  const line = text === undefined ? undefined : ownLine(text, effect.span);
  return line && { path: script.path ?? '', span: line, newText: '' };
}

/** Whether the step is the restart itself, and nothing else. */
const isOwnCommand = ({ step, script }: EffectEvent): boolean =>
  step.scripts.includes(script) && script.effects.length === 1 && script.calls.length === 0;

const isOwnRestart = (event: EffectEvent): boolean =>
  event.effect.fact.kind === 'reboot' && isOwnCommand(event);

/** Whether the step ends with the script that restarts: it is that, or does no more than run it. */
const isLast = (event: EffectEvent): boolean =>
  isOwnCommand(event) ||
  event.step.scripts.every(
    ({ effects, calls }) =>
      effects.length === 0 && calls.length === 1 && calls.every(({ script }) => script === event.script),
  );

/** A restart in front of the first provisioner; undefined where there is none, or a build without the restarts has it, too. */
function restartFirst(
  { template, timelines }: Pipeline,
  restarts: readonly EffectEvent[],
): TextEdit[] | undefined {
  const places = new Set(restarts.map(({ effect }) => keyOf(effect.location)));
  const restarting = (event: TimelineEvent) =>
    event.kind === 'effect' && places.has(keyOf(event.effect.location));
  const affected = timelines.filter(({ events }) => events.some(restarting));
  const edits = new Map<Location, TextEdit[]>();
  for (const { steps } of affected) {
    const first = steps.find(({ provisioner }) => provisioner)?.provisioner;
    const source = writable(template, first?.settings.location);
    if (!first || !source || first.override) return undefined;
    const { location } = first.settings;
    const isOf = (other: Timeline) =>
      other.steps.some(({ provisioner }) => provisioner?.settings.location === location);
    if (!timelines.filter(isOf).every((timeline) => affected.includes(timeline))) return undefined;
    const isRestart = first.type === 'windows-restart';
    edits.set(
      location,
      isRestart ? [] : [insertStepBefore(writerOf(template), source, location, ...windowsRestart)],
    );
  }
  return [...edits.values()].flat();
}

const keyOf = ({ path, span }: Location): string => `${path}:${span.start}`;

/**
 * Moves the opening command behind the last of others.
 * @returns none where nothing is left to move it behind; undefined where it can't be moved
 */
function moveBehind(
  pipeline: Pipeline,
  timeline: Timeline,
  { step }: EffectEvent,
  others: readonly EffectEvent[],
): TextEdit[] | undefined {
  const moved = commandOf(timeline, step);
  if (!moved || !onlyOpens(timeline, step)) return undefined;
  const list = (timeline.answerFile?.commands ?? []).filter(
    ({ component, list: name }) => component === moved.component && name === moved.list,
  );
  const behind = others.map((event) => commandOf(timeline, event.step));
  if (!behind.every((command) => command && list.includes(command))) return undefined;
  const removed = others.filter(isOwnRestart).map((event) => commandOf(timeline, event.step));
  const staying = list.filter((command) => command.list === 'RunSynchronous' || !removed.includes(command));
  const last = Math.max(...behind.map((command) => (command ? list.indexOf(command) : 0)));
  const target = list.slice(0, last + 1).findLast((command) => staying.includes(command));
  if (!target || list.indexOf(target) <= list.indexOf(moved)) return [];
  return moveCommandBehind(moved, target, staying, sourceOf(pipeline, moved.location.path));
}

const onlyOpens = ({ events }: Timeline, step: Step): boolean =>
  events
    .filter((event) => event.step === step)
    .every((event) => event.kind === 'effect' && event.effect.fact.kind === 'remote');
