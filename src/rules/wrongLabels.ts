import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const wrongLabels: Rule = {
  id: 'wrong-labels',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A block has too few or too many labels.',
  fixes: [],
  check: grammarCheck('wrong-labels'),
};
