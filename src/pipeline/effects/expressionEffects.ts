import type { Script, ScriptLanguage } from '../../syntax/script/tree';
import type { Span } from '../../text/span';
import { assignments, methods } from './catalogue';
import { canRun, isCertain } from './guards';
import { commandEffect } from './scriptEffect';
import type { ScriptEffect } from './scriptEffect';
import { plainName } from './scriptValues';

/** Method calls and assignments, which PowerShell has beside commands. */
export function expressionEffects(
  script: Script,
  language: ScriptLanguage,
  text: string,
  isLast: (span: Span) => boolean,
): ScriptEffect[] {
  const calls = script.invocations.flatMap((call) => {
    const rows = methods.filter(
      (row) =>
        row.members.includes(call.member?.toLowerCase() ?? '') && (row.when?.(call, script, text) ?? true),
    );
    return rows.map((row) => ({
      place: call,
      facts: typeof row.facts === 'function' ? row.facts(call) : row.facts,
    }));
  });
  const set = script.assignments.flatMap((assignment) =>
    assignments
      .filter((row) => row.names.includes(plainName(assignment.name)) && row.when(assignment))
      .map(({ facts }) => ({ place: assignment, facts })),
  );
  return [...calls, ...set]
    .filter(({ place, facts }) => facts.length > 0 && canRun(place, script, language, text))
    .map(({ place, facts }) => ({
      ...commandEffect(facts, { always: isCertain(place), last: isLast(place.span) }),
      span: place.span,
    }));
}
