import type { Fact } from '../../pipeline/effects/fact';
import type { Effect } from '../../pipeline/effects/readEffects';
import type { Call, Step, StepScript, TakeOver, Timeline } from '../../pipeline/timeline/timeline';
import { describeTakeOver } from '../../words/takeOver';
import { placer } from './report';
import type { ReportInput } from './report';

/**
 * The timelines for programs. `version` counts its incompatible changes. Every field is listed here by its name, so that
 * no change of a name elsewhere changes the report.
 */
export function timelineJson(
  timelines: readonly Timeline[],
  input: Pick<ReportInput, 'sources' | 'cwd'>,
): string {
  const place = placer(input);
  const report = {
    version: 1,
    builds: timelines.map(({ build, steps, takeOver }) => ({
      name: build.name,
      type: build.type,
      takeOver: takeOverFields(takeOver, steps),
      steps: steps.map(stepFields),
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;

  function takeOverFields(takeOver: TakeOver, steps: readonly Step[]): object {
    return {
      kind: takeOver.kind,
      message: describeTakeOver(takeOver),
      ...(takeOver.kind === 'after' && {
        certain: takeOver.certain,
        step: steps.indexOf(takeOver.event.step),
        ...place(takeOver.event.effect.location),
      }),
    };
  }

  function stepFields({ phase, label, order, location, scripts }: Step): object {
    return { phase, label, order, ...place(location), scripts: scripts.map(scriptFields) };
  }

  function scriptFields({ language, path, effects, calls }: StepScript): object {
    const file = path === undefined ? undefined : place({ path, span: { start: 0, end: 0 } }).file;
    return { language, file, effects: effects.map(effectFields), calls: calls.map(callFields) };
  }

  function effectFields({ fact, always, command, location }: Effect): object {
    return { ...factFields(fact), always, command, ...place(location) };
  }

  function callFields({ name, always, missing, location, script }: Call): object {
    return { name, always, missing, ...place(location), script: script && scriptFields(script) };
  }
}

/** In the order of the report. What is undefined is left out when it is written. */
function factFields(fact: Fact): object {
  switch (fact.kind) {
    case 'reboot': {
      const { kind, when, by, preventedBy, delay } = fact;
      return { kind, when, by, preventedBy, delay };
    }
    case 'remote': {
      const { kind, part, opens, port, blocking, bounces, needsPrivateNetwork } = fact;
      return { kind, part, opens, port, blocking, bounces, needsPrivateNetwork };
    }
    case 'sysprep':
      return { kind: fact.kind, then: fact.then };
    case 'elevation':
      return { kind: fact.kind, certain: fact.certain };
    default:
      return { kind: fact.kind };
  }
}
