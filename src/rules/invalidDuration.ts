import { grammarCheck } from './grammarCheck';
import type { Rule } from './rule';

export const invalidDuration: Rule = {
  id: 'invalid-duration',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A pause_before or timeout is not a duration, such as a number without a unit.',
  fixes: ['unsafe'],
  check: grammarCheck('invalid-duration'),
};
