import { categories } from '../rules/rule';
import type { Category } from '../rules/rule';
import { rules } from '../rules/rules';
import { print } from './print';

/** `boxwright rules`: lists the rules by what they are about, one a line. @returns the exit code */
export function listRules(): Promise<number> {
  const width = Math.max(...rules.map(({ id }) => id.length)) + 2;
  const blocks = (Object.keys(categories) as Category[]).map((category) => {
    const lines = rules
      .filter((rule) => rule.category === category)
      .map(({ id, severity, summary, fixes, preview }) => {
        const notes = [
          ...(preview ? ['preview'] : []),
          ...(fixes.includes('safe') ? ['fixable'] : fixes.length ? ['unsafe fix'] : []),
        ];
        return `  ${id.padEnd(width)}${severity.padEnd(9)}${summary}${notes.length ? ` (${notes.join(', ')})` : ''}\n`;
      });
    return `${categories[category]}\n${lines.join('')}`;
  });
  return print(blocks.join('\n'));
}
