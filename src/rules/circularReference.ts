import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const circularReference: Rule = {
  id: 'circular-reference',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'Locals or data sources are defined by one another in a circle.',
  fixes: [],
  check: grammarCheck('circular-reference'),
};
