import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const unusedVariable: Rule = {
  id: 'unused-variable',
  severity: 'hint',
  category: 'template',
  since: '0.1.0',
  summary: 'A declared variable is used nowhere in its template.',
  tag: 'unnecessary',
  fixes: [],
  check: grammarCheck('unused-variable'),
};
