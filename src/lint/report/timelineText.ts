import { styleText } from 'node:util';
import type { Effect } from '../../pipeline/effects/readEffects';
import type { Call, Phase, Step, StepScript, TakeOver, Timeline } from '../../pipeline/timeline/timeline';
import { describeFact } from '../../words/facts';
import { phaseNames } from '../../words/phases';
import { describeTakeOver } from '../../words/takeOver';
import { placer } from './report';
import type { Place, ReportInput } from './report';

/** The timelines for people: what runs, in order, what it does to the build, and where Packer connects. */
export function timelineText(
  timelines: readonly Timeline[],
  input: Pick<ReportInput, 'sources' | 'cwd'>,
  colour: boolean,
): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(style, text) : text;
  const place = placer(input);
  const lines: string[] = [];
  const mark = (text: string) => lines.push(paint(['bold', 'cyan'], `  --- ${text} ---`));
  for (const { build, steps, takeOver } of timelines) {
    lines.push(paint('bold', `${build.name} (${build.type})`));
    const connects = connectsBefore(steps, takeOver);
    let phase: Phase | undefined;
    for (const [index, step] of steps.entries()) {
      if (index === connects) mark(describeTakeOver(takeOver));
      if (step.phase !== phase) lines.push(`  ${phaseNames[(phase = step.phase)]}`);
      const order = step.order === undefined ? '' : `Order ${step.order}  `;
      lines.push(`    ${order}${shorten(step.label)}  ${paint('gray', at(place(step.location)))}`);
      for (const script of step.scripts) writeScript(script, '      ');
      if (takeOver.kind === 'after' && takeOver.event.step === step) mark(describeTakeOver(takeOver));
    }
    if (connects === steps.length) mark(describeTakeOver(takeOver));
    lines.push('');
  }
  return `${lines.join('\n')}\n`;

  function writeScript(script: StepScript, indent: string): void {
    const items: [number, () => void][] = [
      ...byCommand(script.effects).map(([first, ...others]): [number, () => void] => [
        first.span.start,
        () => {
          const facts = [first, ...others].map(({ fact }) => describeFact(fact)).join(', ');
          const perhaps = first.always ? '' : ' (perhaps)';
          lines.push(`${indent}${paint('yellow', facts)}${perhaps}  ${paint('gray', first.command)}`);
        },
      ]),
      ...script.calls.map((call): [number, () => void] => [call.offset, () => writeCall(call, indent)]),
    ];
    for (const [, write] of items.sort(([a], [b]) => a - b)) write();
  }

  function writeCall(call: Call, indent: string): void {
    const state = call.script ? '' : call.missing ? ' (not on the medium)' : ' (not read)';
    const what = call.name ?? 'something that only the build knows';
    const line = `${indent}runs ${what}${state}${call.always ? '' : ' (perhaps)'}`;
    // A loop over scripts calls the same unknown again and again.
    if (lines.at(-1) !== line) lines.push(line);
    if (call.script) writeScript(call.script, `${indent}  `);
  }
}

/** What one command does, together. */
function byCommand(effects: readonly Effect[]): [Effect, ...Effect[]][] {
  const groups = new Map<number, [Effect, ...Effect[]]>();
  for (const effect of effects) {
    const group = groups.get(effect.span.start);
    if (group) group.push(effect);
    else groups.set(effect.span.start, [effect]);
  }
  return [...groups.values()];
}

/** The step before which the mark stands, where no step of the bootstrap opens the way. */
function connectsBefore(steps: readonly Step[], { kind }: TakeOver): number {
  if (kind === 'after') return -1;
  const first = steps.findIndex(
    ({ phase }) => phase === 'provision' || phase === 'shutdown' || phase === 'postProcess',
  );
  return first < 0 ? steps.length : first;
}

const at = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;

function shorten(label: string): string {
  const line = label.replace(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 87)}…` : line;
}
