import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const undeclaredName: Rule = {
  id: 'undeclared-name',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A variable, local, data source or source that nothing declares is used.',
  fixes: ['unsafe'],
  check: grammarCheck('undeclared-name'),
};
