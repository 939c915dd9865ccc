import { hide } from '../../pipeline/hiddenValues';
import { cloudMemoryOf } from '../../pipeline/guest/cloudMemory';
import { memoryOf } from '../../pipeline/guest/memory';
import type { Memory } from '../../pipeline/guest/memory';
import type { Pipeline } from '../../pipeline/pipeline';
import { communicatorOf } from '../../pipeline/template/communicator';
import type { Communicator } from '../../pipeline/template/communicator';
import type { Build } from '../../pipeline/template/template';
import type { EffectEvent, Timeline } from '../../pipeline/timeline/timeline';
import type { Location } from '../../text/location';
import type { Span } from '../../text/span';
import { formatDuration } from '../../words/durations';
import { describeFact } from '../../words/facts';
import { phaseTimes } from '../../words/phases';
import { describeTakeOver } from '../../words/takeOver';
import { isSamePath } from '../../text/pathKey';

/** What was read from a place of a template or of a file that it leads to. */
export interface Explanation {
  readonly span: Span;
  /** Plain sentences, one a paragraph. */
  readonly lines: readonly string[];
}

/** Explains the memory, the way in and the commands that stand at an offset of a file; each thing once. */
export function explain({ template, timelines }: Pipeline, path: string, offset: number): Explanation[] {
  const found = new Map<string, { span: Span; lines: Set<string> }>();
  const say = (location: Location | undefined, line: string) => {
    if (!location || !isSamePath(location.path, path) || !isAt(location.span, offset)) return;
    const key = `${location.span.start}:${location.span.end}`;
    const known = found.get(key) ?? { span: location.span, lines: new Set() };
    found.set(key, known);
    known.lines.add(hide(line, template.hidden));
  };
  for (const timeline of timelines) {
    const { build } = timeline;
    const memory = anyMemoryOf(build);
    if (memory.kind === 'set')
      for (const location of [memory.location, memory.definition])
        say(location, describeMemory(build, memory));
    const communicator = communicatorOf(build);
    for (const location of [communicator.location, communicator.definition])
      for (const line of describeConnection(timeline, communicator)) say(location, line);
    const ofBuilder = [...describeConnection(timeline, communicator), describeMemory(build, memory)];
    for (const line of ofBuilder) if (line) say(build.typeLocation, line);
    for (const event of timeline.events)
      if (event.kind === 'effect') say(event.effect.location, describeEvent(event));
    if (timeline.takeOver.kind === 'after')
      say(
        timeline.takeOver.event.effect.location,
        `${describeTakeOver(timeline.takeOver)}: '${build.name}'.`,
      );
  }
  return [...found.values()].map(({ span, lines }) => ({ span, lines: [...lines] }));
}

const isAt = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

function anyMemoryOf(build: Build): Memory {
  const memory = memoryOf(build);
  return memory.kind === 'unknown' ? cloudMemoryOf(build) : memory;
}

function describeMemory(build: Build, memory: Memory): string {
  if (memory.kind === 'unknown') return '';
  const amount = `${memory.megabytes} MB`;
  const dynamic = memory.dynamic
    ? memory.dynamic.minimum === undefined
      ? ' The hypervisor may take some of it back (dynamic memory).'
      : ` The hypervisor may take some of it back, down to ${memory.dynamic.minimum} MB.`
    : '';
  const source =
    memory.kind === 'set'
      ? `set by ${memory.setting}`
      : `the default of the builder, because ${memory.setting} is not set`;
  return `Memory of '${build.name}': ${amount}, ${source}.${dynamic}`;
}

function describeConnection({ build, takeOver }: Timeline, communicator: Communicator): string[] {
  const { kind, port, timeout, location } = communicator;
  if (kind === 'none') return [`'${build.name}': Packer does not connect.`];
  if (kind !== 'ssh' && kind !== 'winrm') return [];
  const way = kind === 'ssh' ? 'SSH' : `WinRM${tls(communicator)}`;
  const parts = [
    location ? way : `${way} (communicator is not set)`,
    port.value === undefined ? undefined : `port ${port.value}${port.location ? '' : ' (default)'}`,
    timeout.value === undefined
      ? undefined
      : `times out after ${formatDuration(timeout.value, { accuracy: 'milliseconds' })}${timeout.location ? '' : ' (default)'}`,
  ].filter((part) => part !== undefined);
  return [
    `'${build.name}' connects over ${parts.join(', ')}.`,
    `${describeTakeOver(takeOver)}.`.replace(/\.\.$/, '.'),
  ];
}

const tls = ({ useSsl }: Communicator): string => (useSsl.value === true ? ' with TLS' : '');

function describeEvent({ step, effect, always }: EffectEvent): string {
  const order = step.order === undefined ? '' : `, Order ${step.order}`;
  const fact = describeFact(effect.fact);
  const perhaps = always ? '' : ' It depends on a condition.';
  return `${fact.charAt(0).toUpperCase()}${fact.slice(1)}. It runs ${phaseTimes[step.phase]}${order}.${perhaps}`;
}
