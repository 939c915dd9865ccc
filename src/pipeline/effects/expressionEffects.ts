import type { Script, ScriptLanguage } from '../../syntax/script/tree';
import { assignments, methods } from './catalogue';
import type { Fact } from './fact';
import type { Placed } from './placing';
import type { CommandEffect } from './scriptEffect';
import { plainName } from './scriptValues';

/** What a method call or an assignment does. */
interface ExpressionEffect {
  readonly place: Placed;
  readonly facts: readonly Fact[];
  readonly more: Partial<CommandEffect>;
}

/** Method calls and assignments, which PowerShell has beside commands. */
export function expressionEffects(
  script: Script,
  language: ScriptLanguage,
  text: string,
): ExpressionEffect[] {
  if (language !== 'powershell') return [];
  const calls = script.invocations.flatMap((call): ExpressionEffect[] => {
    const member = call.member?.toLowerCase() ?? '';
    const rows = methods.filter(
      (row) => row.members.includes(member) && (row.when?.(call, script, text) ?? true),
    );
    return rows.map((row) => ({
      place: call,
      facts: row.registers ? [] : typeof row.facts === 'function' ? row.facts(call) : row.facts,
      more: {
        ...(row.runsUnread && { unknown: `.${call.member ?? ''}()` }),
        ...(row.registers && { registered: { when: row.registers, effects: undefined } }),
      },
    }));
  });
  const set = script.assignments.flatMap((assignment) =>
    assignments
      .filter((row) => row.names.includes(plainName(assignment.name)) && row.when(assignment))
      .map(({ facts }): ExpressionEffect => ({ place: assignment, facts, more: {} })),
  );
  return [...calls, ...set].filter(({ facts, more }) => facts.length > 0 || Object.keys(more).length > 0);
}
