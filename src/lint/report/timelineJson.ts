import { hide } from '../../pipeline/hiddenValues';
import type { Fact } from '../../pipeline/effects/fact';
import type { Effect } from '../../pipeline/effects/readEffects';
import type { Call, Step, StepScript, TakeOver, Timeline } from '../../pipeline/timeline/timeline';
import { memoizeByObject } from '../../text/memoizeByObject';
import { describeTakeOver } from '../../words/takeOver';
import { jsonText } from './lines';
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
  // Builds share most of their steps.
  const stepFields = memoizeByObject(fieldsOfStep);
  const report = {
    version: 1,
    builds: timelines.map(({ build, steps, takeOver, hidden }) =>
      hideIn(
        {
          name: build.name,
          type: build.type,
          takeOver: takeOverFields(takeOver, steps),
          steps: steps.map(stepFields),
        },
        hidden,
      ),
    ),
  };
  return jsonText(report);

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

  function fieldsOfStep({ phase, label, order, location, scripts }: Step): object {
    return { phase, label, order, ...place(location), scripts: scripts.map(scriptFields) };
  }

  function scriptFields({ language, path, effects, calls }: StepScript): object {
    const file = path === undefined ? undefined : place({ path, span: { start: 0, end: 0 } }).file;
    return { language, file, effects: effects.map(effectFields), calls: calls.map(callFields) };
  }

  function effectFields({ fact, always, command, location }: Effect): object {
    return { ...factFields(fact), always, command, ...place(location) };
  }

  function callFields({ name, always, later, missing, location, script }: Call): object {
    return { name, always, later, missing, ...place(location), script: script && scriptFields(script) };
  }
}

/** The fields that hold words; those of places are to lead there, and the others are the report's own names. */
const withWords = new Set(['name', 'label', 'command', 'message']);

function hideIn(report: object, hidden: readonly string[]): object {
  if (!hidden.length) return report;
  return Object.fromEntries(
    Object.entries(report).map(([field, value]: [string, unknown]) => [
      field,
      typeof value === 'string' && withWords.has(field) ? hide(value, hidden) : hideWithin(value, hidden),
    ]),
  );
}

function hideWithin(value: unknown, hidden: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => hideWithin(item, hidden));
  return typeof value === 'object' && value !== null ? hideIn(value, hidden) : value;
}

/** In the order of the report. What is undefined is left out when it is written. */
function factFields(fact: Fact): object {
  switch (fact.kind) {
    case 'reboot': {
      const { kind, when, by, preventedBy, askedBy, delay } = fact;
      return { kind, when, by, preventedBy, askedBy, delay };
    }
    case 'remote': {
      const { kind, part, opens, port, blocking, rule, byName, bounces, needsPrivateNetwork } = fact;
      return { kind, part, opens, port, blocking, rule, byName, bounces, needsPrivateNetwork };
    }
    case 'sysprep':
      return { kind: fact.kind, then: fact.then };
    case 'elevation':
      return { kind: fact.kind, certain: fact.certain };
    default:
      return { kind: fact.kind };
  }
}
