import { hide } from '../../pipeline/hiddenValues';
import { inOrderOfRestarts } from '../../pipeline/timeline/events';
import type {
  Call,
  Deed,
  Phase,
  Step,
  StepScript,
  TakeOver,
  Timeline,
} from '../../pipeline/timeline/timeline';
import { describeFact } from '../../words/facts';
import { phaseNames } from '../../words/phases';
import { describeTakeOver } from '../../words/takeOver';
import { stepDetails } from '../../words/stepDetails';
import { Lines, painted } from './lines';
import { placer } from './report';
import type { Place, ReportInput } from './report';

/** A text without what is to be hidden. */
type Shown = (text: string) => string;

/** The timelines for people: what runs, in order, what it does to the build, and where Packer connects. */
export function timelineText(
  timelines: readonly Timeline[],
  input: Pick<ReportInput, 'sources' | 'cwd'>,
  color: boolean,
): string {
  const place = placer(input);
  const lines = new Lines(color);
  const mark = (text: string) => lines.add(painted(['bold', 'cyan'], `  --- ${text} ---`));
  for (const { build, steps, takeOver, hidden } of timelines) {
    const shown = (text: string) => hide(text, hidden);
    lines.add(painted('bold', shown(`${build.name} (${build.type})`)));
    const connects = connectsBefore(steps, takeOver);
    let phase: Phase | undefined;
    for (const [index, step] of steps.entries()) {
      if (index === connects) mark(shown(describeTakeOver(takeOver)));
      if (step.phase !== phase) lines.add(`  ${phaseNames[(phase = step.phase)]}`);
      const order = step.order === undefined ? '' : `Order ${step.order}  `;
      const { first, more } = stepDetails(step);
      const label = first === undefined ? step.label : `${step.label}: ${shown(first)}`;
      const details = more === undefined ? '' : ` (${shown(more)})`;
      lines.add(`    ${order}${shorten(label)}${details}  `, painted('gray', at(place(step.location))));
      for (const script of step.scripts) writeScript(script, '      ', shown, step.perhaps === true);
      if (takeOver.kind === 'after' && takeOver.event.step === step) mark(shown(describeTakeOver(takeOver)));
    }
    if (connects === steps.length) mark(shown(describeTakeOver(takeOver)));
    lines.add('');
  }
  if (!timelines.length) lines.add('The template has no builds.');
  return lines.toString();

  function writeScript(script: StepScript, indent: string, shown: Shown, isPerhaps: boolean): void {
    const written = new Set<string>();
    for (const deeds of byCommand(inOrderOfRestarts(script.deeds))) {
      const [first] = deeds;
      // A function that is called several times does the same again.
      const own = first.kind === 'call' ? first.name : first.span.start;
      const place = `${first.kind}:${first.location.path}:${first.location.span.start}:${own}`;
      if (written.has(place)) continue;
      written.add(place);
      const perhaps = first.always && !isPerhaps ? '' : ' (perhaps)';
      const facts = deeds.flatMap((deed) => (deed.kind === 'effect' ? describeFact(deed.fact) : []));
      if (first.kind === 'effect')
        lines.addOnce(
          indent,
          painted('yellow', [...new Set(facts)].join(', ')),
          `${perhaps}  `,
          painted('gray', first.command),
        );
      else if (first.kind === 'call') writeCall(first, indent, shown, isPerhaps);
    }
  }

  function writeCall(call: Call, indent: string, shown: Shown, isPerhaps: boolean): void {
    const state = call.script ? '' : call.missing ? ' (not on the medium)' : ' (not read)';
    const what = call.name === undefined ? 'something that only the build knows' : shown(call.name);
    const runs = call.later === undefined ? 'runs' : 'later runs';
    // A loop over scripts calls the same unknown again and again.
    lines.addOnce(`${indent}${runs} ${what}${state}${call.always && !isPerhaps ? '' : ' (perhaps)'}`);
    if (call.script) writeScript(call.script, `${indent}  `, shown, isPerhaps);
  }
}

/** What one command does, together. */
function byCommand(deeds: readonly Deed[]): [Deed, ...Deed[]][] {
  const groups: [Deed, ...Deed[]][] = [];
  for (const deed of deeds) {
    const group = groups.at(-1);
    const [before] = group ?? [];
    if (
      group &&
      before?.kind === 'effect' &&
      deed.kind === 'effect' &&
      before.span.start === deed.span.start &&
      before.turns === deed.turns
    )
      group.push(deed);
    else groups.push([deed]);
  }
  return groups;
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
