import { rules } from '../rules/rules';
import { print } from './print';

/** `boxwright rules`: lists the rules, one a line. @returns the exit code */
export function listRules(): Promise<number> {
  const width = Math.max(...rules.map(({ id }) => id.length)) + 2;
  const lines = rules.map(
    ({ id, severity, summary, fixes }) =>
      `${id.padEnd(width)}${severity.padEnd(9)}${summary}${fixes.includes('safe') ? ' (fixable)' : fixes.length ? ' (unsafe fix)' : ''}\n`,
  );
  return print(lines.join(''));
}
